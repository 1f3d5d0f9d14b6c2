import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { h5Routes } from '../h5/routes'
import { BODY_LIMIT } from '../http/body'
import { corsFor, hostGuard, pageGuard, plainAnswers } from '../http/guards'
import { requestLog } from '../http/request-log'
import { serveCashierFiles } from '../http/wallet-page'
import type { Ports } from '../options'
import { jsapiRoutes } from '../phone/jsapi'
import { phonePage } from '../phone/page'
import { phoneRoutes } from '../phone/routes'
import { sandboxRoutes, type Sandbox } from '../sandbox/routes'
import { wechatLogin } from './wechat-login/routes'
import type { Wallets } from './wallets'
import { WIRES } from './wires'

/** The wallets wing: the endpoints of every wire, and the phone of the one who pays. */
export function createWalletsApp(wallets: Wallets, { allowedHosts, allowedOrigins, merchantOrigin, log }: Ports, sandbox: Sandbox): Hono {
  const app = new Hono({ strict: false })
  app.use(plainAnswers, requestLog('wallets', log), hostGuard(allowedHosts), sandbox.requests.of('wallets'))
  app.use('/phone/*', corsFor(allowedOrigins), pageGuard(allowedOrigins))
  app.use('/sandbox/*', corsFor(allowedOrigins), pageGuard(allowedOrigins))
  for (const wire of WIRES) app.route('/', wire(wallets))
  app.use(bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json({ error: 'too_large', message: '请求内容过大' }, 413) }))

  app.get('/healthz', (c) => c.json({ status: 'ok', wing: 'wallets' }))
  app.route('/', wechatLogin(wallets, [...allowedOrigins, merchantOrigin]))
  serveCashierFiles(app)
  app.route('/', h5Routes(wallets))
  app.route('/phone', phonePage(allowedOrigins))
  app.route('/phone', phoneRoutes(wallets))
  app.route('/phone', jsapiRoutes(wallets))
  app.route('/sandbox', sandboxRoutes(sandbox))

  app.notFound((c) => c.json({ error: 'not_found', message: '没有这个地址' }, 404))
  app.onError((cause, c) => {
    log({ type: 'failure', wing: 'wallets', what: 'a request failed', cause })
    return c.json({ error: 'internal', message: '系统繁忙，请稍后再试' }, 500)
  })
  return app
}
