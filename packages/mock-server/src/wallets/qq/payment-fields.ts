import { formatBeijing } from '../../wire/beijing-time'
import type { Payment, Trade } from '../trade'
import type { Answer } from '../wechat-v2/envelope'

/** What a query of a paid order, the notify of it and the answer to a payment code all tell. Nothing here is paid by coupon. */
export function paymentFields(trade: Trade, payment: Payment): Answer {
  const fee = String(trade.total_fee)
  return {
    device_info: trade.device_info,
    openid: payment.openid,
    trade_type: trade.trade_type,
    bank_type: 'BALANCE',
    fee_type: 'CNY',
    total_fee: fee,
    cash_fee: fee,
    coupon_fee: '0',
    transaction_id: payment.transaction_id,
    out_trade_no: trade.out_trade_no,
    attach: trade.attach,
    time_end: formatBeijing(payment.paid_at),
  }
}
