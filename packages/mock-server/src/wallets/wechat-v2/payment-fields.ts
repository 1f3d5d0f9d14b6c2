import { formatBeijing } from '../../wire/beijing-time'
import type { Payment, Trade } from '../trade'
import type { Answer } from './envelope'

/** What a query of a paid order, the notify of it and the answer to a payment code all tell. Nothing here is paid by coupon. */
export function paymentFields(trade: Trade, payment: Payment): Answer {
  return {
    openid: payment.openid,
    is_subscribe: 'N',
    trade_type: trade.trade_type,
    bank_type: 'OTHERS',
    total_fee: String(trade.total_fee),
    settlement_total_fee: String(trade.total_fee),
    fee_type: 'CNY',
    cash_fee: String(trade.total_fee),
    cash_fee_type: 'CNY',
    transaction_id: payment.transaction_id,
    out_trade_no: trade.out_trade_no,
    attach: trade.attach,
    time_end: formatBeijing(payment.paid_at),
  }
}
