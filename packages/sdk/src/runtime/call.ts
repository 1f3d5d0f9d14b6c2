/** One call to a backend: the client's transport lent for a while, and an HError where no answer came. */
import type { BackendContext } from '../backends/port'
import { HError } from '../errors'
import { heardWithin, type Patience } from './heard'
import { TransportError, type Transport } from './transport'

/** Reads, and everything that changes something, may take this long unless told otherwise. */
export const READ_TIMEOUT_MS = 15_000
export const CREATE_TIMEOUT_MS = 30_000

/** What a call needs. */
export interface CallOptions extends Patience {
  readonly transport: Transport
  readonly isOnline: () => boolean
}

/** An HError for a call without an answer: 600, 601 for a time-out. Retrying can help. */
const noAnswer = (cause: TransportError): HError =>
  new HError(cause.failure === 'timeout' ? 601 : 600, undefined, {
    retryable: true,
    hint: 'Is the host right, and does it allow this origin (CORS)?',
    cause,
  })

const contextOf = ({ transport, isOnline }: CallOptions, signal: AbortSignal): BackendContext => ({
  signal,
  send: async ({ method, url, headers = {}, json }) => {
    const body = json === undefined ? undefined : JSON.stringify(json)
    const typed = body === undefined ? headers : { 'Content-Type': 'application/json', ...headers }
    try {
      return await transport({ method, url, headers: { Accept: 'application/json, text/plain, */*', ...typed }, body, signal })
    } catch {
      // What a transport throws can hold the request with its token, so it goes no further.
      throw noAnswer(new TransportError(signal.aborted ? 'aborted' : isOnline() ? 'network' : 'offline'))
    }
  },
})

/**
 * Calls a backend and gives up after a while, whether or not the backend listens to its signal.
 * Rejects with HError 601 then, with the signal's reason when aborted, else with what `act` rejects with.
 */
export async function callWithin<T>(options: CallOptions, act: (context: BackendContext) => Promise<T>): Promise<T> {
  const answer = await heardWithin<Promise<T>[]>(options, (tell) => {
    const inner = new AbortController()
    // In a promise from the start, so that a backend that throws at once is one that rejects.
    const acted = Promise.resolve().then(() => act(contextOf(options, inner.signal)))
    acted.finally(() => tell([acted])).catch(() => undefined)
    return () => inner.abort()
  })
  if (!answer) throw noAnswer(new TransportError('timeout'))
  return answer[0] as Promise<T>
}
