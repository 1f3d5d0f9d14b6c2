import { yuanFromFen } from '../../wire/yuan'
import type { Trade } from '../trade'

/** How far an order is, in PayPal's words. Nothing is charged before it is captured. */
export type PaypalStatus = 'CREATED' | 'APPROVED' | 'COMPLETED' | 'VOIDED'

/** The status of a trade as it is now: approved once a payer is known. */
export function statusOf({ state, openid }: Pick<Trade, 'state' | 'openid'>): PaypalStatus {
  if (state === 'SUCCESS' || state === 'REFUND') return 'COMPLETED'
  if (state !== 'NOTPAY') return 'VOIDED'
  return openid === null ? 'CREATED' : 'APPROVED'
}

const iso = (instant: number): string => new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** The order as GET and capture tell it. `origin` is where PayPal is. */
export function orderView(id: string, trade: Trade, origin: string): Readonly<Record<string, unknown>> {
  const { total_fee, body, extras, openid, payment } = trade
  const amount = { currency_code: 'CNY', value: yuanFromFen(total_fee) }
  const capture = payment && { id: payment.transaction_id, status: 'COMPLETED', amount, final_capture: true, create_time: iso(payment.paid_at), update_time: iso(payment.paid_at), ...(extras['invoice_id'] ? { invoice_id: extras['invoice_id'] } : {}) }
  return {
    id,
    intent: 'CAPTURE',
    status: statusOf(trade),
    purchase_units: [{
      reference_id: extras['reference_id'],
      amount,
      ...(body === '' ? {} : { description: body }),
      ...(extras['invoice_id'] ? { invoice_id: extras['invoice_id'] } : {}),
      ...(capture ? { payments: { captures: [capture] } } : {}),
    }],
    ...(openid === null ? {} : { payer: { payer_id: openid } }),
    create_time: iso(trade.created_at),
    links: linksOf(id, trade, origin),
  }
}

/** What can be done with an order from here. */
export function linksOf(id: string, trade: Trade, origin: string): readonly object[] {
  const self = { href: `${origin}/v2/checkout/orders/${id}`, rel: 'self', method: 'GET' }
  switch (statusOf(trade)) {
    case 'CREATED': return [self, { href: `${origin}/checkoutnow?token=${id}`, rel: 'approve', method: 'GET' }, { href: `${self.href}/capture`, rel: 'capture', method: 'POST' }]
    case 'APPROVED': return [self, { href: `${self.href}/capture`, rel: 'capture', method: 'POST' }]
    case 'COMPLETED':
    case 'VOIDED': return [self]
  }
}
