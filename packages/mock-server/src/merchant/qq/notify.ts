import { decodeUtf8 } from '../../http/body'
import { signTypeOf, verifyV2 } from '../../wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../../wire/xml'
import type { Merchant } from '../merchant'
import { answered, NotifyError, type NotifyAnswer, type NotifyRequest } from '../notify'
import { applyPayment } from '../wechat/told'
import type { QqGateway } from './gateway'

const answer = (fields: Fields): NotifyAnswer => ({ status: 200, body: buildXml(fields), contentType: 'text/xml; charset=utf-8' })

/** Takes a notify of the QQ wallet. Whatever is wrong with it, nothing changes. */
export function takeQqNotify(request: NotifyRequest, merchant: Merchant): Promise<NotifyAnswer> {
  return answered(applyNotify(request, merchant), answer({ return_code: 'SUCCESS' }), ({ message }) => answer({ return_code: 'FAIL', return_msg: message }), merchant)
}

async function applyNotify({ raw }: NotifyRequest, merchant: Merchant): Promise<void> {
  const { qq } = merchant.gateways
  if (!qq) throw new NotifyError('商户信息不符')
  await applyPayment(await verify(parse(decodeUtf8(raw) ?? ''), qq), 'qq', merchant)
}

function parse(text: string): Fields {
  try {
    return parseXml(text)
  } catch (cause) {
    throw new NotifyError('XML格式错误', { cause })
  }
}

async function verify(fields: Fields, { account, signType: own = 'MD5' }: QqGateway): Promise<Fields> {
  const { appid, mch_id, key } = await account()
  const signType = fields['sign_type'] ? signTypeOf(fields) : own
  if (!signType || !verifyV2(fields, key, signType)) throw new NotifyError('签名错误')
  if (fields['mch_id'] !== mch_id || (fields['appid'] || appid) !== appid) throw new NotifyError('商户信息不符')
  if (fields['trade_state'] !== 'SUCCESS') throw new NotifyError('不是支付成功通知')
  return fields
}
