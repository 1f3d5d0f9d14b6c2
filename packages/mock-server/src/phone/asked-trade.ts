import { ChargeRefused } from '../wallets/charge'
import type { Trade } from '../wallets/trade'
import type { TradeState } from '../wallets/trade-state'
import type { Wallets } from '../wallets/wallets'
import { PhoneError } from './phone-error'

/** What the payer sees of a trade that asks for money. */
export interface AskedTrade {
  readonly provider: 'wechat'
  readonly merchant: string
  readonly out_trade_no: string
  readonly amount_fen: number
  readonly subject: string
  readonly state: TradeState
}

/** Describes a trade to its payer. */
export async function describe(trade: Trade, { credentials }: Pick<Wallets, 'credentials'>): Promise<AskedTrade> {
  const { merchant } = await credentials()
  return { provider: 'wechat', merchant, out_trade_no: trade.id, amount_fen: trade.total_fee, subject: trade.body, state: trade.state }
}

/** The same answer, with the wallet's no as the phone's. @throws {PhoneError} nothing was charged */
export async function asPhone(trade: Promise<Trade>): Promise<Trade> {
  try {
    return await trade
  } catch (error) {
    throw error instanceof ChargeRefused ? new PhoneError(error.reason) : error
  }
}
