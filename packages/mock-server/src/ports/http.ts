import type { Clock } from './clock'

/** Sends one request. A refusal to connect rejects, as `fetch` does. */
export type Http = (request: Request) => Promise<Response>

/** A side of the mock server, callable like `fetch`. */
export interface Wing {
  /**
   * Answers a request without a network. Rejects with the signal's reason once its signal is aborted.
   * @param bindings what a server adapter knows about the connection; for `serve` only
   */
  fetch(input: Request | URL | string, init?: RequestInit, bindings?: object): Promise<Response>
}

/** Settles as `promise` does, unless `signal` is aborted first. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** Routes a request to the wing that owns its origin; nothing else is reachable. */
export function inProcessHttp(wings: ReadonlyMap<string, Wing>): Http {
  return async (request) => {
    const wing = wings.get(new URL(request.url).origin)
    if (!wing) throw new TypeError(`fetch failed: nothing listens at ${new URL(request.url).origin}`)
    return wing.fetch(request)
  }
}

/** An `Http` that tells how many of its requests have no answer yet. */
export interface CountedHttp { readonly http: Http, readonly underWay: () => number }

/** Counts what `http` has under way, answers' bodies left aside. */
export function counted(http: Http): CountedHttp {
  let count = 0
  return {
    async http(request) {
      count++
      try {
        return await http(request)
      } finally {
        count--
      }
    },
    underWay: () => count,
  }
}

/** One request with a deadline; its body is read inside it. */
export interface Exchange {
  readonly http: Http
  readonly clock: Clock
  readonly timeoutMs: number
  /** Ends the exchange early. */
  readonly signal?: AbortSignal
}

/** An answer whose body has arrived. */
export interface Received { readonly status: number, readonly headers: Headers, readonly body: Uint8Array }

/** Posts a message and reads the whole answer; rejects on a dead network, at the deadline, or when aborted. Follows no redirect. */
export function post(url: string, { body, headers }: { readonly body: string, readonly headers: Readonly<Record<string, string>> }, exchange: Exchange): Promise<Received> {
  return send(url, { method: 'POST', headers, body }, exchange)
}

/** Posts XML as `post` does. */
export function postXml(url: string, body: string, exchange: Exchange): Promise<Received> {
  return post(url, { body, headers: { 'content-type': 'text/xml; charset=utf-8' } }, exchange)
}

/** Asks for something and reads the whole answer; rejects as `post` does. */
export function get(url: string, headers: Readonly<Record<string, string>>, exchange: Exchange): Promise<Received> {
  return send(url, { headers }, exchange)
}

/** Asks for JSON and reads the whole answer; rejects as `post` does. */
export function getJson(url: string, exchange: Exchange): Promise<Received> {
  return get(url, { accept: 'application/json' }, exchange)
}

async function send(url: string, init: RequestInit, { http, clock, timeoutMs, signal }: Exchange): Promise<Received> {
  const controller = new AbortController()
  const stop = (): void => controller.abort(signal?.reason)
  const timer = clock.setTimeout(() => controller.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const request = new Request(url, { ...init, redirect: 'manual', signal: controller.signal })
    return await abortable(receive(http(request)), controller.signal)
  } finally {
    clock.clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

async function receive(answer: Promise<Response>): Promise<Received> {
  const response = await answer
  return { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) }
}
