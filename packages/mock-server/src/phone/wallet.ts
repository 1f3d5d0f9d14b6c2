import { DECIMAL, randomText } from '../ports/random-text'
import { formatBeijing } from '../wire/beijing-time'
import { codeOf } from '../wallets/code-url'
import { CODE_LIFE_MS, type Payment, type Trade } from '../wallets/trade'
import { tradeAt, transition, type TradeState } from '../wallets/trade-state'
import type { Wallets } from '../wallets/wallets'
import { PhoneError } from './phone-error'

/** The only payment password that the virtual phone takes. */
export const PAYMENT_PASSWORD = '123456'
/** Above this amount the wallet always asks for the password. */
export const PASSWORD_FREE_FEN = 100_000

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
  return describe(await payableTrade(content, wallets), wallets)
}

/** Charges the payer once, and tells the merchant. @throws {PhoneError} nothing was charged */
export async function pay(content: string, password: string, wallets: Wallets): Promise<Scanned> {
  const trade = await payableTrade(content, wallets)
  checkPassword(password, trade.total_fee)
  const payment = await newPayment(wallets)
  const updated = await wallets.trades.update(trade.id, (current) => transition(tradeAt(current, payment.paid_at), { type: 'pay', payment }))
  const after = updated?.after ?? trade
  // Another payment, a close or the end of its time may have come first.
  if (after.payment?.transaction_id !== payment.transaction_id) throw refusalOf(after)
  wallets.notifier.start(after, payment)
  return describe(after, wallets)
}

/** The payer says no. A WeChat QR stays payable, so that nothing changes. @throws {PhoneError} */
export const refuse = scan

async function payableTrade(content: string, wallets: Wallets): Promise<Trade> {
  const code = codeOf(content.trim())
  if (code === undefined) throw new PhoneError('not_a_payment_code')
  const known = await wallets.codes.get(code)
  const trade = known && (await wallets.trades.get(known.out_trade_no))
  if (!trade) throw new PhoneError('unknown_code')
  const now = wallets.clock.now()
  if (trade.state !== 'NOTPAY') throw refusalOf(trade)
  if (now >= trade.expires_at || now >= known.created_at + CODE_LIFE_MS) throw new PhoneError('expired')
  return trade
}

function refusalOf(trade: Trade): PhoneError {
  return new PhoneError(trade.state === 'SUCCESS' ? 'already_paid' : 'closed')
}

function checkPassword(password: string, amountFen: number): void {
  if (password === '' && amountFen > PASSWORD_FREE_FEN) throw new PhoneError('password_required')
  if (password !== '' && password !== PAYMENT_PASSWORD) throw new PhoneError('wrong_password')
}

async function newPayment({ clock, random, payers }: Wallets): Promise<Payment> {
  const now = clock.now()
  const transactionId = `4200${randomText(random, DECIMAL, 6)}${formatBeijing(now).slice(0, 8)}${randomText(random, DECIMAL, 10)}`
  return { transaction_id: transactionId, openid: (await payers.current()).id, paid_at: now }
}

async function describe(trade: Trade, { credentials }: Wallets): Promise<Scanned> {
  const { merchant } = await credentials()
  return { provider: 'wechat', merchant, out_trade_no: trade.id, amount_fen: trade.total_fee, subject: trade.body, state: trade.state }
}
