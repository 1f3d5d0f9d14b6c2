import { decodeUtf8 } from '../http/body'
import { signTypeOf, verifyV2, type SignType } from '../wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../wire/xml'
import type { Merchant } from './merchant'
import type { Order, OrderPayment } from './order'
import { transition } from './order-state'
import { paymentOf } from './wechat/payment'

/** The answer that stops WeChat Pay's retries, and the one that asks for the next. */
const acknowledged = (): string => buildXml({ return_code: 'SUCCESS', return_msg: 'OK' })
const refused = (reason: string): string => buildXml({ return_code: 'FAIL', return_msg: reason })

/** A notify that must not be believed. */
class NotifyError extends Error {}

/** Takes a notify's raw body, and gives the answer in WeChat Pay's form. Whatever is wrong with it, nothing changes. */
export async function takeWechatNotify(raw: Uint8Array, merchant: Merchant): Promise<string> {
  try {
    const fields = await verify(raw, merchant)
    await apply(fields, merchant)
    return acknowledged()
  } catch (error) {
    if (!(error instanceof NotifyError)) throw error
    merchant.log({ type: 'failure', wing: 'merchant', what: 'a notify was refused', cause: error })
    return refused(error.message)
  }
}

async function verify(raw: Uint8Array, merchant: Merchant): Promise<Fields> {
  const fields = parse(raw)
  const { appid, mch_id, key } = await merchant.wechat.account()
  const signType = notifySignType(fields)
  if (!signType || !verifyV2(fields, key, signType)) throw new NotifyError('签名错误')
  if (fields['appid'] !== appid || fields['mch_id'] !== mch_id) throw new NotifyError('商户信息不符')
  if (fields['return_code'] !== 'SUCCESS' || fields['result_code'] !== 'SUCCESS') throw new NotifyError('不是支付成功通知')
  return fields
}

function parse(raw: Uint8Array): Fields {
  try {
    return parseXml(decodeUtf8(raw) ?? '')
  } catch (cause) {
    throw new NotifyError('XML格式错误', { cause })
  }
}

/** WeChat Pay often leaves `sign_type` out; the length of the signature tells it then. */
function notifySignType(fields: Fields): SignType | undefined {
  return fields['sign_type'] ? signTypeOf(fields) : fields['sign']?.length === 64 ? 'HMAC-SHA256' : 'MD5'
}

async function apply(fields: Fields, { orders, clock }: Merchant): Promise<void> {
  const order = await orders.find({ trade_no: fields['out_trade_no'] ?? '' })
  if (!order) throw new NotifyError('订单不存在')
  const payment = paymentOf(fields, order)
  if (!payment) throw new NotifyError('订单金额不符')
  const updated = await orders.update(order.id, (current) => transition(current, { type: 'pay', payment }, clock.now()))
  if (!isApplied(updated?.after, payment)) throw new NotifyError('订单已由另一笔交易支付')
}

/** Whether the order is paid by this very charge, now or before. */
function isApplied(order: Order | undefined, payment: OrderPayment): boolean {
  return order?.payment?.transaction_id === payment.transaction_id
}
