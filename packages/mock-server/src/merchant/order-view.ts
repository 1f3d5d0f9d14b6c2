import { yuanFromFen } from '../wire/yuan'
import type { Order } from './order'
import type { OrderState } from './order-state'

// MinCloud has no word for a closed order: the provider's own state tells it.
const WORDS: Readonly<Record<OrderState, readonly [status: string, tradeState: string]>> = {
  creating: ['pending', 'NOTPAY'],
  abandoned: ['failed', 'CLOSED'],
  pending: ['pending', 'NOTPAY'],
  closed: ['pending', 'CLOSED'],
  success: ['success', 'SUCCESS'],
}

type Wire = Readonly<Record<string, unknown>>

const seconds = (instantMs: number): number => Math.floor(instantMs / 1000)

function stateView(order: Order, now: number): Wire {
  const [status, trade_state] = WORDS[order.state]
  return {
    trade_no: order.trade_no,
    transaction_no: order.id,
    status,
    trade_state,
    total_cost: yuanFromFen(order.amount_fen),
    // Up to the whole second, so that it reaches 0 no sooner than the order ends.
    expires_in: Math.ceil((order.expires_at - now) / 1000),
    ...(order.client_token === null ? {} : { client_token: order.client_token }),
  }
}

/** The answer to a create request. */
export function createdView(order: Order, now: number): Wire {
  return { code_url: order.code_url, ...stateView(order, now) }
}

/** An order as MinCloud shows it, with the extensions. */
export function orderView(order: Order, now: number): Wire {
  return {
    id: order.id,
    ...stateView(order, now),
    refund_status: null,
    gateway_type: order.gateway_type,
    currency_type: 'CNY',
    merchandise_description: order.merchandise_description,
    merchandise_schema_id: order.merchandise_schema_id,
    merchandise_record_id: order.merchandise_record_id,
    merchandise_snapshot: order.merchandise_snapshot ?? {},
    gateway_extra_info: order.payment ? { transaction_id: order.payment.transaction_id } : {},
    ip_address: order.ip_address,
    created_by: order.user || null,
    paid_at: order.payment ? seconds(order.payment.paid_at) : null,
    created_at: seconds(order.created_at),
    updated_at: seconds(order.updated_at),
  }
}
