import type { Payer } from '../wallets/payers'
import type { Payment, ProviderName, Refund, Trade, TradeType } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'

/** A payment or a refund, as a bill lists it. */
export interface HistoryEntry {
  readonly kind: 'payment' | 'refund'
  readonly provider: ProviderName
  readonly out_trade_no: string
  readonly transaction_id: string
  readonly trade_type: TradeType
  readonly subject: string
  readonly amount_fen: number
  /** When it was paid; of a refund, when the money arrives. */
  readonly at: number
  /** A payment is `done` or `reversed`, which gave it all back; a refund is `done` or still `processing`. */
  readonly state: 'done' | 'reversed' | 'processing'
}

/** A bill of more is nobody's to scroll. */
const MOST = 50

/** What a payer paid and got back, newest first. */
export async function historyOf({ ids }: Payer, { trades, clock }: Wallets): Promise<readonly HistoryEntry[]> {
  const now = clock.now()
  const entries = (await trades.list()).flatMap((trade) => {
    const { payment } = trade
    if (payment?.openid !== ids[trade.provider]) return []
    return [paymentEntry(trade, payment), ...trade.refunds.map((refund) => refundEntry(trade, payment, refund, now))]
  })
  // Of two at one instant, the one that came later is the newer.
  return entries.toReversed().toSorted((a, b) => b.at - a.at).slice(0, MOST)
}

function paymentEntry(trade: Trade, { transaction_id, paid_at }: Payment): HistoryEntry {
  return { kind: 'payment', provider: trade.provider, out_trade_no: trade.out_trade_no, transaction_id, trade_type: trade.trade_type, subject: trade.body, amount_fen: trade.total_fee, at: paid_at, state: trade.state === 'REVOKED' ? 'reversed' : 'done' }
}

function refundEntry(trade: Trade, payment: Payment, { refund_fee, success_at }: Refund, now: number): HistoryEntry {
  return { ...paymentEntry(trade, payment), kind: 'refund', amount_fen: refund_fee, at: success_at, state: success_at <= now ? 'done' : 'processing' }
}
