import { charge, ChargeRefused, payableBy } from '../wallets/charge'
import { MERCHANT_NAME } from '../wallets/credentials'
import type { Trade } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import type { BridgeAnswer, JsapiCall, PasswordAsked } from './jsapi-call'
import { BridgeFailure, tradeFor } from './jsapi-payload'
import { PhoneError } from './phone-error'

/** `getBrandWCPayRequest`: checks the payload as WeChat does, asks the payer for the password, and charges once. */
export async function payInPage(call: JsapiCall, wallets: Wallets): Promise<BridgeAnswer | PasswordAsked> {
  try {
    const trade = await tradeFor(call, wallets)
    return call.cancel ? ended('cancel') : await pay(trade, call.password, wallets)
  } catch (error) {
    if (error instanceof ChargeRefused) return ended('fail', sentenceOf(error))
    if (error instanceof BridgeFailure) return ended(error.verdict, error.message)
    throw error
  }
}

function ended(verdict: string, description = ''): BridgeAnswer {
  const err_msg = `get_brand_wcpay_request:${verdict}`
  return description === '' ? { err_msg } : { err_msg, err_desc: description }
}

async function pay({ id }: Trade, password: string, wallets: Wallets): Promise<BridgeAnswer | PasswordAsked> {
  const payer = await wallets.payers.current()
  const trade = await payableBy(payer, id, wallets)
  if (password === '') return asked(trade)
  try {
    await charge(id, { payer, password }, wallets)
    return ended('ok')
  } catch (error) {
    if (error instanceof ChargeRefused && error.reason === 'wrong_password') return { ...asked(trade), message: sentenceOf(error) }
    throw error
  }
}

function asked({ body, total_fee }: Trade): PasswordAsked {
  return { ask: 'password', order: { merchant: MERCHANT_NAME, subject: body, amount_fen: total_fee } }
}

const sentenceOf = ({ reason }: ChargeRefused): string => new PhoneError(reason).message
