import { Hono, type Context } from 'hono'
import { remoteAddress } from '../../http/remote-address'
import type { Caller } from '../caller'
import { jsonBody } from '../json-body'
import type { Merchant } from '../merchant'
import { MerchantError } from '../merchant-error'
import { buy } from './buy'
import { couponsOf, readBuyRequest, wantedOf } from './buy-request'
import { createPay, readCreatePay } from './create-pay'
import { WalnutError } from './err-codes'
import { walnutFaults } from './faults'
import { findBy, purchaseOf, standingOf, standingView } from './find'
import { jsObject } from './jsapi'
import { payAgain } from './pay-again'
import { payCodeOf, wayOf, type Way } from './pay-request'
import { payView, resultOf } from './pay-view'
import { seen } from './pays'
import { priceView } from './order-view'
import { priceOf } from './price'
import type { Purchase } from './records'
import { domainOf, ownerOf, visitorOf } from './visitor'

type Body = Readonly<Record<string, unknown>>

/** Walnut's routes of orders and payments (seeds 000, 001 and 002), each in the form `{ ok, data }` or `{ ok, errCode, msg }`. */
export function walnutRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  app.use('/api/:domain/*', walnutFaults(merchant))
  app.post('/api/:domain/pay/buy', (c) => buyFor(c, merchant))
  app.post('/api/:domain/pay/create', (c) => createFor(c, merchant))
  app.post('/api/:domain/pay/price', (c) => price(c, merchant))
  app.get('/api/:domain/pay/pay', (c) => pay(c, {}, merchant))
  app.post('/api/:domain/pay/pay', async (c) => pay(c, await jsonBody(c), merchant))
  app.get('/api/:domain/pay/check', (c) => check(c, merchant))
  app.get('/api/:domain/pay/check_order', (c) => check(c, merchant))
  app.get('/api/:domain/pay/order', (c) => orderFor(c, merchant))
  app.get('/api/:domain/pay/re_paypal', (c) => backFromPaypal(c, merchant))
  app.get('/api/:domain/pay', (c) => prepare(c, merchant))
  app.onError((error, c) => refuse(c, error))
  return app
}

const answer = (c: Context, data: unknown): Response => c.json({ ok: true, data })

function refuse(c: Context, error: Error): Response {
  if (error instanceof WalnutError) return c.json({ ok: false, errCode: error.errCode, msg: error.message, ...(error.data === undefined ? {} : { data: error.data }) })
  if (!(error instanceof MerchantError)) throw error
  const { status, message, details } = error
  return c.json({ ok: false, errCode: typeof details['error'] === 'string' ? details['error'] : `e.http.${status}`, msg: message, ...details }, status)
}

const addressOf = (c: Context, { trustedProxies }: Merchant): string => remoteAddress(c, trustedProxies)

async function buyFor(c: Context, merchant: Merchant): Promise<Response> {
  const caller = await ownerOf(c, merchant)
  const request = readBuyRequest(c, await jsonBody(c), merchant)
  return showOrder(c, await buy(request, { caller, ip: addressOf(c, merchant) }, merchant), merchant, false)
}

async function createFor(c: Context, merchant: Merchant): Promise<Response> {
  const caller = await visitorOf(c, merchant)
  const made = await createPay(readCreatePay(c, await jsonBody(c), merchant), { caller, ip: addressOf(c, merchant) }, merchant)
  return answer(c, resultOf(await seen(made, merchant, { asks: false })))
}

async function price(c: Context, merchant: Merchant): Promise<Response> {
  await visitorOf(c, merchant)
  const { products, coupons } = await jsonBody(c)
  return answer(c, priceView(priceOf(wantedOf(products), couponsOf(coupons), merchant.walnut.settings)))
}

/** Takes an order back to be paid: by the same way unless `pt` names another, with a new pay object where `force` says so. */
async function pay(c: Context, body: Body, merchant: Merchant): Promise<Response> {
  const caller = await ownerOf(c, merchant)
  const { id, pt, force } = { ...c.req.query(), ...body }
  const purchase = await purchaseOf(typeof id === 'string' ? id : '', caller, 'e.www.order.noexits', merchant)
  const before = await standingOf(purchase, merchant, { asks: true })
  if (before.isPaid) return answer(c, standingView(before))
  const way: Way = pt === undefined || pt === '' ? { payTp: before.shown.pay.pay_tp, target: before.shown.pay.pay_target } : wayOf(pt, merchant)
  const payCode = payCodeOf(c, way.payTp, body, merchant)
  const wish = { way, isForced: force === true || force === 'true' || force === '1', openid: caller.openid }
  return answer(c, standingView(await payAgain(purchase, wish, { caller, payCode, ip: addressOf(c, merchant) }, merchant)))
}

async function check(c: Context, merchant: Merchant): Promise<Response> {
  const { id, client_token } = c.req.query()
  const found = await findBy({ id, client_token }, await visitorOf(c, merchant), merchant)
  if ('purchase' in found) return showOrder(c, found.purchase, merchant, true)
  return answer(c, payView(await seen(found.pay, merchant, { asks: true })))
}

async function orderFor(c: Context, merchant: Merchant): Promise<Response> {
  const caller: Caller = await ownerOf(c, merchant)
  return showOrder(c, await purchaseOf(c.req.query('id') ?? '', caller, 'e.cmd.www.order.noexists', merchant), merchant, false)
}

async function showOrder(c: Context, purchase: Purchase, merchant: Merchant, asks: boolean): Promise<Response> {
  return answer(c, standingView(await standingOf(purchase, merchant, { asks })))
}

/**
 * Where PayPal sends the payer, who has approved or given up. What the address says is believed by nobody: PayPal is asked, and
 * what was approved is captured. The payer goes on to the shop's page.
 */
async function backFromPaypal(c: Context, merchant: Merchant): Promise<Response> {
  domainOf(c, merchant)
  const { id = '', token } = c.req.query()
  if (!token) throw new WalnutError('e.cmd.pay.re.noPoId')
  const known = await merchant.walnut.pays.get(id)
  if (!known || (await merchant.orders.get(id))?.shown['paypal_id'] !== token) throw new WalnutError('e.pay.noexists')
  const now = await seen(known, merchant, { asks: true })
  if (known.return_url === null) return answer(c, resultOf(now))
  const url = new URL(known.return_url)
  url.searchParams.set(known.or_id === null ? 'payObjId' : 'orid', known.or_id ?? known.id)
  c.header('referrer-policy', 'no-referrer')
  return c.redirect(url.href)
}

/** The JS object of an order (seed 002); without a ticket, the order's number is what shows that the payer was sent here. */
async function prepare(c: Context, merchant: Merchant): Promise<Response> {
  const visitor = await visitorOf(c, merchant)
  const { id = '', openid = visitor.openid ?? '' } = c.req.query()
  const purchase = await merchant.walnut.purchases.get(id)
  if (!purchase || purchase.client_id !== visitor.clientId) throw new WalnutError('e.www.pay.noOrder')
  if (visitor.user !== '' && visitor.user !== purchase.user) throw new WalnutError('e.www.paycheck.NotMine')
  if (!/^[0-9A-Za-z_-]{6,128}$/.test(openid)) throw new MerchantError(400, 'openid is the payer\'s, as the login through WeChat gives it')
  return answer(c, await jsObject({ visitor, purchase, openid, ip: addressOf(c, merchant) }, merchant))
}
