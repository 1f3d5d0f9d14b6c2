import type { Order, OrderPayment } from './order'

/**
 * `creating`: the provider was asked and has not answered. `abandoned`: it never accepted, so that no client knows the order.
 * `closed`: it can't be paid any more, by a close or by the end of its time.
 */
export type OrderState = 'creating' | 'abandoned' | 'pending' | 'closed' | 'success'

/** What a provider can tell of an order. */
export type OrderEvent =
  | { readonly type: 'place', readonly code_url: string }
  | { readonly type: 'abandon' }
  | { readonly type: 'close' }
  | { readonly type: 'pay', readonly payment: OrderPayment }

// A payment turns every state to success: money that has arrived is never lost, however late it is told.
const TABLE: Readonly<Record<OrderState, Readonly<Record<OrderEvent['type'], OrderState>>>> = {
  creating: { place: 'pending', abandon: 'abandoned', close: 'creating', pay: 'success' },
  abandoned: { place: 'abandoned', abandon: 'abandoned', close: 'abandoned', pay: 'success' },
  pending: { place: 'pending', abandon: 'pending', close: 'closed', pay: 'success' },
  closed: { place: 'closed', abandon: 'closed', close: 'closed', pay: 'success' },
  success: { place: 'success', abandon: 'success', close: 'success', pay: 'success' },
}

/** The order after `event` at `now`; the same object when nothing changes. */
export function transition(order: Order, event: OrderEvent, now: number): Order {
  const state = TABLE[order.state][event.type]
  if (state === order.state) return order
  const code_url = event.type === 'place' ? event.code_url : order.code_url
  const payment = event.type === 'pay' ? event.payment : order.payment
  return { ...order, state, code_url, payment, updated_at: now }
}
