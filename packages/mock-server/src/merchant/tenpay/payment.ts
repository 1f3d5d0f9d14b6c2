import { parseBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import type { Order, OrderPayment } from '../order'

/** The charge that a signed query answer or notify about this order tells of, or nothing if it is not of exactly its amount. */
export function paymentOf(fields: Fields, order: Order): OrderPayment | undefined {
  const paidAt = parseBeijing(fields['time_end'] ?? '')
  const isExact = fields['total_fee'] === String(order.amount_fen) && (fields['fee_type'] || 'CNY') === 'CNY'
  const transactionId = fields['transaction_id']
  return isExact && transactionId && paidAt !== undefined ? { transaction_id: transactionId, paid_at: paidAt } : undefined
}
