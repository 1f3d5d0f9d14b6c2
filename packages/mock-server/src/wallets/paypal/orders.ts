import type { Context } from 'hono'
import { readJsonObject } from '../../http/body'
import { randomText } from '../../ports/random-text'
import { charge, ChargeRefused, PAYMENT_PASSWORD } from '../charge'
import { tradeIdOf, type Trade } from '../trade'
import { lookAt, type Wallets } from '../wallets'
import { PaypalFailure } from './failure'
import { readOrder, type PaypalOrder } from './order-request'
import { linksOf, orderView, statusOf } from './order-view'

const CAPITALS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** An order that is not approved can be for so long. */
const LIFE_MS = 3 * 3_600_000

/** An order by PayPal's own number. */
export interface Known { readonly id: string, readonly trade: Trade }

/** `POST /v2/checkout/orders`. The same `PayPal-Request-Id` again is the same order. @throws {PaypalFailure} */
export async function createOrder(c: Context, wallets: Wallets): Promise<Response> {
  const order = readOrder(await readJsonObject(c))
  const requestId = c.req.header('paypal-request-id') ?? ''
  const known = await wallets.oneAtATime(() => makeOnce(order, requestId, wallets))
  const { id, trade } = known
  const isWhole = /\breturn=representation\b/.test(c.req.header('prefer') ?? '')
  const view = isWhole ? orderView(id, trade, wallets.walletsOrigin) : { id, status: statusOf(trade), links: linksOf(id, trade, wallets.walletsOrigin) }
  return c.json(view, known.isNew ? 201 : 200)
}

/** `GET /v2/checkout/orders/:id`. @throws {PaypalFailure} */
export async function showOrder(c: Context, wallets: Wallets): Promise<Response> {
  const { id, trade } = await orderOf(c.req.param('id') ?? '', wallets)
  const view = orderView(id, trade, wallets.walletsOrigin)
  return c.json(wallets.scenarios.strike('unknown-trade-state', trade.out_trade_no) ? { ...view, status: 'UNHEARD_OF' } : view)
}

/**
 * `POST /v2/checkout/orders/:id/capture`: takes the money that the payer has approved, once.
 * @throws {PaypalFailure} nothing was taken
 */
export async function captureOrder(c: Context, wallets: Wallets): Promise<Response> {
  const { id, trade } = await orderOf(c.req.param('id') ?? '', wallets)
  const requestId = c.req.header('paypal-request-id') ?? ''
  const isAgain = requestId !== '' && trade.extras['capture_request'] === requestId
  if (statusOf(trade) === 'COMPLETED' && isAgain) return c.json(orderView(id, trade, wallets.walletsOrigin), 200)
  return c.json(orderView(id, await capture(trade, requestId, wallets), wallets.walletsOrigin), 201)
}

/** The order of a number, as it is now. @throws {PaypalFailure} there is none, or its time is over */
export async function orderOf(id: string, wallets: Wallets): Promise<Known> {
  const kept = await wallets.prepays.get(id)
  const trade = kept && await wallets.trades.get(kept.trade_id)
  if (trade?.provider !== 'paypal') throw new PaypalFailure('INVALID_RESOURCE_ID')
  const now = await lookAt(trade, wallets)
  if (statusOf(now) === 'VOIDED') throw new PaypalFailure('INVALID_RESOURCE_ID')
  return { id, trade: now }
}

async function capture(trade: Trade, requestId: string, wallets: Wallets): Promise<Trade> {
  if (statusOf(trade) === 'COMPLETED') throw new PaypalFailure('ORDER_ALREADY_CAPTURED')
  const payer = trade.openid === null ? undefined : await wallets.payers.whomCalls('paypal', trade.openid)
  if (!payer) throw new PaypalFailure('ORDER_NOT_APPROVED')
  await wallets.trades.update(trade.id, (current) => ({ ...current, extras: { ...current.extras, capture_request: requestId } }))
  try {
    // The payer has typed the password when approving.
    return await charge(trade.id, { payer, password: PAYMENT_PASSWORD }, wallets)
  } catch (error) {
    if (!(error instanceof ChargeRefused)) throw error
    if (error.reason === 'already_paid') throw new PaypalFailure('ORDER_ALREADY_CAPTURED')
    if (error.reason !== 'not_enough' && error.reason !== 'refused') throw new PaypalFailure('INVALID_RESOURCE_ID')
    // The payer may approve anew, with another account.
    await wallets.trades.update(trade.id, (current) => (current.state === 'NOTPAY' ? { ...current, openid: null } : current))
    throw new PaypalFailure('INSTRUMENT_DECLINED')
  }
}

async function makeOnce(order: PaypalOrder, requestId: string, wallets: Wallets): Promise<Known & { readonly isNew: boolean }> {
  const same = requestId === '' ? undefined : (await wallets.trades.list({ provider: 'paypal' })).find(({ extras }) => extras['request_id'] === requestId)
  if (same) return { id: same.extras['order_id'] ?? '', trade: same, isNew: false }
  const id = randomText(wallets.random, CAPITALS, 17)
  const trade = await newTrade(id, order, requestId, wallets)
  if (await wallets.trades.get(trade.id)) throw new PaypalFailure('DUPLICATE_INVOICE_ID', '/purchase_units/@reference_id==\'default\'/invoice_id')
  await wallets.trades.insert(trade)
  await wallets.prepays.insert({ id, trade_id: trade.id, created_at: trade.created_at, content: null })
  return { id, trade, isNew: true }
}

async function newTrade(id: string, order: PaypalOrder, requestId: string, { clock, credentials }: Wallets): Promise<Trade> {
  const now = clock.now()
  const { client_id } = await credentials.paypal()
  const outTradeNo = order.invoiceId || id
  return {
    id: tradeIdOf('paypal', outTradeNo), provider: 'paypal', wire: 'paypal', out_trade_no: outTradeNo, state: 'NOTPAY', appid: client_id, mch_id: client_id, trade_type: 'CHECKOUT',
    body: order.description, total_fee: order.amountFen, notify_url: '', attach: '', device_info: '', spbill_create_ip: '', openid: null, sign_type: null, fingerprint: '',
    created_at: now, expires_at: now + LIFE_MS, seen_at: null, life_once_seen_ms: null,
    extras: { order_id: id, request_id: requestId, reference_id: order.referenceId, invoice_id: order.invoiceId, return_url: order.returnUrl, cancel_url: order.cancelUrl },
    payment: null, refunds: [], notices: [],
  }
}
