import type { Order } from '../order'
import { ProviderError } from '../provider'
import { refusedAs } from '../refusal'
import type { OrderRefund, RefundProgress } from '../refund-status'
import type { WechatPorts } from './provider'
import { CALL_TIMEOUT_MS, QUERY_TIMEOUT_MS } from './timeouts'

const PROGRESS: ReadonlyMap<string | undefined, RefundProgress> = new Map([['SUCCESS', 'success'], ['PROCESSING', 'processing'], ['REFUNDCLOSE', 'failed'], ['CHANGE', 'failed']])
const absent = refusedAs({ REFUNDNOTEXIST: undefined })

/** WeChat Pay's word for how far a refund is, as ours. One that nobody has heard of says nothing: it goes on. */
export const progressOf = (word: string | undefined): RefundProgress => PROGRESS.get(word) ?? 'processing'

/** Asks WeChat Pay to give money back. Asking again with the same number is the same refund. */
export async function refund(order: Order, { out_refund_no, amount_fen }: OrderRefund, { call, notifyUrl }: WechatPorts): Promise<void> {
  const answer = await call('/secapi/pay/refund', {
    out_trade_no: order.trade_no,
    out_refund_no,
    total_fee: String(order.amount_fen),
    refund_fee: String(amount_fen),
    notify_url: notifyUrl,
  }, CALL_TIMEOUT_MS)
  if (answer['out_refund_no'] !== out_refund_no || answer['refund_fee'] !== String(amount_fen)) throw new ProviderError('WeChat Pay answered for another refund')
}

/** Asks how far a refund is; nothing where WeChat Pay does not know it. */
export async function queryRefund(order: Order, { out_refund_no, amount_fen }: OrderRefund, { call }: WechatPorts): Promise<RefundProgress | undefined> {
  const answer = await call('/pay/refundquery', { out_refund_no }, QUERY_TIMEOUT_MS).catch(absent)
  if (!answer) return undefined
  const isOurs = answer['out_trade_no'] === order.trade_no && answer['out_refund_no_0'] === out_refund_no && answer['refund_fee_0'] === String(amount_fen)
  if (!isOurs) throw new ProviderError('WeChat Pay answered for another refund')
  return progressOf(answer['refund_status_0'])
}
