import { DuplicateError } from '../../store/store'
import type { Fields } from '../../wire/xml'
import { charge, ChargeRefused, PASSWORD_FREE_FEN, type Refusal } from '../charge'
import { tradeIdOf, type Payment, type ProviderName, type Trade } from '../trade'
import { transition, type TradeState } from '../trade-state'
import { tradeNow, type Wallets } from '../wallets'
import { useAuthCode } from './auth-code'
import { BusinessError, type BusinessCode } from './failure'
import { fingerprintOf } from './order-params'

/** A checked request to charge a payment code, of WeChat Pay v2 or of a protocol with its words. */
export interface CodePayment {
  readonly provider: ProviderName
  readonly fields: Fields
  /** Makes the trade for the code's payer. */
  readonly make: (openid: string) => Trade
}

/** Charges the payer of a code, once for a number. @throws {BusinessError} nothing was charged, unless it is SYSTEMERROR */
export async function payByCode(request: CodePayment, wallets: Wallets): Promise<{ readonly trade: Trade, readonly payment: Payment }> {
  const trade = await wallets.micropayments(() => pay(request, wallets))
  if (!trade.payment) throw new Error('a charge left no payment')
  return { trade, payment: trade.payment }
}

async function pay({ provider, fields, make }: CodePayment, wallets: Wallets): Promise<Trade> {
  const { out_trade_no = '', auth_code = '' } = fields
  const id = tradeIdOf(provider, out_trade_no)
  // A number that was used is answered by its trade, and costs the payer no code.
  const known = await wallets.trades.get(id)
  if (known) checkPayableAgain(tradeNow(known, wallets), fields)
  const openid = await useAuthCode(auth_code, { id, provider }, wallets)
  if (known && known.openid !== openid) throw new BusinessError('BUYER_MISMATCH')
  return settle(known ?? (await place(make(openid), wallets)), openid, wallets)
}

/** What a further request with a number is told; nothing where the charge did not happen and may still. */
const AGAIN: Readonly<Record<TradeState, BusinessCode | undefined>> = {
  NOTPAY: undefined,
  USERPAYING: 'USERPAYING',
  SUCCESS: 'ORDERPAID',
  REFUND: 'ORDERPAID',
  CLOSED: 'ORDERCLOSED',
  REVOKED: 'ORDERREVERSED',
  PAYERROR: 'TRADE_ERROR',
}

function checkPayableAgain(trade: Trade, fields: Fields): void {
  const code = AGAIN[trade.state]
  if (code === 'ORDERPAID') throw new BusinessError(code)
  if (trade.fingerprint !== fingerprintOf(fields) || trade.trade_type !== 'MICROPAY') throw new BusinessError('OUT_TRADE_NO_USED')
  if (code) throw new BusinessError(code)
}

async function place(trade: Trade, wallets: Wallets): Promise<Trade> {
  try {
    await wallets.trades.insert(trade)
    return trade
  } catch (error) {
    // A unifiedorder with this number came first.
    throw error instanceof DuplicateError ? new BusinessError('OUT_TRADE_NO_USED') : error
  }
}

async function settle(trade: Trade, openid: string, wallets: Wallets): Promise<Trade> {
  const { scenarios } = wallets
  if (scenarios.strike('bankerror', trade.out_trade_no)) throw new BusinessError('BANKERROR')
  if (trade.total_fee > PASSWORD_FREE_FEN || scenarios.strike('userpaying', trade.out_trade_no)) return askForPassword(trade, wallets)
  const paid = await chargeCode(trade, openid, wallets)
  if (scenarios.strike('systemerror-but-paid', trade.out_trade_no)) throw new BusinessError('SYSTEMERROR', '接口返回错误')
  return paid
}

async function askForPassword(trade: Trade, { trades }: Wallets): Promise<never> {
  const asked = await trades.update(trade.id, (current) => transition(current, { type: 'ask' }))
  throw new BusinessError(AGAIN[asked?.after.state ?? 'NOTPAY'] ?? 'SYSTEMERROR')
}

/** Why a charge without a password fails, in micropay's words. */
const REFUSALS: Readonly<Record<Refusal, BusinessCode>> = {
  unknown: 'SYSTEMERROR',
  expired: 'ORDERCLOSED',
  closed: 'ORDERCLOSED',
  already_paid: 'ORDERPAID',
  declined: 'TRADE_ERROR',
  other_payer: 'BUYER_MISMATCH',
  password_required: 'USERPAYING',
  wrong_password: 'TRADE_ERROR',
  not_enough: 'NOTENOUGH',
  refused: 'RULELIMIT',
}

async function chargeCode(trade: Trade, openid: string, wallets: Wallets): Promise<Trade> {
  const payer = await wallets.payers.whomCalls(trade.provider, openid)
  if (!payer) throw new BusinessError('AUTH_CODE_INVALID')
  try {
    return await charge(trade.id, { payer, password: '' }, wallets)
  } catch (error) {
    if (!(error instanceof ChargeRefused)) throw error
    await wallets.trades.update(trade.id, (current) => transition(tradeNow(current, wallets), { type: 'decline' }))
    throw new BusinessError(REFUSALS[error.reason])
  }
}
