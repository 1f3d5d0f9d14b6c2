import { calledUpTrades, closeCashiers } from '../h5/called-up'
import { charge, payableTrade } from '../wallets/charge'
import type { Payer } from '../wallets/payers'
import type { Trade } from '../wallets/trade'
import { transition } from '../wallets/trade-state'
import { tradeNow, type Wallets } from '../wallets/wallets'
import { asPhone, describe, type AskedTrade } from './asked-trade'
import { PhoneError } from './phone-error'

/** What waits for this payer's password since a cashier scanned the payment code or an H5 page called up the wallet, newest first. */
export async function waitingRequests({ id: openid }: Payer, wallets: Wallets): Promise<readonly Trade[]> {
  const waiting = await wallets.trades.list({ state: 'USERPAYING', openid })
  const scanned = waiting.filter((trade) => tradeNow(trade, wallets).state === 'USERPAYING')
  return [...scanned, ...await calledUpTrades(wallets)].toReversed().toSorted((a, b) => b.created_at - a.created_at)
}

/** The payer types the password: charges once. @throws {PhoneError} nothing was charged, and the request waits on */
export async function confirm(outTradeNo: string, password: string, wallets: Wallets): Promise<AskedTrade> {
  const payer = await wallets.payers.current()
  const { trade_type } = await requestOf(outTradeNo, payer, wallets)
  // However small an H5 order is: a phone that asks without a password only wants to know.
  if (trade_type === 'MWEB' && password === '') throw new PhoneError('password_required')
  return describe(await asPhone(charge(outTradeNo, { payer, password }, wallets)), wallets)
}

/** The payer says no: a scanned payment code can never be paid then, an H5 order by another visit. @throws {PhoneError} nothing changed */
export async function decline(outTradeNo: string, wallets: Wallets): Promise<AskedTrade> {
  const trade = await requestOf(outTradeNo, await wallets.payers.current(), wallets)
  if (trade.trade_type !== 'MWEB') return declineScanned(outTradeNo, wallets)
  await closeCashiers(outTradeNo, wallets)
  return describe(trade, wallets)
}

async function declineScanned(outTradeNo: string, wallets: Wallets): Promise<AskedTrade> {
  const updated = await wallets.trades.update(outTradeNo, (trade) => declined(trade, wallets))
  if (updated?.before.state === 'USERPAYING' && updated.after.state === 'PAYERROR') return describe(updated.after, wallets)
  // A charge or a reverse came first, and says why not.
  await asPhone(payableTrade(outTradeNo, wallets))
  throw new PhoneError('unknown')
}

function declined(trade: Trade, wallets: Wallets): Trade {
  return tradeNow(trade, wallets).state === 'USERPAYING' ? transition(trade, { type: 'decline' }) : trade
}

async function requestOf(outTradeNo: string, payer: Payer, wallets: Wallets): Promise<Trade> {
  const trade = await asPhone(payableTrade(outTradeNo, wallets))
  const isCalledUp = trade.trade_type === 'MWEB' && (await calledUpTrades(wallets)).some(({ id }) => id === outTradeNo)
  // Any other order is paid by its own code.
  if (trade.state !== 'USERPAYING' && !isCalledUp) throw new PhoneError('unknown')
  if (trade.openid !== null && trade.openid !== payer.id) throw new PhoneError('other_payer')
  return trade
}
