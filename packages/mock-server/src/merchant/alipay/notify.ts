import { decodeUtf8 } from '../../http/body'
import { decodeParams, encodingOf, readAlipayForm, type RawParams } from '../../wire/alipay-form'
import { alipaySignTypeOf, notifyText, verifyAlipay } from '../../wire/alipay-sign'
import { fenFromYuan } from '../../wire/yuan'
import { apply } from '../apply'
import { gatewayOf } from '../gateways'
import type { Merchant } from '../merchant'
import { answered, NotifyError, type NotifyAnswer, type NotifyRequest } from '../notify'
import type { Order } from '../order'
import { ProviderError } from '../provider'
import type { OrderRefund } from '../refund-status'
import { paymentOf } from './payment'

const answer = (body: 'success' | 'failure'): NotifyAnswer => ({ status: 200, body, contentType: 'text/plain; charset=utf-8' })

/** Takes a notify's raw body. `success` stops Alipay's retries; whatever is wrong with the notify, nothing changes. */
export function takeAlipayNotify(request: NotifyRequest, merchant: Merchant): Promise<NotifyAnswer> {
  return answered(applyNotify(request, merchant), answer('success'), () => answer('failure'), merchant)
}

async function verified(raw: Uint8Array, { gateways }: Merchant): Promise<RawParams> {
  if (!gateways.alipay) throw new NotifyError('there is no account at Alipay')
  const { app_id, seller_id, alipay_public_key } = await gateways.alipay.account()
  const bytes = parsed(() => readAlipayForm(decodeUtf8(raw) ?? ''))
  const encoding = encodingOf(bytes)
  const signType = alipaySignTypeOf(bytes['sign_type'])
  // The signature is over the bytes, whatever they mean.
  if (!signType || !verifyAlipay(notifyText(bytes), bytes['sign'], alipay_public_key, { signType, encoding: 'latin1' })) throw new NotifyError('the signature is wrong')
  if (encoding === undefined) throw new NotifyError('the charset is not known')
  const fields = parsed(() => decodeParams(bytes, encoding))
  if (fields['app_id'] !== app_id || fields['seller_id'] !== seller_id) throw new NotifyError('it is for another account')
  return fields
}

function parsed(read: () => RawParams): RawParams {
  try {
    return read()
  } catch (cause) {
    throw new NotifyError('it can\'t be read', { cause })
  }
}

async function applyNotify({ raw }: NotifyRequest, merchant: Merchant): Promise<void> {
  const fields = await verified(raw, merchant)
  const order = await orderToldOf(fields, merchant)
  if (fenFromYuan(fields['total_amount']) !== order.amount_fen) throw new NotifyError('it is of another amount')
  if (fields['gmt_refund'] || fields['refund_fee']) return applyRefund(fields, order, merchant)
  if (fields['trade_status'] === 'TRADE_SUCCESS' || fields['trade_status'] === 'TRADE_FINISHED') return applyPayment(fields, order, merchant)
  // That it waits or is closed is not worth believing: whoever wants to know asks.
}

async function applyPayment(fields: RawParams, order: Order, merchant: Merchant): Promise<void> {
  const payment = paymentOf(fields, order, 'gmt_payment')
  if (!payment) throw new NotifyError('it tells of no payment')
  if (isUndone(order)) return askAnew(order, merchant)
  const after = await apply(order, { type: 'pay', payment }, merchant)
  if (after.payment?.transaction_id !== payment.transaction_id) throw new NotifyError('another trade has paid the order')
}

const isUndone = ({ state, trade_state }: Order): boolean => state === 'closed' && trade_state === 'REVOKED'

/** A payment that nobody knew of when its charge was taken back went back with it; its notify may be older than that. Only an answer of now tells. */
async function askAnew(order: Order, merchant: Merchant): Promise<void> {
  const finding = await merchant.providerOf(order).query(order).catch((cause: unknown) => { throw cause instanceof ProviderError ? notKnown(cause) : cause })
  if (finding.type === 'report') throw notKnown()
  await apply(order, finding, merchant)
}

const notKnown = (cause?: ProviderError): NotifyError => new NotifyError('whether its money went back is not known yet', { cause })

async function applyRefund(fields: RawParams, order: Order, merchant: Merchant): Promise<void> {
  const refund = order.refunds.find(({ out_refund_no }) => out_refund_no === fields['out_biz_no'])
  if (!refund) throw new NotifyError('there is no such refund')
  if (fields['trade_no'] !== order.payment?.transaction_id || fenFromYuan(fields['refund_fee']) !== returnedWith(refund, order)) throw new NotifyError('it tells of another refund')
  await apply(order, { type: 'refund', refund: { ...refund, progress: 'success' } }, merchant)
}

/** What has gone back with a refund and those before it, in fen: Alipay tells the sum. */
function returnedWith(refund: OrderRefund, { refunds }: Order): number {
  const told = refunds.slice(0, refunds.indexOf(refund) + 1).filter(({ progress }) => progress !== 'failed')
  return told.reduce((sum, { amount_fen }) => sum + amount_fen, 0)
}

async function orderToldOf(fields: RawParams, { orders }: Merchant): Promise<Order> {
  const order = await orders.find({ trade_no: fields['out_trade_no'] ?? '' })
  if (!order || gatewayOf(order).provider !== 'alipay') throw new NotifyError('there is no such order')
  return order
}
