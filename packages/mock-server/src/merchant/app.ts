import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT } from '../http/body'
import { corsFor, hostGuard, plainAnswers } from '../http/guards'
import type { RequestFeed } from '../http/request-feed'
import { requestLog } from '../http/request-log'
import type { Ports } from '../options'
import { pageFaults } from '../scenarios/page-faults'
import { eventRoutes } from './event-routes'
import { loginRoutes } from './login/routes'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import { tradeNoNamedBy } from './named-trade-no'
import { notifyRoutes } from './notify-routes'
import { orderRoutes } from './order-routes'
import { walnutNotifyRoutes } from './walnut/notify-routes'
import { walnutRoutes } from './walnut/routes'
import { socketRoutes } from './walnut/socket'
import { notifyTrail } from './walnut/trail'

/** The merchant wing: MinCloud's payment routes, and where the providers notify. */
export function createMerchantApp(merchant: Merchant, { allowedHosts, allowedOrigins, log }: Ports, requests: RequestFeed): Hono {
  // With `strict` off a path means the same with and without the trailing slash that MinCloud writes.
  const app = new Hono({ strict: false })
  app.use(plainAnswers, requestLog('merchant', log), hostGuard(allowedHosts), corsFor(allowedOrigins), requests.of('merchant'))
  app.use('/hserve/*', pageFaults({ ...merchant, orderNamedBy: (c) => tradeNoNamedBy(c, merchant), isCreate }))
  app.use(bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json({ error_msg: 'the request body is too large' }, 413) }))

  app.get('/healthz', (c) => c.json({ status: 'ok', wing: 'merchant' }))
  app.route('/', loginRoutes(merchant))
  app.route('/', orderRoutes(merchant))
  app.route('/', eventRoutes(merchant))
  for (const path of ['/api/:domain/pay/re_wx', '/api/:domain/payresult']) app.use(path, notifyTrail(merchant))
  app.route('/', notifyRoutes(merchant))
  app.route('/', walnutNotifyRoutes(merchant))
  app.route('/', walnutRoutes(merchant))
  app.route('/', socketRoutes(merchant))

  app.notFound((c) => c.json({ error_msg: 'not found' }, 404))
  app.onError((error, c) => {
    if (error instanceof MerchantError) return refuse(c, error)
    log({ type: 'failure', wing: 'merchant', what: 'a request failed', cause: error })
    return c.json({ error_msg: 'internal error' }, 500)
  })
  return app
}

const isCreate = (c: Context): boolean => c.req.method === 'POST' && /\/pay\/order\/?$/.test(c.req.path)

function refuse(c: Context, { status, message, details }: MerchantError): Response {
  const waitMs = details['next_poll_ms']
  if (status === 425 && typeof waitMs === 'number') c.header('retry-after', String(Math.ceil(waitMs / 1000)))
  return c.json({ error_msg: message, ...details }, status)
}
