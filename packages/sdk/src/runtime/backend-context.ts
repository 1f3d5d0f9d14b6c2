/** The context of one backend call: the client's transport with its time-out, and HErrors for answers that never came. */
import type { BackendContext } from '../backends/port'
import { HError } from '../errors'
import { sendWithin, TransportError, type SendOptions } from './transport'

/** Reads and writes may take this long unless told otherwise. */
export const READ_TIMEOUT_MS = 15_000
export const CREATE_TIMEOUT_MS = 30_000

/** An HError for a request without an answer: 600, 601 for a time-out. Retrying can help. */
const noAnswer = (cause: TransportError): HError =>
  new HError(cause.failure === 'timeout' ? 601 : 600, undefined, {
    retryable: true,
    hint: 'No answer came. Is the host right and reachable, and does it allow this origin (CORS)?',
    cause,
  })

/** Builds the context for one call. */
export function backendContext(options: SendOptions): BackendContext {
  return {
    signal: options.signal,
    send: async ({ method, url, headers = {}, json }) => {
      const body = json === undefined ? undefined : JSON.stringify(json)
      const typed = body === undefined ? headers : { 'Content-Type': 'application/json', ...headers }
      try {
        return await sendWithin({ method, url, headers: { Accept: 'application/json, text/plain, */*', ...typed }, body }, options)
      } catch (error) {
        throw error instanceof TransportError ? noAnswer(error) : error
      }
    },
  }
}
