/** HTTP, as a port, with the page's own `fetch` as the default. */
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

/** A transport over `fetch`. Cookies go to the page's own origin only, as with MinCloud's own SDK. */
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
