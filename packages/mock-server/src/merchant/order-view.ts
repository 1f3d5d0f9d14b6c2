import { yuanFromFen } from '../wire/yuan'
import { isScan } from './gateways'
import type { Order } from './order'
import { isReversing, toldWord, type OrderState } from './order-state'
import { refundStatusOf } from './refund-status'
import { scanPollMs } from './scan-schedule'

// MinCloud has no word for a closed order: the provider's own state tells it.
const STATUS: Readonly<Record<OrderState, 'pending' | 'failed' | 'success'>> = {
  creating: 'pending', abandoned: 'failed', pending: 'pending', failed: 'failed', closed: 'pending', success: 'success',
}

/** An order as it goes over the wire. */
export type Wire = Readonly<Record<string, unknown>>

const seconds = (instantMs: number): number => Math.floor(instantMs / 1000)

function stateView(order: Order, now: number): Wire {
  const { trade_state, trade_state_desc } = toldWord(order)
  return {
    trade_no: order.trade_no,
    transaction_no: order.id,
    status: isReversing(order) ? 'pending' : STATUS[order.state],
    ...(trade_state === null ? {} : { trade_state }),
    ...(trade_state_desc === null ? {} : { trade_state_desc }),
    total_cost: yuanFromFen(order.amount_fen),
    ...timeView(order, now),
    ...(order.client_token === null ? {} : { client_token: order.client_token }),
  }
}

/** A charge by payment code has no deadline for the payer: the server ends it, and says so. */
function timeView(order: Order, now: number): Wire {
  // Up to the whole second, so that it reaches 0 no sooner than the order ends.
  if (!isScan(order)) return { expires_in: Math.ceil((order.expires_at - now) / 1000) }
  const next_poll_ms = scanPollMs(order, now)
  return next_poll_ms === undefined ? {} : { next_poll_ms }
}

/** The answer to a create request. `origin` is where the page reached the merchant. */
export function createdView(order: Order, { now, origin }: { readonly now: number, readonly origin: string }): Wire {
  return { ...order.shown, ...stateView(order, now), events_url: `${origin}${eventsPath(order.id)}?nonce=${order.events_nonce}` }
}

/** Where a page listens for nudges about an order. */
const eventsPath = (transactionNo: string): string => `/hserve/v2.2/idp/pay/order/${transactionNo}/events/`

/** An order as MinCloud shows it, with the extensions. */
export function orderView(order: Order, now: number): Wire {
  const payment = isReversing(order) ? null : order.payment
  return {
    id: order.id,
    ...stateView(order, now),
    refund_status: refundStatusOf(order.amount_fen, order.refunds),
    gateway_type: order.gateway_type,
    currency_type: 'CNY',
    merchandise_description: order.merchandise_description,
    merchandise_schema_id: order.merchandise_schema_id,
    merchandise_record_id: order.merchandise_record_id,
    merchandise_snapshot: order.merchandise_snapshot ?? {},
    gateway_extra_info: payment ? { transaction_id: payment.transaction_id } : {},
    ip_address: order.ip_address,
    created_by: order.user === '' ? null : Number(order.user),
    paid_at: payment ? seconds(payment.paid_at) : null,
    created_at: seconds(order.created_at),
    updated_at: seconds(order.updated_at),
  }
}
