import { BASE62, randomText } from '../ports/random-text'
import { apply } from './apply'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order } from './order'
import { isReversing } from './order-state'
import { orderView } from './order-view'
import { ProviderError } from './provider'
import { refundableFen, type OrderRefund } from './refund-status'
import { refresh } from './refresh'

// The provider may have taken the refund, or will when it is asked again.
const ASK_AGAIN = new Set([undefined, 'SYSTEMERROR', 'BIZERR_NEED_RETRY', 'FREQUENCY_LIMITED'])

/** What is to go back to the payer. */
export interface RefundRequest {
  /** In fen; without it all that is left. */
  readonly amountFen?: number | undefined
  /** Of 1 to 64 letters, digits, `_`, `-`, `|`, `*` or `@`. The same number again is the same refund. */
  readonly outRefundNo?: string | undefined
}

/**
 * Refunds a paid order, or a part of it. The provider tells later that the money has gone back; `refund_status` says so then.
 * @throws {MerchantError} 404 there is no such order; 409 it is not paid, less is left of it, the number is another refund's, or
 * the provider refuses
 */
export async function refundOrder(transactionNo: string, request: RefundRequest, merchant: Merchant): Promise<Order> {
  const known = await merchant.orders.get(transactionNo)
  if (!known) throw new MerchantError(404, 'there is no such order')
  const order = await refresh(known, merchant)
  if (isReversing(order)) throw new MerchantError(409, 'the order is being reversed: all of it goes back', orderView(order, merchant.clock.now()))
  const refund = requestedRefund(order, request, merchant)
  const reserved = await reserve(order, refund, merchant)
  return send(reserved, refund, merchant)
}

/** Follows the refunds that an earlier process left, once; from there on whoever looks at an order does. */
export async function resumeRefunds(merchant: Merchant): Promise<void> {
  try {
    const left = (await merchant.orders.list()).filter(({ refunds }) => refunds.some(({ progress }) => progress === 'processing'))
    await Promise.all(left.map((order) => refresh(order, merchant)))
  } catch (cause) {
    // A store that is closed meanwhile is no failure.
    if (!merchant.closing.aborted) merchant.log({ type: 'failure', wing: 'merchant', what: 'refunds could not be followed', cause })
  }
}

/** Asks how far an order's refunds are, and asks again for those that the provider has not heard of. */
export async function followRefunds(order: Order, merchant: Merchant): Promise<Order> {
  let current = order
  for (const refund of order.refunds.filter(({ progress }) => progress === 'processing')) current = await follow(current, refund, merchant)
  return current
}

function requestedRefund(order: Order, { amountFen, outRefundNo }: RefundRequest, { random, clock }: Merchant): OrderRefund {
  const out_refund_no = outRefundNo ?? randomText(random, BASE62, 32)
  const known = order.refunds.find((refund) => refund.out_refund_no === out_refund_no)
  const amount_fen = amountFen ?? known?.amount_fen ?? refundableFen(order.amount_fen, order.refunds)
  return { out_refund_no, amount_fen, progress: 'processing', created_at: clock.now() }
}

/** Sets the amount aside before the provider hears of it, so that no two refunds are of the same money. */
async function reserve(order: Order, refund: OrderRefund, merchant: Merchant): Promise<Order> {
  const reserved = await apply(order, { type: 'refund', refund }, merchant)
  const kept = reserved.refunds.find(({ out_refund_no }) => out_refund_no === refund.out_refund_no)
  if (kept?.amount_fen === refund.amount_fen) return reserved
  const reason = reserved.state !== 'success' ? 'the order is not paid' : kept ? 'this out_refund_no belongs to a refund of another amount' : 'more would go back than is left of the order'
  throw new MerchantError(409, reason, orderView(reserved, merchant.clock.now()))
}

async function send(order: Order, refund: OrderRefund, merchant: Merchant): Promise<Order> {
  if (order.refunds.some(({ out_refund_no, progress }) => out_refund_no === refund.out_refund_no && progress !== 'processing')) return order
  const { order: sent, refusal } = await askFor(order, refund, merchant)
  if (refusal) throw new MerchantError(409, `the refund was refused: ${refusal.message}`, orderView(sent, merchant.clock.now()))
  return sent
}

/** Has the provider give the money back. One that it refuses for good has failed; what it leaves open goes on. */
async function askFor(order: Order, refund: OrderRefund, merchant: Merchant): Promise<{ readonly order: Order, readonly refusal?: ProviderError }> {
  try {
    await merchant.providerOf(order).refund(order, refund)
    return { order }
  } catch (cause) {
    if (!(cause instanceof ProviderError)) throw cause
    merchant.log({ type: 'failure', wing: 'merchant', what: 'a refund was not taken', cause })
    if (ASK_AGAIN.has(cause.code)) return { order }
    return { order: await apply(order, { type: 'refund', refund: { ...refund, progress: 'failed' } }, merchant), refusal: cause }
  }
}

async function follow(order: Order, refund: OrderRefund, merchant: Merchant): Promise<Order> {
  try {
    const progress = await merchant.providerOf(order).queryRefund(order, refund)
    if (progress === undefined) return (await askFor(order, refund, merchant)).order
    return await apply(order, { type: 'refund', refund: { ...refund, progress } }, merchant)
  } catch (cause) {
    if (!(cause instanceof ProviderError)) throw cause
    merchant.log({ type: 'failure', wing: 'merchant', what: 'a refund could not be queried', cause })
    return order
  }
}
