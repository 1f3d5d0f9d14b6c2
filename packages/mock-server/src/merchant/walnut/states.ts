import type { Order } from '../order'
import { isReversing, type OrderState } from '../order-state'
import { refundStatusOf } from '../refund-status'

/** A pay object's state: not sent, paid, not to be paid any more, or still to be paid. */
export type PayState = 'NEW' | 'WAIT' | 'OK' | 'FAIL'

/** A purchase's: new, waiting for the payment, paid, failed, done. Shipped (SP) and cancelled (CA) are the shop's own to say. */
export type OrderWord = 'NW' | 'WT' | 'OK' | 'FA' | 'DN'

/** The states of seed 002: 0 new, 1 confirmed, 2 paid, 3 a refund was asked for, 4 fulfilled, 5 refunded. */
export type OrderNumber = 0 | 1 | 2 | 3 | 4 | 5

/** One state as each of Walnut's documents writes it. */
export interface StateRow {
  readonly pay_st: PayState
  readonly or_st: OrderWord
  readonly or_status: OrderNumber
}

const row = (pay_st: PayState, or_st: OrderWord, or_status: OrderNumber): StateRow => ({ pay_st, or_st, or_status })

/**
 * The merchant's states and Walnut's, side by side. Beside them stand MinCloud's `status` (`order-view.ts`) and what the provider
 * said: `creating` none, `pending` NOTPAY, USERPAYING, WAIT_BUYER_PAY, …, `failed` PAYERROR and refusals, `closed` CLOSED, REVOKED,
 * `success` SUCCESS, REFUND. A purchase whose try has failed is still wanted, so that `or_status` stays confirmed.
 */
export const STATES: Readonly<Record<OrderState, StateRow>> = {
  creating: row('WAIT', 'WT', 1),
  abandoned: row('FAIL', 'FA', 1),
  pending: row('WAIT', 'WT', 1),
  failed: row('FAIL', 'FA', 1),
  closed: row('FAIL', 'FA', 1),
  success: row('OK', 'OK', 2),
}

/** A pay object that no provider was asked for. */
const UNSENT = row('NEW', 'NW', 0)

/** The state of a pay object by its order; a free one has none, and is paid. */
export function stateOf({ fee_fen }: { readonly fee_fen: number }, order: Order | undefined): StateRow {
  if (fee_fen === 0) return STATES.success
  if (!order) return UNSENT
  if (isReversing(order)) return STATES.pending
  return order.state === 'success' ? { ...STATES.success, or_status: refundedTo(order) } : STATES[order.state]
}

function refundedTo({ amount_fen, refunds }: Order): OrderNumber {
  if (refundStatusOf(amount_fen, refunds) === 'complete') return 5
  return refunds.some(({ progress }) => progress !== 'failed') ? 3 : 2
}

/** What a purchase of type Q is once it is paid: there is nothing left to do. */
export function doneBy(tp: 'A' | 'Q', state: StateRow): StateRow {
  if (tp === 'A' || state.or_st !== 'OK') return state
  return { ...state, or_st: 'DN', or_status: state.or_status === 2 ? 4 : state.or_status }
}
