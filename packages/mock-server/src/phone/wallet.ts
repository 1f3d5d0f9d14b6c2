import { charge, payableTrade } from '../wallets/charge'
import { codeOf } from '../wallets/code-url'
import { PREPAY_LIFE_MS } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import { asPhone, describe, type AskedTrade } from './asked-trade'
import { PhoneError } from './phone-error'

/** Looks up what a QR's content asks for. @throws {PhoneError} nothing can be paid with it */
export async function scan(content: string, wallets: Wallets): Promise<AskedTrade> {
  const number = await tradeNumberOf(content, wallets)
  return describe(await asPhone(payableTrade(number, wallets)), wallets)
}

/** Charges the payer once, and tells the merchant. @throws {PhoneError} nothing was charged */
export async function pay(content: string, password: string, wallets: Wallets): Promise<AskedTrade> {
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
