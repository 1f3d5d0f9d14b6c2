import { parseAlipayTime } from '../../wire/alipay-time'
import { fenFromYuan } from '../../wire/yuan'
import type { Order, OrderPayment } from '../order'

type Fields = Readonly<Record<string, unknown>>

/** The charge that a signed answer or notify about this order tells of, or nothing if it is not of exactly its amount. `time` names the field of its instant. */
export function paymentOf(fields: Fields, order: Order, time: 'gmt_payment' | 'send_pay_date'): OrderPayment | undefined {
  const { trade_no: tradeNo, total_amount: amount } = fields
  const paidAt = parseAlipayTime(textOf(fields[time]))
  if (fenFromYuan(amount) !== order.amount_fen || typeof tradeNo !== 'string' || tradeNo === '' || paidAt === undefined) return undefined
  return { transaction_id: tradeNo, paid_at: paidAt }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
