import { decodeUtf8 } from '../../http/body'
import { openReqInfo } from '../../wire/req-info'
import { signTypeOf, verifyV2, type SignType } from '../../wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../../wire/xml'
import { apply } from '../apply'
import { gatewayOf } from '../gateways'
import type { Merchant } from '../merchant'
import type { NotifyAnswer, NotifyRequest } from '../notify-routes'
import type { Order } from '../order'
import type { OrderRefund } from '../refund-status'
import { paymentOf } from './payment'
import { progressOf } from './refund'

/** The answer that stops WeChat Pay's retries, and the one that asks for the next. */
const acknowledged = (): NotifyAnswer => answer({ return_code: 'SUCCESS', return_msg: 'OK' })
const refused = (reason: string): NotifyAnswer => answer({ return_code: 'FAIL', return_msg: reason })
const answer = (fields: Fields): NotifyAnswer => ({ status: 200, body: buildXml(fields), contentType: 'text/xml; charset=utf-8' })

/** A notify that must not be believed. */
class NotifyError extends Error {}

/** Takes a notify's raw body, and gives the answer in WeChat Pay's form. Whatever is wrong with it, nothing changes. */
export async function takeWechatNotify({ raw }: NotifyRequest, merchant: Merchant): Promise<NotifyAnswer> {
  try {
    const fields = parse(decodeUtf8(raw) ?? '')
    if (fields['req_info']) await applyRefund(await decipher(fields, merchant), merchant)
    else await applyPayment(await verify(fields, merchant), merchant)
    return acknowledged()
  } catch (error) {
    if (!(error instanceof NotifyError)) throw error
    merchant.log({ type: 'failure', wing: 'merchant', what: 'a notify was refused', cause: error })
    return refused(error.message)
  }
}

/** A refund's notify is not signed: that it can be deciphered with the account's key is what makes it WeChat Pay's. */
async function decipher(fields: Fields, { wechat }: Merchant): Promise<Fields> {
  const { appid, mch_id, key } = await wechat.account()
  if (fields['return_code'] !== 'SUCCESS' || fields['appid'] !== appid || fields['mch_id'] !== mch_id) throw new NotifyError('商户信息不符')
  const text = openReqInfo(fields['req_info'] ?? '', key)
  if (text === undefined) throw new NotifyError('解密失败')
  return parse(text, 'root')
}

async function verify(fields: Fields, { wechat }: Merchant): Promise<Fields> {
  const { appid, mch_id, key } = await wechat.account()
  const signType = notifySignType(fields)
  if (!signType || !verifyV2(fields, key, signType)) throw new NotifyError('签名错误')
  if (fields['appid'] !== appid || fields['mch_id'] !== mch_id) throw new NotifyError('商户信息不符')
  if (fields['return_code'] !== 'SUCCESS' || fields['result_code'] !== 'SUCCESS') throw new NotifyError('不是支付成功通知')
  return fields
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

async function applyPayment(fields: Fields, merchant: Merchant): Promise<void> {
  const order = await orderToldOf(fields, merchant)
  const payment = paymentOf(fields, order)
  if (!payment) throw new NotifyError('订单金额不符')
  const after = await apply(order, { type: 'pay', payment }, merchant)
  if (after.payment?.transaction_id !== payment.transaction_id) throw new NotifyError('订单已由另一笔交易支付')
}

async function applyRefund(fields: Fields, merchant: Merchant): Promise<void> {
  const order = await orderToldOf(fields, merchant)
  const refund = order.refunds.find(({ out_refund_no }) => out_refund_no === fields['out_refund_no'])
  if (!refund) throw new NotifyError('退款单不存在')
  if (!isOf(fields, order, refund)) throw new NotifyError('退款信息不符')
  await apply(order, { type: 'refund', refund: { ...refund, progress: progressOf(fields['refund_status']) } }, merchant)
}

function isOf(fields: Fields, { amount_fen, payment }: Order, refund: OrderRefund): boolean {
  return fields['total_fee'] === String(amount_fen) && fields['refund_fee'] === String(refund.amount_fen) && fields['transaction_id'] === payment?.transaction_id
}

async function orderToldOf(fields: Fields, { orders }: Merchant): Promise<Order> {
  const order = await orders.find({ trade_no: fields['out_trade_no'] ?? '' })
  if (!order || gatewayOf(order).provider !== 'wechat') throw new NotifyError('订单不存在')
  return order
}
