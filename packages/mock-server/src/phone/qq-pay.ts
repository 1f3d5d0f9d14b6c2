import { pageUrl } from '../http/page-url'
import { charge, ChargeRefused, payableBy } from '../wallets/charge'
import { MERCHANT_NAME } from '../wallets/credentials'
import { PREPAY_LIFE_MS, type Trade } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import { formatBeijing } from '../wire/beijing-time'
import type { JsapiCall, PasswordAsked } from './jsapi-call'
import { PhoneError } from './phone-error'

/** What `mqq.tenpay.pay` hands to the page's callback; 0 is a hint that it was paid. */
export interface QqPayAnswer {
  readonly resultCode: number
  readonly retmsg: string
  readonly data?: Readonly<Record<string, string>>
}

const CANCELLED: QqPayAnswer = { resultCode: -1, retmsg: '用户主动放弃支付' }
const failed = (retmsg: string): QqPayAnswer => ({ resultCode: -2, retmsg })

/** `mqq.tenpay.pay({ tokenId, appInfo })`: checks the order as the QQ app does, asks the payer for the password, and charges once. */
export async function qqPay(call: JsapiCall, wallets: Wallets): Promise<QqPayAnswer | PasswordAsked> {
  if (!pageUrl(call.url, wallets.allowedOrigins)) return failed('当前页面无权调用支付')
  const trade = await tradeFor(call.payload, wallets)
  if (!trade) return failed('订单已失效，请返回商户重新下单')
  if (call.cancel) return CANCELLED
  try {
    return await pay(trade, call.password, wallets)
  } catch (error) {
    if (error instanceof ChargeRefused) return failed(sentenceOf(error))
    throw error
  }
}

async function tradeFor({ tokenId, appInfo }: JsapiCall['payload'], { prepays, trades, credentials, clock }: Wallets): Promise<Trade | undefined> {
  const { appid, mch_id } = await credentials.qq()
  if (typeof tokenId !== 'string' || appInfo !== `appid#${appid}|bargainor_id#${mch_id}|channel#wallet`) return undefined
  const prepay = await prepays.get(tokenId)
  const trade = prepay && clock.now() < prepay.created_at + PREPAY_LIFE_MS ? await trades.get(prepay.trade_id) : undefined
  return trade?.provider === 'qq' && trade.trade_type === 'JSAPI' ? trade : undefined
}

async function pay({ id }: Trade, password: string, wallets: Wallets): Promise<QqPayAnswer | PasswordAsked> {
  const payer = await wallets.payers.current()
  const trade = await payableBy(payer, id, wallets)
  if (password === '') return asked(trade)
  try {
    return paid(await charge(id, { payer, password }, wallets))
  } catch (error) {
    if (error instanceof ChargeRefused && error.reason === 'wrong_password') return { ...asked(trade), message: sentenceOf(error) }
    throw error
  }
}

function paid({ payment, total_fee, attach }: Trade): QqPayAnswer {
  if (!payment) throw new Error('a charge left no payment')
  return { resultCode: 0, retmsg: 'ok', data: { transaction_id: payment.transaction_id, pay_time: formatBeijing(payment.paid_at), total_fee: String(total_fee), callback_url: '', sp_data: '', attach } }
}

const asked = ({ body, total_fee }: Trade): PasswordAsked => ({ ask: 'password', order: { merchant: MERCHANT_NAME, subject: body, amount_fen: total_fee } })

const sentenceOf = ({ reason }: ChargeRefused): string => new PhoneError(reason).message
