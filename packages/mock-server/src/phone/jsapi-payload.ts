import { pageUrl } from '../http/page-url'
import { PREPAY_LIFE_MS, type Trade } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import { signTypeOf, verifyV2, type SignType } from '../wire/v2-sign'
import { bridgeText, verifyV3 } from '../wire/v3-sign'
import type { JsapiCall } from './jsapi-call'
import { sdkVerdict, unregistered } from './jsapi-verify'

const SIGNED = ['appId', 'timeStamp', 'nonceStr', 'package', 'signType'] as const
const BAD_SIGNATURE = '支付验证签名失败'
// WeChat's words for a prepay_id that leads to no order of this appid: there is no amount to ask for.
const NO_ORDER = '调用支付JSAPI缺少参数：total_fee'

/** The bridge says no before the payer sees anything: its verdict, such as `fail`, and the sentence that WeChat shows. */
export class BridgeFailure extends Error {
  override readonly name = 'BridgeFailure'
  constructor(description: string, readonly verdict = 'fail') {
    super(description)
  }
}

/** The trade that the payload of a `getBrandWCPayRequest` asks to pay, in whatever state it is. @throws {BridgeFailure} */
export async function tradeFor(call: JsapiCall, wallets: Wallets): Promise<Trade> {
  if (!pageUrl(call.url, wallets.allowedOrigins)) throw new BridgeFailure(unregistered(call.url))
  const verdict = await sdkVerdict(call, wallets)
  if (verdict) throw new BridgeFailure('', verdict)
  const { fields, signType } = await signedPayload(call.payload, wallets)
  const trade = await tradeOf(fields.package, wallets)
  if (!trade || trade.appid !== fields.appId) throw new BridgeFailure(NO_ORDER)
  // An order is paid with a payload that is signed as the order was.
  if ((trade.wire === 'wechat-v3' ? 'RSA' : trade.sign_type) !== signType) throw new BridgeFailure(BAD_SIGNATURE)
  return trade
}

type SignedFields = Readonly<Record<typeof SIGNED[number], string>>

async function signedPayload(payload: JsapiCall['payload'], wallets: Wallets): Promise<{ readonly fields: SignedFields, readonly signType: SignType | 'RSA' }> {
  const fields = fieldsOf(payload)
  const signType = fields.signType === 'RSA' ? 'RSA' : signTypeOf({ sign_type: fields.signType })
  const sign = payload['paySign']
  if (!signType || typeof sign !== 'string' || !(await isSignedBy(signType, fields, sign, wallets))) throw new BridgeFailure(BAD_SIGNATURE)
  return { fields, signType }
}

async function isSignedBy(signType: SignType | 'RSA', fields: SignedFields, sign: string, { credentials }: Wallets): Promise<boolean> {
  if (signType === 'RSA') return verifyV3(bridgeText(fields), sign, (await credentials.wechatKeys()).merchant_public_key)
  return verifyV2({ ...fields, sign }, (await credentials.wechat()).key, signType)
}

function fieldsOf(payload: JsapiCall['payload']): SignedFields {
  const [appId, timeStamp, nonceStr, prepay, signType] = SIGNED.map((name) => textOf(payload[name]))
  if (!appId || !timeStamp || !nonceStr || !prepay || !signType || /\D/.test(timeStamp)) throw new BridgeFailure(BAD_SIGNATURE)
  return { appId, timeStamp, nonceStr, package: prepay, signType }
}

// A timeStamp that is a number fails on iOS, so it fails here.
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

async function tradeOf(text: string, { prepays, trades, clock }: Wallets): Promise<Trade | undefined> {
  const prepayId = /^prepay_id=(wx\w+)$/.exec(text)?.[1]
  const prepay = prepayId === undefined ? undefined : await prepays.get(prepayId)
  if (!prepay || clock.now() >= prepay.created_at + PREPAY_LIFE_MS) return undefined
  const trade = await trades.get(prepay.trade_id)
  return trade?.trade_type === 'JSAPI' ? trade : undefined
}
