import { charge, ChargeRefused, payableBy } from '../wallets/charge'
import { MERCHANT_NAME } from '../wallets/credentials'
import type { Trade } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import type { JsapiCall, PasswordAsked } from './jsapi-call'
import { PhoneError } from './phone-error'

/** A call that is over, in the words of Alipay's bridge: 9000 paid, 6001 given up, 4000 refused. */
export interface TradePayAnswer { readonly resultCode: '9000' | '6001' | '4000', readonly memo?: string }

/** `AlipayJSBridge.call('tradePay', { tradeNO }, callback)`: asks the payer for the password, and charges once. */
export async function tradePay({ payload, password, cancel }: JsapiCall, wallets: Wallets): Promise<TradePayAnswer | PasswordAsked> {
  const trade = await tradeNamed(payload['tradeNO'], wallets)
  if (!trade) return { resultCode: '4000', memo: new PhoneError('unknown').message }
  if (cancel) return { resultCode: '6001' }
  try {
    return await pay(trade, password, wallets)
  } catch (error) {
    if (error instanceof ChargeRefused) return { resultCode: '4000', memo: new PhoneError(error.reason).message }
    throw error
  }
}

async function pay({ id }: Trade, password: string, wallets: Wallets): Promise<TradePayAnswer | PasswordAsked> {
  const payer = await wallets.payers.current()
  const trade = await payableBy(payer, id, wallets)
  if (password === '') return asked(trade)
  try {
    await charge(id, { payer, password }, wallets)
    return { resultCode: '9000' }
  } catch (error) {
    if (error instanceof ChargeRefused && error.reason === 'wrong_password') return { ...asked(trade), message: new PhoneError(error.reason).message }
    throw error
  }
}

function asked({ body, total_fee }: Trade): PasswordAsked {
  return { ask: 'password', order: { merchant: MERCHANT_NAME, subject: body, amount_fen: total_fee } }
}

async function tradeNamed(tradeNo: unknown, { trades }: Wallets): Promise<Trade | undefined> {
  const placed = typeof tradeNo === 'string' && tradeNo !== '' ? await trades.list({ provider: 'alipay', trade_type: 'CREATE' }) : []
  return placed.find(({ extras }) => extras['trade_no'] === tradeNo)
}
