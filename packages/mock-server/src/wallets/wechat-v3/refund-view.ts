import { formatRfc3339 } from '../../wire/v3-time'
import type { Payment, Refund, Trade } from '../trade'
import { RECEIVER } from '../wechat-v2/refund-fields'

/** A refund as the answers tell of it. Nothing here is paid or refunded by coupon. */
export function refundView(trade: Trade, payment: Payment, refund: Refund, now: number): object {
  const { refund_fee, total_fee } = { ...refund, ...trade }
  const isOver = refund.success_at <= now
  return {
    refund_id: refund.refund_id,
    out_refund_no: refund.out_refund_no,
    transaction_id: payment.transaction_id,
    out_trade_no: trade.out_trade_no,
    channel: 'ORIGINAL',
    user_received_account: RECEIVER,
    ...(isOver && { success_time: formatRfc3339(refund.success_at) }),
    create_time: formatRfc3339(refund.created_at),
    status: isOver ? 'SUCCESS' : 'PROCESSING',
    funds_account: refund.account === 'REFUND_SOURCE_RECHARGE_FUNDS' ? 'AVAILABLE' : 'UNSETTLED',
    amount: {
      total: total_fee,
      refund: refund_fee,
      payer_total: total_fee,
      payer_refund: refund_fee,
      settlement_total: total_fee,
      settlement_refund: refund_fee,
      discount_refund: 0,
      currency: 'CNY',
    },
  }
}
