import { charge, ChargeRefused, payableTrade } from '../wallets/charge'
import { codeOf } from '../wallets/code-url'
import { PREPAY_LIFE_MS, type Trade } from '../wallets/trade'
import type { TradeState } from '../wallets/trade-state'
import type { Wallets } from '../wallets/wallets'
import { PhoneError } from './phone-error'

/** What the payer sees after scanning. */
export interface Scanned {
  readonly provider: 'wechat'
  readonly merchant: string
  readonly out_trade_no: string
  readonly amount_fen: number
  readonly subject: string
  readonly state: TradeState
}

/** Looks up what a QR's content asks for. @throws {PhoneError} nothing can be paid with it */
export async function scan(content: string, wallets: Wallets): Promise<Scanned> {
  const number = await tradeNumberOf(content, wallets)
  return describe(await asPhone(payableTrade(number, wallets)), wallets)
}

/** Charges the payer once, and tells the merchant. @throws {PhoneError} nothing was charged */
export async function pay(content: string, password: string, wallets: Wallets): Promise<Scanned> {
  const number = await tradeNumberOf(content, wallets)
  const payer = await wallets.payers.current()
  return describe(await asPhone(charge(number, { payer, password }, wallets)), wallets)
}

/** The payer says no. A WeChat QR stays payable, so that nothing changes. @throws {PhoneError} */
export const refuse = scan

async function tradeNumberOf(content: string, { prepays, clock }: Wallets): Promise<string> {
  const code = codeOf(content.trim())
  if (code === undefined) throw new PhoneError('not_a_payment_code')
  const prepay = await prepays.find({ code })
  if (!prepay) throw new PhoneError('unknown_code')
  if (clock.now() >= prepay.created_at + PREPAY_LIFE_MS) throw new PhoneError('expired')
  return prepay.out_trade_no
}

async function asPhone(trade: Promise<Trade>): Promise<Trade> {
  try {
    return await trade
  } catch (error) {
    throw error instanceof ChargeRefused ? new PhoneError(error.reason) : error
  }
}

async function describe(trade: Trade, { credentials }: Wallets): Promise<Scanned> {
  const { merchant } = await credentials()
  return { provider: 'wechat', merchant, out_trade_no: trade.id, amount_fen: trade.total_fee, subject: trade.body, state: trade.state }
}
