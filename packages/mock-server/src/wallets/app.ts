import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { h5Routes } from '../h5/routes'
import { BODY_LIMIT } from '../http/body'
import { corsFor, hostGuard, pageGuard, plainAnswers } from '../http/guards'
import { requestLog } from '../http/request-log'
import type { Ports } from '../options'
import { jsapiRoutes } from '../phone/jsapi'
import { phonePage } from '../phone/page'
import { phoneRoutes } from '../phone/routes'
import { sandboxRoutes, type Sandbox } from '../sandbox/routes'
import { authcodetoopenid } from './wechat-v2/authcodetoopenid'
import { closeorder } from './wechat-v2/closeorder'
import { downloadbill } from './wechat-v2/downloadbill'
import { communicationFailure, endpoint } from './wechat-v2/envelope'
import { micropay } from './wechat-v2/micropay'
import { orderquery } from './wechat-v2/orderquery'
import { refund } from './wechat-v2/refund'
import { refundquery } from './wechat-v2/refundquery'
import { reverse } from './wechat-v2/reverse'
import { unifiedorder } from './wechat-v2/unifiedorder'
import { wechatLogin } from './wechat-login/routes'
import type { Wallets } from './wallets'

const WECHAT_V2 = {
  '/pay/unifiedorder': unifiedorder,
  '/pay/orderquery': orderquery,
  '/pay/closeorder': closeorder,
  '/pay/micropay': micropay,
  '/secapi/pay/reverse': reverse,
  '/secapi/pay/refund': refund,
  '/pay/refundquery': refundquery,
  '/tools/authcodetoopenid': authcodetoopenid,
}

const messageLimit = bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.body(communicationFailure('post数据过大'), 413, { 'content-type': 'text/xml; charset=utf-8' }) })

/** The wallets wing: WeChat Pay's endpoints, and the phone of the one who pays. */
export function createWalletsApp(wallets: Wallets, { allowedHosts, allowedOrigins, merchantOrigin, log }: Ports, sandbox: Sandbox): Hono {
  const app = new Hono({ strict: false })
  app.use(plainAnswers, requestLog('wallets', log), hostGuard(allowedHosts), sandbox.requests.of('wallets'))
  app.use('/phone/*', corsFor(allowedOrigins), pageGuard(allowedOrigins))
  app.use('/sandbox/*', corsFor(allowedOrigins), pageGuard(allowedOrigins))
  for (const path of [...Object.keys(WECHAT_V2), '/pay/downloadbill']) app.use(path, messageLimit)
  app.use(bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json({ error: 'too_large', message: '请求内容过大' }, 413) }))

  app.get('/healthz', (c) => c.json({ status: 'ok', wing: 'wallets' }))
  for (const [path, operation] of Object.entries(WECHAT_V2)) app.all(path, endpoint(operation, wallets))
  app.all('/pay/downloadbill', downloadbill(wallets))
  app.route('/', wechatLogin(wallets, [...allowedOrigins, merchantOrigin]))
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
