import { Hono, type Context } from 'hono'
import { remoteAddress } from '../http/remote-address'
import { callerOf } from './caller'
import { closeOrder } from './close-order'
import { createOrder } from './create-order'
import { findOrders, orderOf } from './find-orders'
import { jsonBody } from './json-body'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order } from './order'
import { readListRequest } from './order-list'
import { readCreateRequest } from './order-request'
import { createdView, orderView, type Wire } from './order-view'
import { refresh } from './refresh'
import { refreshSome } from './refresh-some'
import { reverseOrder } from './reverse-order'

const ORDERS = '/hserve/v2.2/idp/pay/order'

/** MinCloud's routes of pay orders, and our own to end one. */
export function orderRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  app.post(ORDERS, (c) => create(c, merchant))
  app.get(ORDERS, (c) => list(c, merchant))
  app.get('/hserve/v2.0/idp/pay/order/:transaction_no', (c) => show(c, merchant))
  app.post(`${ORDERS}/:transaction_no/close`, (c) => close(c, merchant))
  app.post(`${ORDERS}/:transaction_no/reverse`, (c) => reverse(c, merchant))
  return app
}

async function create(c: Context, merchant: Merchant): Promise<Response> {
  const caller = await callerOf(c, merchant)
  const order = await createOrder(readCreateRequest(await jsonBody(c), merchant), { caller, ip: remoteAddress(c, merchant.trustedProxies) }, merchant)
  return c.json(createdView(order, { now: merchant.clock.now(), origin: reachedAt(c, merchant) }), 201)
}

async function list(c: Context, merchant: Merchant): Promise<Response> {
  const query = queryOf(c)
  const caller = await callerOf(c, merchant)
  const request = readListRequest(query)
  const found = await refreshSome(await findOrders(query, caller, merchant), merchant)
  const { clock } = merchant
  return c.json(request.pageOf(found.map((order) => orderView(order, clock.now())), c.req.path))
}

/** The parameters by name. @throws {MerchantError} 400 one comes twice: of the two, the one reader takes the first and the other the last */
function queryOf(c: Context): Readonly<Record<string, string>> {
  const twice = Object.entries(c.req.queries()).find(([, values]) => values.length > 1)
  if (twice) throw new MerchantError(400, `${twice[0]} comes twice`)
  return c.req.query()
}

async function show(c: Context, merchant: Merchant): Promise<Response> {
  return c.json(viewOf(await refresh(await orderInPath(c, merchant), merchant), merchant))
}

async function close(c: Context, merchant: Merchant): Promise<Response> {
  return c.json(viewOf(await closeOrder(await orderInPath(c, merchant), merchant), merchant))
}

async function reverse(c: Context, merchant: Merchant): Promise<Response> {
  const { order, isDone, refunded } = await reverseOrder(await orderInPath(c, merchant), merchant)
  return c.json({ ...viewOf(order, merchant), refunded }, isDone ? 200 : 202)
}

async function orderInPath(c: Context, merchant: Merchant): Promise<Order> {
  return orderOf(c.req.param('transaction_no') ?? '', await callerOf(c, merchant), merchant)
}

const viewOf = (order: Order, { clock }: Merchant): Wire => orderView(order, clock.now())

/** Where the page has reached the merchant: at the address that the merchant has for the world, or at another name for this machine. */
function reachedAt(c: Context, { merchantOrigin }: Merchant): string {
  const { host, origin } = new URL(c.req.url)
  // Behind a proxy that speaks TLS only the merchant's own address says so.
  return host === new URL(merchantOrigin).host ? merchantOrigin : origin
}
