import { calledUpTrades, closeCashiers } from '../h5/called-up'
import { charge, payableTrade } from '../wallets/charge'
import type { Payer } from '../wallets/payers'
import { tradeIdOf, WAYS, type ProviderName, type Trade } from '../wallets/trade'
import { transition } from '../wallets/trade-state'
import { tradeNow, type Wallets } from '../wallets/wallets'
import { asPhone, describe, type AskedTrade } from './asked-trade'
import { PhoneError } from './phone-error'

/** The name of a request: which wallet it is in, and the merchant's number. */
export interface RequestName { readonly provider: ProviderName, readonly outTradeNo: string }

const idOf = ({ provider, outTradeNo }: RequestName): string => tradeIdOf(provider, outTradeNo)
const isAtCashier = ({ trade_type }: Trade): boolean => WAYS[trade_type] === 'cashier'

/** What waits for this payer's password since a cashier scanned the payment code or a cashier page called up the wallet, newest first. */
export async function waitingRequests({ ids }: Payer, wallets: Wallets): Promise<readonly Trade[]> {
  const waiting = await wallets.trades.list({ state: 'USERPAYING' })
  const scanned = waiting.filter((trade) => trade.openid === ids[trade.provider] && tradeNow(trade, wallets).state === 'USERPAYING')
  return [...scanned, ...await calledUpTrades(wallets)].toReversed().toSorted((a, b) => b.created_at - a.created_at)
}

/** The payer types the password: charges once. @throws {PhoneError} nothing was charged, and the request waits on */
export async function confirm(name: RequestName, password: string, wallets: Wallets): Promise<AskedTrade> {
  const payer = await wallets.payers.current()
  const trade = await requestOf(idOf(name), payer, wallets)
  // However small an order of a cashier page is: a phone that asks without a password only wants to know.
  if (isAtCashier(trade) && password === '') throw new PhoneError('password_required')
  return describe(await asPhone(charge(trade.id, { payer, password }, wallets)))
}

/** The payer says no: a scanned payment code can never be paid then, a cashier page's order by another visit. @throws {PhoneError} nothing changed */
export async function decline(name: RequestName, wallets: Wallets): Promise<AskedTrade> {
  const trade = await requestOf(idOf(name), await wallets.payers.current(), wallets)
  if (!isAtCashier(trade)) return declineScanned(trade.id, wallets)
  await closeCashiers(trade.id, wallets)
  return describe(trade)
}

async function declineScanned(tradeId: string, wallets: Wallets): Promise<AskedTrade> {
  const updated = await wallets.trades.update(tradeId, (trade) => declined(trade, wallets))
  if (updated?.before.state === 'USERPAYING' && updated.after.state === 'PAYERROR') return describe(updated.after)
  // A charge or a reverse came first, and says why not.
  await asPhone(payableTrade(tradeId, wallets))
  throw new PhoneError('unknown')
}

function declined(trade: Trade, wallets: Wallets): Trade {
  return tradeNow(trade, wallets).state === 'USERPAYING' ? transition(trade, { type: 'decline' }) : trade
}

async function requestOf(tradeId: string, payer: Payer, wallets: Wallets): Promise<Trade> {
  const trade = await asPhone(payableTrade(tradeId, wallets))
  const isCalledUp = isAtCashier(trade) && (await calledUpTrades(wallets)).some(({ id }) => id === tradeId)
  // Any other order is paid by its own code.
  if (trade.state !== 'USERPAYING' && !isCalledUp) throw new PhoneError('unknown')
  if (trade.openid !== null && trade.openid !== payer.ids[trade.provider]) throw new PhoneError('other_payer')
  return trade
}
