import { decodeUtf8 } from '../../http/body'
import { openReqInfo } from '../../wire/req-info'
import { signTypeOf, verifyV2, type SignType } from '../../wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../../wire/xml'
import type { Merchant } from '../merchant'
import { answered, NotifyError, type NotifyAnswer, type NotifyRequest } from '../notify'
import { takeWechatV3Notify } from '../wechat-v3/notify'
import type { WechatAccount, WechatGateway } from './gateway'
import { applyPayment, applyRefund } from './told'

const answer = (fields: Fields): NotifyAnswer => ({ status: 200, body: buildXml(fields), contentType: 'text/xml; charset=utf-8' })

/**
 * Takes a notify, and gives the answer in WeChat Pay's form. Whatever is wrong with it, nothing changes. A merchant of v3 still
 * hears v2 of orders that were made before, as far as it has kept that key.
 */
export function takeWechatNotify(request: NotifyRequest, merchant: Merchant): Promise<NotifyAnswer> {
  const { v3 } = merchant.wechat
  if (v3 && !isXml(request)) return takeWechatV3Notify(request, merchant, v3)
  return answered(applyXml(request, merchant), answer({ return_code: 'SUCCESS', return_msg: 'OK' }), ({ message }) => answer({ return_code: 'FAIL', return_msg: message }), merchant)
}

const isXml = ({ raw }: NotifyRequest): boolean => /^\s*</.test(decodeUtf8(raw) ?? '')

async function applyXml({ raw }: NotifyRequest, merchant: Merchant): Promise<void> {
  const fields = parse(decodeUtf8(raw) ?? '')
  if (fields['req_info']) await applyRefund(await decipher(fields, merchant), merchant)
  else await applyPayment(await verify(fields, merchant), 'wechat', merchant)
}

/** A refund's notify is not signed: that it can be deciphered with the account's key is what makes it WeChat Pay's. */
async function decipher(fields: Fields, { wechat }: Merchant): Promise<Fields> {
  const { appid, mch_id, key } = await accountWithKey(wechat)
  if (fields['return_code'] !== 'SUCCESS' || fields['appid'] !== appid || fields['mch_id'] !== mch_id) throw new NotifyError('商户信息不符')
  const text = openReqInfo(fields['req_info'] ?? '', key)
  if (text === undefined) throw new NotifyError('解密失败')
  return parse(text, 'root')
}

async function verify(fields: Fields, { wechat }: Merchant): Promise<Fields> {
  const { appid, mch_id, key } = await accountWithKey(wechat)
  const signType = notifySignType(fields)
  if (!signType || !verifyV2(fields, key, signType)) throw new NotifyError('签名错误')
  if (fields['appid'] !== appid || fields['mch_id'] !== mch_id) throw new NotifyError('商户信息不符')
  if (fields['return_code'] !== 'SUCCESS' || fields['result_code'] !== 'SUCCESS') throw new NotifyError('不是支付成功通知')
  return fields
}

/** Without a key anybody could sign. */
async function accountWithKey({ account }: WechatGateway): Promise<WechatAccount> {
  const found = await account()
  if (found.key === '') throw new NotifyError('商户未使用APIv2')
  return found
}

function parse(text: string, root?: 'root'): Fields {
  try {
    return parseXml(text, root)
  } catch (cause) {
    throw new NotifyError('XML格式错误', { cause })
  }
}

/** WeChat Pay often leaves `sign_type` out; the length of the signature tells it then. */
function notifySignType(fields: Fields): SignType | undefined {
  return fields['sign_type'] ? signTypeOf(fields) : fields['sign']?.length === 64 ? 'HMAC-SHA256' : 'MD5'
}
