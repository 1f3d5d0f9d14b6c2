import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { isJson } from './body'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']
const HOST = /^(\[[0-9a-f:.]+\]|[0-9a-z.-]+)(:\d{1,5})?$/i

/** Whether a URL's host, as `URL.hostname` writes it, is this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.includes(hostname)

/** The header that comes with every answer, refusals too: payments are never cached, and JSON is never taken for a script. */
export const plainAnswers: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('cache-control', 'no-store')
  c.res.headers.set('x-content-type-options', 'nosniff')
}

/** Refuses a request for another host, which is how DNS rebinding arrives. */
export function hostGuard(allowedHosts: readonly string[]): MiddlewareHandler {
  const allowed = new Set([...LOOPBACK, ...allowedHosts.map((host) => host.toLowerCase())])
  const isAllowed = (text: string): boolean => allowed.has(HOST.exec(text)?.[1]?.toLowerCase() ?? '')
  return async (c, next) => {
    // A request line may name a host too, as it does for a proxy; the two need not agree.
    const { host } = new URL(c.req.url)
    if ([c.req.header('host') ?? host, host].every(isAllowed)) return next()
    return c.json({ error: 'misdirected', message: 'This host is not served here; --allow-host allows it.' }, 421)
  }
}

/** Tells browsers which origins may read the answers. */
export function corsFor(allowedOrigins: readonly string[]): MiddlewareHandler {
  return cors({
    origin: [...allowedOrigins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type', 'authorization', ...['id', 'version', 'platform', 'sdk-type'].map((name) => `x-hydrogen-client-${name}`), 'x-hydrogen-env-id'],
    exposeHeaders: ['Retry-After'],
    maxAge: 7200,
  })
}

/**
 * Keeps foreign pages from the phone and the sandbox: an Origin, where there is one, must be allowed or the wing's own, and
 * what writes must be JSON, which a page can't send across origins without asking first.
 */
export function pageGuard(allowedOrigins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && origin !== ownOrigin(c) && !allowedOrigins.includes(origin)) {
      return c.json({ error: 'foreign_origin', message: '此页面无权操作虚拟手机' }, 403)
    }
    if (!['GET', 'HEAD'].includes(c.req.method) && !isJson(c)) {
      return c.json({ error: 'not_json', message: '请求须为 application/json' }, 415)
    }
    return next()
  }
}

// The Host guard has run, so the request's own URL can be trusted.
const ownOrigin = (c: Context): string => new URL(c.req.url).origin
