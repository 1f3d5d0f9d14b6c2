import type { Fields } from '../../wire/xml'
import { apply } from '../apply'
import { gatewayOf, type ProviderName } from '../gateways'
import type { Merchant } from '../merchant'
import { NotifyError } from '../notify'
import type { Order } from '../order'
import type { OrderRefund } from '../refund-status'
import { paymentOf } from '../tenpay/payment'
import { progressOf } from './refund'

/** The payment that a believed notify tells of, in v2's names. @throws {NotifyError} it is not the order's */
export async function applyPayment(fields: Fields, provider: ProviderName, merchant: Merchant): Promise<void> {
  const order = await orderToldOf(fields, provider, merchant)
  const payment = paymentOf(fields, order)
  if (!payment) throw new NotifyError('订单金额不符')
  const after = await apply(order, { type: 'pay', payment }, merchant)
  if (after.payment?.transaction_id !== payment.transaction_id) throw new NotifyError('订单已由另一笔交易支付')
}

/** The end of a refund, in v2's names. @throws {NotifyError} it is not one of the order's */
export async function applyRefund(fields: Fields, merchant: Merchant): Promise<void> {
  const order = await orderToldOf(fields, 'wechat', merchant)
  const refund = order.refunds.find(({ out_refund_no }) => out_refund_no === fields['out_refund_no'])
  if (!refund) throw new NotifyError('退款单不存在')
  if (!isOf(fields, order, refund)) throw new NotifyError('退款信息不符')
  await apply(order, { type: 'refund', refund: { ...refund, progress: progressOf(fields['refund_status']) } }, merchant)
}

function isOf(fields: Fields, { amount_fen, payment }: Order, refund: OrderRefund): boolean {
  return fields['total_fee'] === String(amount_fen) && fields['refund_fee'] === String(refund.amount_fen) && fields['transaction_id'] === payment?.transaction_id
}

async function orderToldOf(fields: Fields, provider: ProviderName, { orders }: Merchant): Promise<Order> {
  const order = await orders.find({ trade_no: fields['out_trade_no'] ?? '' })
  if (!order || gatewayOf(order).provider !== provider) throw new NotifyError('订单不存在')
  return order
}
