import { charge, payableTrade } from '../wallets/charge'
import type { Payer } from '../wallets/payers'
import type { Trade } from '../wallets/trade'
import { transition } from '../wallets/trade-state'
import { tradeNow, type Wallets } from '../wallets/wallets'
import { asPhone, describe, type AskedTrade } from './asked-trade'
import { PhoneError } from './phone-error'

/** What waits for this payer's password since a cashier scanned the payment code, newest first. */
export async function waitingRequests({ id: openid }: Payer, wallets: Wallets): Promise<readonly Trade[]> {
  const waiting = await wallets.trades.list({ state: 'USERPAYING', openid })
  return waiting.filter((trade) => tradeNow(trade, wallets).state === 'USERPAYING').toReversed()
}

/** The payer types the password: charges once. @throws {PhoneError} nothing was charged, and the request waits on */
export async function confirm(outTradeNo: string, password: string, wallets: Wallets): Promise<AskedTrade> {
  const payer = await wallets.payers.current()
  await checkRequest(outTradeNo, payer, wallets)
  return describe(await asPhone(charge(outTradeNo, { payer, password }, wallets)), wallets)
}

/** The payer says no, and this trade can never be paid. @throws {PhoneError} nothing changed */
export async function decline(outTradeNo: string, wallets: Wallets): Promise<AskedTrade> {
  await checkRequest(outTradeNo, await wallets.payers.current(), wallets)
  const updated = await wallets.trades.update(outTradeNo, (trade) => declined(trade, wallets))
  if (updated?.before.state === 'USERPAYING' && updated.after.state === 'PAYERROR') return describe(updated.after, wallets)
  // A charge or a reverse came first, and says why not.
  await asPhone(payableTrade(outTradeNo, wallets))
  throw new PhoneError('unknown')
}

function declined(trade: Trade, wallets: Wallets): Trade {
  return tradeNow(trade, wallets).state === 'USERPAYING' ? transition(trade, { type: 'decline' }) : trade
}

async function checkRequest(outTradeNo: string, payer: Payer, wallets: Wallets): Promise<void> {
  const trade = await asPhone(payableTrade(outTradeNo, wallets))
  // Any other order is paid by its own code.
  if (trade.state !== 'USERPAYING') throw new PhoneError('unknown')
  if (trade.openid !== payer.id) throw new PhoneError('other_payer')
}
