import { charge, payableTrade } from '../wallets/charge'
import { providerOfQr } from '../wallets/kinds'
import { PREPAY_LIFE_MS, type Trade } from '../wallets/trade'
import { transition } from '../wallets/trade-state'
import type { Wallets } from '../wallets/wallets'
import { asPhone, describe, type AskedTrade } from './asked-trade'
import { PhoneError } from './phone-error'

/** Looks up what a QR's content asks for, in the wallet that it is for. @throws {PhoneError} nothing can be paid with it */
export async function scan(content: string, wallets: Wallets): Promise<AskedTrade> {
  return describe(await asPhone(opened(await tradeIdIn(content, wallets), wallets)))
}

/** Charges the payer once, and tells the merchant. @throws {PhoneError} nothing was charged */
export async function pay(content: string, password: string, wallets: Wallets): Promise<AskedTrade> {
  const id = await tradeIdIn(content, wallets)
  await asPhone(opened(id, wallets))
  const payer = await wallets.payers.current()
  return describe(await asPhone(charge(id, { payer, password }, wallets)))
}

/** The payer says no. A QR stays payable, so that nothing changes but that it was seen. @throws {PhoneError} */
export const refuse = scan

async function opened(tradeId: string, wallets: Wallets): Promise<Trade> {
  const trade = await payableTrade(tradeId, wallets)
  // Nobody asks when any other trade was seen.
  if (trade.life_once_seen_ms === null || trade.seen_at !== null) return trade
  return (await wallets.trades.update(tradeId, (current) => transition(current, { type: 'see', at: wallets.clock.now() })))?.after ?? trade
}

async function tradeIdIn(text: string, { prepays, clock }: Wallets): Promise<string> {
  const content = text.trim()
  if (providerOfQr(content) === undefined) throw new PhoneError('not_a_payment_code')
  const prepay = await prepays.find({ content })
  if (!prepay) throw new PhoneError('unknown_code')
  if (clock.now() >= prepay.created_at + PREPAY_LIFE_MS) throw new PhoneError('expired')
  return prepay.trade_id
}
