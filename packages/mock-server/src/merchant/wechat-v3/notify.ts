import { jsonObjectOf } from '../../http/body'
import { openResource } from '../../wire/v3-resource'
import { isStamped } from '../../wire/v3-stamp'
import type { Fields } from '../../wire/xml'
import type { Merchant } from '../merchant'
import { answered, NotifyError, type NotifyAnswer, type NotifyRequest } from '../notify'
import { applyPayment, applyRefund } from '../wechat/told'
import type { WechatV3Account } from './account'
import type { Json } from './client'
import { amountIn, fenText, textOf, transactionFields } from './transaction'

const answer = (status: 200 | 400 | 401, fields: object): NotifyAnswer => ({ status, body: JSON.stringify(fields), contentType: 'application/json; charset=utf-8' })

/** A notify that WeChat Pay has not signed, or not for now. */
class UnsignedError extends NotifyError {}

/** Takes a notify of API v3. Its status is the answer; whatever is wrong with it, nothing changes. */
export function takeWechatV3Notify(request: NotifyRequest, merchant: Merchant, v3: () => Promise<WechatV3Account>): Promise<NotifyAnswer> {
  const refused = (error: NotifyError): NotifyAnswer => answer(error instanceof UnsignedError ? 401 : 400, { code: 'FAIL', message: error.message })
  return answered(applyNotify(request, merchant, v3), answer(200, { code: 'SUCCESS', message: '成功' }), refused, merchant)
}

function verified({ raw, headers }: NotifyRequest, { clock }: Merchant, { platform_serial: serial, platform_public_key: publicKey }: WechatV3Account): Json {
  if (!isStamped(headers, raw, { serial, publicKey }, clock.now())) throw new UnsignedError('签名错误')
  return jsonObjectOf(raw) ?? fail('JSON格式错误')
}

/** What a notify is about, and what it says of that. */
interface Told { readonly event: string, readonly content: Json }

function unseal({ event_type, resource }: Json, { api_v3_key }: WechatV3Account): Told {
  const sealed: Json = typeof resource === 'object' && resource !== null ? { ...resource } : {}
  const [ciphertext, nonce, associated_data] = ['ciphertext', 'nonce', 'associated_data'].map((name) => textOf(sealed[name]))
  const text = openResource({ ciphertext: ciphertext ?? '', nonce: nonce ?? '', associated_data: associated_data ?? '' }, api_v3_key)
  if (text === undefined) throw new NotifyError('解密失败')
  return { event: textOf(event_type), content: jsonObjectOf(Buffer.from(text)) ?? fail('JSON格式错误') }
}

async function applyNotify(request: NotifyRequest, merchant: Merchant, v3: () => Promise<WechatV3Account>): Promise<void> {
  const { event, content } = unseal(verified(request, merchant, await v3()), await v3())
  const account = await merchant.wechat.account()
  if (event.startsWith('REFUND.')) return applyRefund(content['mchid'] === account.mch_id ? refundFields(content) : fail('商户信息不符'), merchant)
  const fields = transactionFields(content, account) ?? fail('商户信息不符')
  if (event !== 'TRANSACTION.SUCCESS' || fields['trade_state'] !== 'SUCCESS') throw new NotifyError('不是支付成功通知')
  return applyPayment(fields, 'wechat', merchant)
}

const IN_V2: ReadonlyMap<unknown, string> = new Map<unknown, string>([['SUCCESS', 'SUCCESS'], ['CLOSED', 'REFUNDCLOSE'], ['ABNORMAL', 'CHANGE']])

/** A refund in v2's names, in which both protocols are judged. */
function refundFields(content: Json): Fields {
  const { total, refund } = amountIn(content)
  return {
    out_trade_no: textOf(content['out_trade_no']),
    transaction_id: textOf(content['transaction_id']),
    out_refund_no: textOf(content['out_refund_no']),
    refund_status: IN_V2.get(content['refund_status']) ?? '',
    total_fee: fenText(total),
    refund_fee: fenText(refund),
  }
}

function fail(reason: string): never {
  throw new NotifyError(reason)
}
