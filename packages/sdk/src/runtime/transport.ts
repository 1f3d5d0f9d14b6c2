/** HTTP, as a port, with the page's own `fetch` as the default. */
import { abortReason, type Clock } from './clock'

/** One request. The body is JSON text. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
  readonly signal: AbortSignal
}

/** One answer, of any status. */
export interface TransportAnswer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  /** The body, parsed where it is JSON, else as text. */
  readonly data: unknown
}

/** Sends a request; resolves for any HTTP status, rejects where there was no answer. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>

/** Why no answer came. */
export type TransportFailure = 'offline' | 'timeout' | 'aborted' | 'network'

/** No answer came. It holds why and nothing of the request: no URL, header, body or live object. */
export class TransportError extends Error {
  constructor(readonly failure: TransportFailure) {
    super(`no answer: ${failure}`)
    this.name = 'TransportError'
  }
}

/** JSON where it is JSON, else the text itself. */
export function parseBody(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** A transport over `fetch`. Cookies stay out, as in MinCloud's own SDK. */
export function fetchTransport(fetchImpl?: typeof fetch): Transport {
  return async ({ method, url, headers, body, signal }) => {
    const send = fetchImpl ?? fetch
    const init: RequestInit = { method, headers, signal, credentials: 'same-origin', cache: 'no-store' }
    const response = await send(url, body === undefined ? init : { ...init, body })
    const found: Record<string, string> = {}
    response.headers.forEach((value, name) => { found[name.toLowerCase()] = value })
    return { status: response.status, headers: found, data: parseBody(await response.text()) }
  }
}

/** What {@link sendWithin} needs beyond the request. */
export interface SendOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly isOnline: () => boolean
  /** Aborts the request; the rejection is the signal's reason. */
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

/**
 * Sends a request and gives up after a while. Rejects with the signal's reason when aborted, else only with a {@link TransportError}:
 * what a transport throws can hold the request with its token, so it goes no further.
 */
export async function sendWithin(request: Omit<TransportRequest, 'signal'>, options: SendOptions): Promise<TransportAnswer> {
  const { transport, clock, isOnline, signal, timeoutMs } = options
  if (signal.aborted) throw abortReason(signal)
  const inner = new AbortController()
  let failure: TransportFailure | undefined
  const stop = (why: TransportFailure) => {
    failure = why
    inner.abort()
  }
  const onAbort = () => stop('aborted')
  signal.addEventListener('abort', onAbort)
  const timer = clock.setTimeout(() => stop('timeout'), timeoutMs)
  const stopped = new Promise<never>((_resolve, reject) => {
    inner.signal.addEventListener('abort', () => reject(new TransportError(failure ?? 'network')))
  })
  try {
    return await Promise.race([transport({ ...request, signal: inner.signal }), stopped])
  } catch {
    if (failure === 'aborted') throw abortReason(signal)
    throw new TransportError(failure ?? (isOnline() ? 'network' : 'offline'))
  } finally {
    clock.clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}
