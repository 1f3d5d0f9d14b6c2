import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT, isJson, readJsonObject } from '../http/body'
import { corsFor, hostGuard, plainAnswers } from '../http/guards'
import { remoteAddress } from '../http/remote-address'
import type { RequestFeed } from '../http/request-feed'
import { requestLog } from '../http/request-log'
import type { Ports } from '../options'
import { callerOf } from './caller'
import { closeOrder } from './close-order'
import { createOrder } from './create-order'
import { findOrders, orderOf } from './find-orders'
import { loginRoutes } from './login/routes'
import { WECHAT_NOTIFY_PATH, type Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import { takeWechatNotify } from './notify-wechat'
import { pageOf } from './order-list'
import { readCreateRequest } from './order-request'
import { createdView, orderView } from './order-view'
import { refresh } from './refresh'

const ORDERS = '/hserve/v2.2/idp/pay/order'

/** The merchant wing: MinCloud's payment routes, and where WeChat Pay notifies. */
export function createMerchantApp(merchant: Merchant, { allowedHosts, allowedOrigins, log }: Ports, requests: RequestFeed): Hono {
  // With `strict` off a path means the same with and without the trailing slash that MinCloud writes.
  const app = new Hono({ strict: false })
  app.use(plainAnswers, requestLog('merchant', log), hostGuard(allowedHosts), corsFor(allowedOrigins), requests.of('merchant'))
  app.use(bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json({ error_msg: 'the request body is too large' }, 413) }))

  app.get('/healthz', (c) => c.json({ status: 'ok', wing: 'merchant' }))
  app.route('/', loginRoutes(merchant))
  app.post(ORDERS, (c) => create(c, merchant))
  app.get(ORDERS, (c) => list(c, merchant))
  app.post(`${ORDERS}/:transaction_no/close`, (c) => close(c, merchant))
  app.get('/hserve/v2.0/idp/pay/order/:transaction_no', (c) => show(c, merchant))
  app.post(WECHAT_NOTIFY_PATH, async (c) => {
    const answer = await takeWechatNotify(new Uint8Array(await c.req.arrayBuffer()), merchant)
    return c.body(answer, 200, { 'content-type': 'text/xml; charset=utf-8' })
  })

  app.notFound((c) => c.json({ error_msg: 'not found' }, 404))
  app.onError((error, c) => {
    if (error instanceof MerchantError) return refuse(c, error)
    log({ type: 'failure', wing: 'merchant', what: 'a request failed', cause: error })
    return c.json({ error_msg: 'internal error' }, 500)
  })
  return app
}

function refuse(c: Context, { status, message, details }: MerchantError): Response {
  const waitMs = details['next_poll_ms']
  if (typeof waitMs === 'number') c.header('retry-after', String(Math.ceil(waitMs / 1000)))
  return c.json({ error_msg: message, ...details }, status)
}

async function create(c: Context, merchant: Merchant): Promise<Response> {
  const caller = await callerOf(c, merchant)
  if (!isJson(c)) throw new MerchantError(415, 'the content type is application/json')
  const body = await readJsonObject(c)
  if (!body) throw new MerchantError(400, 'the body is a JSON object')
  const order = await createOrder(readCreateRequest(body), { caller, ip: remoteAddress(c) }, merchant)
  return c.json(createdView(order, merchant.clock.now()), 201)
}

async function list(c: Context, merchant: Merchant): Promise<Response> {
  const query = c.req.query()
  const found = await findOrders(query, await callerOf(c, merchant), merchant)
  const fresh = await Promise.all(found.map((order) => refresh(order, merchant)))
  return c.json(pageOf(fresh.map((order) => orderView(order, merchant.clock.now())), query, c.req.path))
}

async function show(c: Context, merchant: Merchant): Promise<Response> {
  const order = await orderOf(c.req.param('transaction_no') ?? '', await callerOf(c, merchant), merchant)
  return c.json(orderView(await refresh(order, merchant), merchant.clock.now()))
}

async function close(c: Context, merchant: Merchant): Promise<Response> {
  const order = await orderOf(c.req.param('transaction_no') ?? '', await callerOf(c, merchant), merchant)
  return c.json(orderView(await closeOrder(order, merchant), merchant.clock.now()))
}
