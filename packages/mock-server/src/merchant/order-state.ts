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
  /** The cashier wants it undone, paid or not. */
  | { readonly type: 'wish-reverse' }
  /** The merchant asks the provider to undo what nobody is known to have paid. From here on it is not known to stay, whatever is answered. */
  | { readonly type: 'begin-reverse' }
  /** It will not be undone any more: what is known of it stands. */
  | { readonly type: 'stand' }
  /** Undone: unpaid it can't be paid any more, paid it is given back. */
  | { readonly type: 'reverse' }
  | { readonly type: 'pay', readonly payment: OrderPayment }
  /** A refund was asked for, or has got further. */
  | { readonly type: 'refund', readonly refund: OrderRefund }

// A payment turns every state to success, and nothing leaves it: money that has arrived is never lost, however late it is told.
const TABLE: Readonly<Record<OrderState, Readonly<Partial<Record<OrderEvent['type'], OrderState>>>>> = {
  'creating': { 'place': 'pending', 'abandon': 'abandoned', 'report': 'pending', 'fail': 'failed', 'wish-reverse': 'creating', 'begin-reverse': 'creating', 'reverse': 'closed', 'stand': 'creating', 'pay': 'success' },
  'abandoned': { pay: 'success' },
  'pending': { 'report': 'pending', 'fail': 'failed', 'close': 'closed', 'wish-reverse': 'pending', 'begin-reverse': 'pending', 'reverse': 'closed', 'stand': 'pending', 'pay': 'success' },
  'failed': { pay: 'success' },
  'closed': { pay: 'success' },
  'success': { 'wish-reverse': 'success', 'reverse': 'success', 'stand': 'success', 'refund': 'success' },
}

/** The order after `event` at `now`; the same object when nothing changes. */
export function transition(order: Order, event: OrderEvent, now: number): Order {
  const state = TABLE[order.state][event.type]
  if (state === undefined) return order
  const change = changeOf(order, event, now)
  return state === order.state && isIn(order, change) ? order : { ...order, ...change, state, updated_at: now }
}

const said = (trade_state: string): Word => ({ trade_state, trade_state_desc: null })

const wordIn = ({ trade_state, trade_state_desc }: Word): Word => ({ trade_state, trade_state_desc })

/** What an event that the table takes does to an order besides its state. */
function changeOf(order: Order, event: OrderEvent, now: number): Partial<Order> {
  switch (event.type) {
    case 'place': return { shown: event.shown, ...said('NOTPAY') }
    case 'abandon': return {}
    case 'report': return wordIn(event)
    // A payment that is heard of after its end is not given back by the wish of before.
    case 'fail': return { ...wordIn(event), is_reversing: false }
    case 'close': return { ...said('CLOSED'), is_reversing: false }
    case 'wish-reverse':
    case 'begin-reverse': return { is_reversing: true }
    case 'stand': return { is_reversing: false }
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

const isOpen = ({ state }: Order): boolean => state === 'creating' || state === 'pending'

/** Whether the merchant is taking a charge back: until that has ended, nobody may take it for paid, whatever its provider says. */
export const isReversing = (order: Order): boolean =>
  order.is_reversing && (isOpen(order) || (order.state === 'success' && refundableFen(order.amount_fen, order.refunds) > 0))

/** Whether an order may change by what its payer or the merchant does: pages listen for nudges as long. */
export const mayNudge = (order: Order): boolean => isOpen(order) || isReversing(order)

/** What is told of an order for its provider's word: while its charge is taken back that alone, by a word that no provider has. */
export const toldWord = (order: Order): Word => (isReversing(order) ? said('REVERSING') : wordIn(order))
