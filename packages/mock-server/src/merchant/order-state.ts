import type { Order, OrderPayment, Shown, Word } from './order'
import { refundableFen, withRefund, type OrderRefund } from './refund-status'

/**
 * `creating`: the provider was asked and has not answered. `abandoned`: it never accepted, so that no client knows the order.
 * `failed`: it can never be paid. `closed`: it can't be paid any more, by a close, a reverse or the end of its time.
 */
export type OrderState = 'creating' | 'abandoned' | 'pending' | 'failed' | 'closed' | 'success'

/** What can happen to an order. */
export type OrderEvent =
  | { readonly type: 'place', readonly shown: Shown }
  | { readonly type: 'abandon' }
  /** The provider says something that is no end. */
  | { readonly type: 'report' } & Word
  /** The provider refuses for good. */
  | { readonly type: 'fail' } & Word
  | { readonly type: 'close' }
  /** The cashier wants it undone, and has not heard yet that it is. */
  | { readonly type: 'wish-reverse' }
  /** Undone: unpaid it can't be paid any more, paid it is given back. */
  | { readonly type: 'reverse' }
  | { readonly type: 'pay', readonly payment: OrderPayment }
  /** A refund was asked for, or has got further. */
  | { readonly type: 'refund', readonly refund: OrderRefund }

// A payment turns every state to success, and nothing leaves it: money that has arrived is never lost, however late it is told.
const TABLE: Readonly<Record<OrderState, Readonly<Partial<Record<OrderEvent['type'], OrderState>>>>> = {
  'creating': { 'place': 'pending', 'abandon': 'abandoned', 'report': 'pending', 'fail': 'failed', 'wish-reverse': 'creating', 'reverse': 'closed', 'pay': 'success' },
  'abandoned': { pay: 'success' },
  'pending': { 'report': 'pending', 'fail': 'failed', 'close': 'closed', 'wish-reverse': 'pending', 'reverse': 'closed', 'pay': 'success' },
  'failed': { pay: 'success' },
  'closed': { pay: 'success' },
  'success': { 'wish-reverse': 'success', 'reverse': 'success', 'refund': 'success' },
}

/** The order after `event` at `now`; the same object when nothing changes. */
export function transition(order: Order, event: OrderEvent, now: number): Order {
  const state = TABLE[order.state][event.type]
  if (state === undefined) return order
  const change = changeOf(order, event, now)
  return state === order.state && isIn(order, change) ? order : { ...order, ...change, state, updated_at: now }
}

const said = (trade_state: string): Word => ({ trade_state, trade_state_desc: null })

/** What an event that the table takes does to an order besides its state. */
function changeOf(order: Order, event: OrderEvent, now: number): Partial<Order> {
  switch (event.type) {
    case 'place': return { shown: event.shown, ...said('NOTPAY') }
    case 'abandon': return {}
    case 'report':
    case 'fail': return { trade_state: event.trade_state, trade_state_desc: event.trade_state_desc }
    case 'close': return said('CLOSED')
    case 'wish-reverse': return { is_reversing: true }
    case 'reverse': return { ...said('REVOKED'), is_reversing: false, refunds: order.payment ? withRest(order, now) : order.refunds }
    case 'pay': return { payment: event.payment, ...said('SUCCESS') }
    case 'refund': return refundedBy(order, event.refund)
  }
}

function refundedBy(order: Order, refund: OrderRefund): Partial<Order> {
  const refunds = withRefund(order, refund)
  // The provider's word for a trade of which nothing goes back is still that it is paid.
  return refunds === order.refunds ? {} : { ...said(refunds.every(({ progress }) => progress === 'failed') ? 'SUCCESS' : 'REFUND'), refunds }
}

/** A reverse gives back whatever has not gone back yet. A refund that is still open was taken by no provider: none undoes what it refunds. */
function withRest({ amount_fen, refunds: known }: Order, at: number): readonly OrderRefund[] {
  const refunds = known.map((refund) => (refund.progress === 'processing' ? { ...refund, progress: 'failed' as const } : refund))
  return withRefund({ amount_fen, refunds }, { out_refund_no: 'reverse', amount_fen: refundableFen(amount_fen, refunds), progress: 'success', created_at: at })
}

function isIn(order: Order, change: Partial<Order>): boolean {
  return Object.entries(change).every(([name, value]) => JSON.stringify(Reflect.get(order, name)) === JSON.stringify(value))
}

/** Whether an order may change by what its payer does: pages listen for nudges as long. */
export const mayNudge = ({ state }: Order): boolean => state === 'creating' || state === 'pending'
