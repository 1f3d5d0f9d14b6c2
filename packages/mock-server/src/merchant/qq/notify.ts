import { decodeUtf8 } from '../../http/body'
import { signTypeOf, verifyV2 } from '../../wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../../wire/xml'
import { apply } from '../apply'
import { gatewayOf } from '../gateways'
import type { Merchant } from '../merchant'
import type { NotifyAnswer, NotifyRequest } from '../notify-routes'
import { paymentOf } from '../wechat/payment'
import type { QqGateway } from './gateway'

const answer = (fields: Fields): NotifyAnswer => ({ status: 200, body: buildXml(fields), contentType: 'text/xml; charset=utf-8' })

/** A notify that must not be believed. */
class NotifyError extends Error {}

/** Takes a notify of the QQ wallet. Whatever is wrong with it, nothing changes. */
export async function takeQqNotify({ raw }: NotifyRequest, merchant: Merchant): Promise<NotifyAnswer> {
  try {
    const { qq } = merchant.gateways
    if (!qq) throw new NotifyError('商户信息不符')
    await applyPayment(await verify(parse(decodeUtf8(raw) ?? ''), qq), merchant)
    return answer({ return_code: 'SUCCESS' })
  } catch (error) {
    if (!(error instanceof NotifyError)) throw error
    merchant.log({ type: 'failure', wing: 'merchant', what: 'a notify was refused', cause: error })
    return answer({ return_code: 'FAIL', return_msg: error.message })
  }
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

async function applyPayment(fields: Fields, merchant: Merchant): Promise<void> {
  const order = await merchant.orders.find({ trade_no: fields['out_trade_no'] ?? '' })
  if (!order || gatewayOf(order).provider !== 'qq') throw new NotifyError('订单不存在')
  const payment = paymentOf(fields, order)
  if (!payment) throw new NotifyError('订单金额不符')
  const after = await apply(order, { type: 'pay', payment }, merchant)
  if (after.payment?.transaction_id !== payment.transaction_id) throw new NotifyError('订单已由另一笔交易支付')
}
