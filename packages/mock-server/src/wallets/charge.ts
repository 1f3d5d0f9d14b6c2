import { KINDS } from './kinds'
import type { Payer } from './payers'
import { refundedFen, type Payment, type Trade } from './trade'
import { transition } from './trade-state'
import { lookAt, tradeNow, type Wallets } from './wallets'

/** The only payment password that the virtual phone takes. */
export const PAYMENT_PASSWORD = '123456'
/** Above this amount the wallet always asks for the password. */
export const PASSWORD_FREE_FEN = 100_000

/** Why a wallet does not pay. Nothing was charged. */
export type Refusal =
  | 'unknown' | 'expired' | 'closed' | 'already_paid' | 'declined'
  | 'other_payer' | 'password_required' | 'wrong_password' | 'not_enough' | 'refused'

/** The wallet said no. */
export class ChargeRefused extends Error {
  override readonly name = 'ChargeRefused'
  constructor(readonly reason: Refusal) {
    super(`the wallet did not pay: ${reason}`)
  }
}

/** Who pays, and the password that was typed; empty for none. */
export interface Authority { readonly payer: Payer, readonly password: string }

/**
 * Takes the money for a trade out of a payer's wallet, once, and starts the notify.
 * @throws {ChargeRefused} nothing was charged
 */
export function charge(tradeId: string, authority: Authority, wallets: Wallets): Promise<Trade> {
  // One payment at a time, so that no two of them spend the same money.
  return wallets.oneAtATime(() => chargeNow(tradeId, authority, wallets))
}

async function chargeNow(tradeId: string, { payer, password }: Authority, wallets: Wallets): Promise<Trade> {
  const trade = await payableBy(payer, tradeId, wallets)
  checkPassword(password, trade)
  if (wallets.scenarios.strike('refused', trade.out_trade_no)) throw new ChargeRefused('refused')
  if ((await balanceOf(payer, wallets)) < trade.total_fee) throw new ChargeRefused('not_enough')
  if (wallets.scenarios.strike('closes-while-paying', trade.out_trade_no)) await wallets.trades.update(trade.id, (current) => transition(current, { type: 'close' }))
  return take(trade, payer, wallets)
}

async function take(trade: Trade, payer: Payer, wallets: Wallets): Promise<Trade> {
  const payment = newPayment(payer, trade, wallets)
  const updated = await wallets.trades.update(trade.id, (current) => transition(tradeNow(current, wallets), { type: 'pay', payment }))
  const after = updated?.after ?? trade
  // A close, a reverse or the end of its time may have come first.
  if (after.payment?.transaction_id !== payment.transaction_id) throw new ChargeRefused(refusalOf(after) ?? 'unknown')
  const told = wallets.notifier.wake(after)
  if (wallets.scenarios.strike('notify-before-answer', trade.out_trade_no)) await told
  return after
}

/** The trade, if it can be paid now. @throws {ChargeRefused} */
export async function payableTrade(tradeId: string, wallets: Wallets): Promise<Trade> {
  const known = await wallets.trades.get(tradeId)
  if (!known) throw new ChargeRefused('unknown')
  const trade = await lookAt(known, wallets)
  const refusal = refusalOf(trade, known)
  if (refusal) throw new ChargeRefused(refusal)
  return trade
}

/** The same, if this payer is who may pay it. @throws {ChargeRefused} */
export async function payableBy(payer: Payer, tradeId: string, wallets: Wallets): Promise<Trade> {
  const trade = await payableTrade(tradeId, wallets)
  if (trade.openid !== null && trade.openid !== payer.ids[trade.provider]) throw new ChargeRefused('other_payer')
  return trade
}

function refusalOf(trade: Trade, before: Trade = trade): Refusal | undefined {
  switch (trade.state) {
    case 'NOTPAY':
    case 'USERPAYING': return undefined
    case 'SUCCESS':
    case 'REFUND': return 'already_paid'
    case 'PAYERROR': return before.state === 'PAYERROR' ? 'declined' : 'expired'
    case 'CLOSED':
    case 'REVOKED': return before.state === trade.state ? 'closed' : 'expired'
  }
}

function checkPassword(password: string, trade: Trade): void {
  // A payment code that waits for the payer waits for the password.
  const isAsked = trade.total_fee > PASSWORD_FREE_FEN || trade.state === 'USERPAYING'
  if (password === '' && isAsked) throw new ChargeRefused('password_required')
  if (password !== '' && password !== PAYMENT_PASSWORD) throw new ChargeRefused('wrong_password')
}

/** What a payer has left, in fen: what was put in, less what was paid, and what has come back. */
export async function balanceOf(payer: Payer, { trades, payers, clock }: Wallets): Promise<number> {
  const paid = (await trades.list()).filter((trade) => trade.payment?.openid === payer.ids[trade.provider])
  const funds = (await payers.get(payer.id))?.funds_fen ?? payer.funds_fen
  return paid.reduce((balance, trade) => balance - costOf(trade, clock.now()), funds)
}

/** What a paid trade costs its payer now, in fen. */
function costOf(trade: Trade, now: number): number {
  if (trade.payment === null || trade.state === 'REVOKED') return 0
  return trade.total_fee - refundedFen({ ...trade, refunds: trade.refunds.filter(({ success_at }) => success_at <= now) })
}

function newPayment({ ids }: Payer, trade: Trade, { clock, random }: Wallets): Payment {
  const now = clock.now()
  return { transaction_id: KINDS[trade.provider].newTransactionId(trade, random, now), openid: ids[trade.provider], paid_at: now }
}
