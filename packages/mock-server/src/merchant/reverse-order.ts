import { apply } from './apply'
import { ask, type Asking } from './ask'
import { isScan } from './gateways'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order } from './order'
import { orderView } from './order-view'
import { ProviderError, type Reversing } from './provider'
import { refundableFen } from './refund-status'
import { isUnderWay, reversibleAfterMs } from './scan-schedule'

// After these the provider may still know the charge.
const OPEN = new Set(['SYSTEMERROR', 'USERPAYING'])

/** Where a reverse stands: undone, with or without money going back, or still in progress. */
export interface Reversed { readonly order: Order, readonly isDone: boolean, readonly refunded: boolean }

/**
 * Undoes a charge by payment code because the cashier wants it: unpaid it can't be paid any more, paid it is given back. What
 * the provider does not do at once the merchant goes on asking for.
 * @throws {MerchantError} 400 it is no such charge; 409 it can't be undone any more; 425 it is too young
 */
export async function reverseOrder(order: Order, merchant: Merchant): Promise<Reversed> {
  const now = merchant.clock.now()
  if (!isScan(order)) throw new MerchantError(400, 'only a charge by payment code is reversed; close the order, or refund it', orderView(order, now))
  if (isOver(order)) return standing(order)
  if (order.refunds.some(({ progress }) => progress !== 'failed')) throw new MerchantError(409, 'the order is refunded in part; refund the rest', orderView(order, now))
  if (now - order.created_at < reversibleAfterMs(order)) throw tooEarly(order, now)
  const wished = await apply(order, { type: 'wish-reverse' }, merchant)
  // Gone on with from here, whatever becomes of this try: whoever asks for it may not ask again.
  merchant.scans.watch(wished)
  const { order: undone, answer } = await undo(wished, merchant)
  if (answer === 'refused') throw new MerchantError(409, 'the order can\'t be reversed any more', orderView(undone, now))
  return standing(undone)
}

/** What came of one try to undo an order. */
export interface Undoing { readonly order: Order, readonly answer: Reversing }

/** Tries once to undo an order, and not twice at a time: asks what became of it, and has the provider undo what is not over by that. */
export function undo(order: Order, merchant: Merchant): Promise<Undoing> {
  const running = merchant.reversals.get(order.id)
  if (running) return running
  const undoing = undoNow(order, merchant).finally(() => merchant.reversals.delete(order.id))
  merchant.reversals.set(order.id, undoing)
  return undoing
}

async function undoNow(order: Order, merchant: Merchant): Promise<Undoing> {
  // Only a payment that is known can be known to be given back.
  const { order: asked, answer: told } = await ask(order, merchant)
  // Said before it is asked for: the answer may be lost with this process, and the provider do it all the same.
  const begun = await apply(asked, { type: 'begin-reverse' }, merchant)
  if (!isUnderWay(begun)) return { order: begun, answer: 'reversed' }
  const answer = await reverseAtProvider({ order: begun, answer: told }, merchant)
  return { answer, order: await after(begun, answer, merchant) }
}

/** The order after a try. Nobody stops taking back what is not known to be paid only because it is refused: it may be paid yet. */
async function after(order: Order, answer: Reversing, merchant: Merchant): Promise<Order> {
  if (answer === 'reversed') return apply(order, { type: 'reverse' }, merchant)
  return answer === 'refused' && order.state === 'success' ? apply(order, { type: 'stand' }, merchant) : order
}

/** It is too late to undo an order: whatever its provider says of it last stands. */
export async function letStand(order: Order, merchant: Merchant): Promise<void> {
  const { order: asked } = await ask(order, merchant)
  await apply(asked, { type: 'stand' }, merchant)
}

async function reverseAtProvider({ order, answer }: Asking, merchant: Merchant): Promise<Reversing> {
  try {
    return await merchant.providerOf(order).reverse(order)
  } catch (cause) {
    if (!(cause instanceof ProviderError)) throw cause
    merchant.log({ type: 'failure', wing: 'merchant', what: 'a charge by payment code could not be reversed', cause })
    // The provider has twice said that it knows no such charge: it never arrived there.
    return answer === 'absent' && cause.code !== undefined && !OPEN.has(cause.code) ? 'reversed' : 'again'
  }
}

/** Whether nothing is left to undo. */
function isOver({ state, amount_fen, refunds }: Order): boolean {
  return state === 'closed' || state === 'failed' || (state === 'success' && refundableFen(amount_fen, refunds) === 0)
}

function standing(order: Order): Reversed {
  const isDone = isOver(order)
  return { order, isDone, refunded: isDone && order.state === 'success' }
}

function tooEarly(order: Order, now: number): MerchantError {
  const next_poll_ms = order.created_at + reversibleAfterMs(order) - now
  return new MerchantError(425, 'the charge is too young to be reversed', { ...orderView(order, now), next_poll_ms })
}
