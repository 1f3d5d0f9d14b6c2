import { ChargeRefused } from '../wallets/charge'
import { MERCHANT_NAME } from '../wallets/credentials'
import type { ProviderName, Trade } from '../wallets/trade'
import type { TradeState } from '../wallets/trade-state'
import { PhoneError } from './phone-error'

/** What the payer sees of a trade that asks for money. */
export interface AskedTrade {
  readonly provider: ProviderName
  readonly merchant: string
  readonly out_trade_no: string
  readonly amount_fen: number
  readonly subject: string
  readonly state: TradeState
}

/** Describes a trade to its payer. */
export function describe({ provider, out_trade_no, total_fee, body, state }: Trade): AskedTrade {
  return { provider, merchant: MERCHANT_NAME, out_trade_no, amount_fen: total_fee, subject: body, state }
}

/** The same answer, with the wallet's no as the phone's. @throws {PhoneError} nothing was charged */
export async function asPhone(trade: Promise<Trade>): Promise<Trade> {
  try {
    return await trade
  } catch (error) {
    throw error instanceof ChargeRefused ? new PhoneError(error.reason) : error
  }
}
