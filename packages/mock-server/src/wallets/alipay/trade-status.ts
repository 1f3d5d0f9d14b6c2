import { refundedFen, type Trade } from '../trade'

/** Alipay's word for how far a trade is. */
export type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED'

/** How long what was paid can be refunded; from then on the trade is finished. */
const REFUNDABLE_FOR_MS = 365 * 86_400_000

/** The status of a trade that exists, at `now`. What was given back whole, or undone, is closed. */
export function tradeStatusOf(trade: Trade, now: number): TradeStatus {
  switch (trade.state) {
    case 'NOTPAY':
    case 'USERPAYING': return 'WAIT_BUYER_PAY'
    case 'CLOSED':
    case 'REVOKED':
    case 'PAYERROR': return 'TRADE_CLOSED'
    case 'SUCCESS':
    case 'REFUND': return paidStatus(trade, now)
  }
}

function paidStatus(trade: Trade, now: number): TradeStatus {
  if (refundedFen(trade) >= trade.total_fee) return 'TRADE_CLOSED'
  return trade.payment && now >= trade.payment.paid_at + REFUNDABLE_FOR_MS ? 'TRADE_FINISHED' : 'TRADE_SUCCESS'
}
