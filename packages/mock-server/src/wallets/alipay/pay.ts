import { formatAlipayTime } from '../../wire/alipay-time'
import { yuanFromFen } from '../../wire/yuan'
import { charge, ChargeRefused, PASSWORD_FREE_FEN, type Refusal } from '../charge'
import { tradeIdOf, type Trade } from '../trade'
import { transition } from '../trade-state'
import { tradeNow, type Wallets } from '../wallets'
import { buyerOf, checkAuthCode, useAuthCode } from './auth-code'
import { invalid, numberIn, requiredText, textIn } from './biz-content'
import { AlipayFailure, type AlipaySubCode } from './failure'
import { newTrade, openTrade, sameTrade } from './open-trade'
import type { AlipayAnswer, AlipayOperation } from './operation'
import { buyerFields, namesOf, paymentFields } from './payment-fields'
import type { AlipayRequest } from './request'

/** `alipay.trade.pay`: charges the payer of a payment code at once, or answers 10003 and waits for the password. */
export const pay: AlipayOperation = async (request, wallets) => {
  if (textIn(request.biz, 'scene', 32) !== 'bar_code') throw invalid('scene')
  const authCode = requiredText(request.biz, 'auth_code', 64)
  const trade = await wallets.micropayments(() => payByCode(request, authCode, wallets))
  return trade.payment ? { ...paymentFields(trade), gmt_payment: formatAlipayTime(trade.payment.paid_at), store_name: '' } : inProcess(trade)
}

const inProcess = (trade: Trade): AlipayAnswer => ({ code: 10003, ...namesOf(trade), ...buyerFields(trade), total_amount: yuanFromFen(trade.total_fee) })

async function payByCode(request: AlipayRequest, authCode: string, wallets: Wallets): Promise<Trade> {
  // A number that was used is answered by its trade, and costs the payer no code.
  const known = await wallets.trades.get(tradeIdOf('alipay', numberIn(request.biz, 'out_trade_no')))
  const open = known && sameTrade(tradeNow(known, wallets), await newTrade(request, { type: 'BARCODE', buyerId: known.openid }, wallets))
  if (open?.state === 'USERPAYING') return open
  checkAuthCode(authCode)
  const buyerId = await buyerOf(authCode, wallets)
  if (open && open.openid !== buyerId) throw new AlipayFailure('ACQ.TRADE_BUYER_NOT_MATCH')
  const trade = await openTrade(request, { type: 'BARCODE', buyerId }, wallets)
  await useAuthCode(authCode, trade.id, wallets)
  return settle(trade, buyerId, wallets)
}

async function settle(trade: Trade, buyerId: string, wallets: Wallets): Promise<Trade> {
  const { scenarios } = wallets
  if (scenarios.strike('bankerror', trade.out_trade_no)) throw new AlipayFailure('isp.unknow-error')
  if (trade.total_fee > PASSWORD_FREE_FEN || scenarios.strike('userpaying', trade.out_trade_no)) return askForPassword(trade, wallets)
  const paid = await chargeBuyer(trade, buyerId, wallets)
  if (scenarios.strike('systemerror-but-paid', trade.out_trade_no)) throw new AlipayFailure('ACQ.SYSTEM_ERROR')
  return paid
}

async function askForPassword(trade: Trade, { trades }: Wallets): Promise<Trade> {
  return (await trades.update(trade.id, (current) => transition(current, { type: 'ask' })))?.after ?? trade
}

/** Why a charge without a password fails, in Alipay's words. */
const REFUSALS: Readonly<Record<Refusal, AlipaySubCode>> = {
  unknown: 'ACQ.SYSTEM_ERROR',
  expired: 'ACQ.TRADE_HAS_CLOSE',
  closed: 'ACQ.TRADE_HAS_CLOSE',
  already_paid: 'ACQ.TRADE_HAS_SUCCESS',
  declined: 'ACQ.TRADE_HAS_CLOSE',
  other_payer: 'ACQ.TRADE_BUYER_NOT_MATCH',
  password_required: 'ACQ.PAYMENT_FAIL',
  wrong_password: 'ACQ.PAYMENT_FAIL',
  not_enough: 'ACQ.BUYER_BALANCE_NOT_ENOUGH',
  refused: 'ACQ.PAYMENT_REQUEST_HAS_RISK',
}

async function chargeBuyer(trade: Trade, buyerId: string, wallets: Wallets): Promise<Trade> {
  const payer = await wallets.payers.whomCalls('alipay', buyerId)
  if (!payer) throw new AlipayFailure('ACQ.PAYMENT_AUTH_CODE_INVALID')
  try {
    return await charge(trade.id, { payer, password: '' }, wallets)
  } catch (error) {
    if (!(error instanceof ChargeRefused)) throw error
    await wallets.trades.update(trade.id, (current) => transition(tradeNow(current, wallets), { type: 'decline' }))
    throw new AlipayFailure(REFUSALS[error.reason])
  }
}
