import { formatBeijingText } from '../../wire/beijing-time'
import type { Payment, Refund, Trade } from '../trade'
import type { Answer } from './envelope'

/** Where the money of a refund goes: back to where it came from. */
export const RECEIVER = '支付用户零钱'

/** What the answers about refunds tell of their trade. Nothing here is paid or refunded by coupon. */
export function refundedTradeFields(trade: Trade, { transaction_id }: Payment): Answer {
  const total = String(trade.total_fee)
  return { transaction_id, out_trade_no: trade.out_trade_no, total_fee: total, settlement_total_fee: total, fee_type: 'CNY', cash_fee: total, cash_fee_type: 'CNY' }
}

/** What `refund` answers. */
export function refundAnswer(trade: Trade, payment: Payment, { out_refund_no, refund_id, refund_fee }: Refund): Answer {
  const fee = String(refund_fee)
  return {
    ...refundedTradeFields(trade, payment),
    out_refund_no,
    refund_id,
    refund_fee: fee,
    settlement_refund_fee: fee,
    cash_refund_fee: fee,
    coupon_refund_fee: '0',
    coupon_refund_count: '0',
  }
}

/** What `refundquery` tells of one refund: `name_$n`, counted from 0. */
export function numberedFields(refund: Refund, index: number, now: number): Answer {
  const isOver = refund.success_at <= now
  const fields: Answer = {
    out_refund_no: refund.out_refund_no,
    refund_id: refund.refund_id,
    refund_channel: 'ORIGINAL',
    refund_fee: String(refund.refund_fee),
    settlement_refund_fee: String(refund.refund_fee),
    refund_status: isOver ? 'SUCCESS' : 'PROCESSING',
    refund_account: refund.account,
    // Sic: the protocol's own spelling.
    refund_recv_accout: RECEIVER,
    refund_success_time: isOver ? formatBeijingText(refund.success_at) : undefined,
  }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}_${index}`, value]))
}
