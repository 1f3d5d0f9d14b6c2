import type { MiddlewareHandler } from 'hono'
import type { Log, LogEvent } from '../ports/log'

type Wing = Extract<LogEvent, { type: 'request' }>['wing']

/** Tells of every request, by its path alone: a query may carry a token. */
export function requestLog(wing: Wing, log: Log): MiddlewareHandler {
  return async (c, next) => {
    await next()
    log({ type: 'request', wing, method: c.req.method, path: c.req.path, status: c.res.status })
  }
}
