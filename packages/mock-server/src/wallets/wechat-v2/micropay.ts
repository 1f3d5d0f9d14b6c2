import { DuplicateError } from '../../store/store'
import { charge, ChargeRefused, PASSWORD_FREE_FEN, type Refusal } from '../charge'
import { tradeIdOf, type Trade } from '../trade'
import { transition, type TradeState } from '../trade-state'
import { tradeNow, type Wallets } from '../wallets'
import { checkAuthCode, useAuthCode } from './auth-code'
import type { Operation, SignedRequest } from './envelope'
import { BusinessError, type BusinessCode } from './failure'
import { newTrade } from './new-trade'
import { checkOrderParams, fingerprintOf } from './order-params'
import { paymentFields } from './payment-fields'

/** `POST /pay/micropay`: charges the payer of a payment code at once, or waits for the password. No notify ever tells of it. */
export const micropay: Operation = {
  required: ['body', 'out_trade_no', 'total_fee', 'spbill_create_ip', 'auth_code'],
  async run(request, wallets) {
    checkOrderParams(request.fields, 'PARAM_ERROR')
    checkAuthCode(request.fields['auth_code'] ?? '')
    const trade = await wallets.micropayments(() => pay(request, wallets))
    if (!trade.payment) throw new Error('a charge left no payment')
    return paymentFields(trade, trade.payment)
  },
}

async function pay(request: SignedRequest, wallets: Wallets): Promise<Trade> {
  const { out_trade_no = '', auth_code = '' } = request.fields
  // A number that was used is answered by its trade, and costs the payer no code.
  const known = await wallets.trades.get(tradeIdOf('wechat', out_trade_no))
  if (known) checkPayableAgain(tradeNow(known, wallets), request)
  const openid = await useAuthCode(auth_code, tradeIdOf('wechat', out_trade_no), wallets)
  if (known && known.openid !== openid) throw new BusinessError('BUYER_MISMATCH')
  return settle(known ?? (await place(request, openid, wallets)), openid, wallets)
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

function checkPayableAgain(trade: Trade, { fields }: SignedRequest): void {
  const code = AGAIN[trade.state]
  if (code === 'ORDERPAID') throw new BusinessError(code)
  if (trade.fingerprint !== fingerprintOf(fields) || trade.trade_type !== 'MICROPAY') throw new BusinessError('OUT_TRADE_NO_USED')
  if (code) throw new BusinessError(code)
}

async function place(request: SignedRequest, openid: string, wallets: Wallets): Promise<Trade> {
  const trade = newTrade(request, { tradeType: 'MICROPAY', openid, now: wallets.clock.now() })
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
  const payer = await wallets.payers.get(openid)
  if (!payer) throw new BusinessError('AUTH_CODE_INVALID')
  try {
    return await charge(trade.id, { payer, password: '' }, wallets)
  } catch (error) {
    if (!(error instanceof ChargeRefused)) throw error
    await wallets.trades.update(trade.id, (current) => transition(tradeNow(current, wallets), { type: 'decline' }))
    throw new BusinessError(REFUSALS[error.reason])
  }
}
