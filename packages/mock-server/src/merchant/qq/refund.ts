import type { Order } from '../order'
import { ProviderError } from '../provider'
import { refusedAs } from '../refusal'
import type { OrderRefund, RefundProgress } from '../refund-status'
import { CALL_TIMEOUT_MS, QUERY_TIMEOUT_MS } from '../wechat/timeouts'
import { operatorFields } from './operator'
import type { QqPorts } from './provider'

const PROGRESS: ReadonlyMap<string | undefined, RefundProgress> = new Map([['SUCCESS', 'success'], ['PROCESSING', 'processing'], ['FAIL', 'failed'], ['CHANGE', 'failed']])
const absent = refusedAs({ REFUNDNOTEXIST: undefined })

/** Asks the QQ wallet to give money back. Asking again with the same number is the same refund. */
export async function refund(order: Order, { out_refund_no, amount_fen }: OrderRefund, { call, gateway }: QqPorts): Promise<void> {
  const answer = await call('refund', { out_trade_no: order.trade_no, out_refund_no, refund_fee: String(amount_fen), ...(await operatorFields(gateway)) }, CALL_TIMEOUT_MS)
  if (answer['out_refund_no'] !== out_refund_no || answer['refund_fee'] !== String(amount_fen)) throw new ProviderError('the QQ wallet answered for another refund')
}

/** Asks how far a refund is; nothing where the QQ wallet does not know it. No notify tells of it. */
export async function queryRefund(order: Order, { out_refund_no, amount_fen }: OrderRefund, { call }: QqPorts): Promise<RefundProgress | undefined> {
  const answer = await call('refund_query', { out_refund_no }, QUERY_TIMEOUT_MS).catch(absent)
  if (!answer) return undefined
  const isOurs = answer['out_trade_no'] === order.trade_no && answer['out_refund_no_0'] === out_refund_no && answer['refund_fee_0'] === String(amount_fen)
  if (!isOurs) throw new ProviderError('the QQ wallet answered for another refund')
  return PROGRESS.get(answer['refund_status_0']) ?? 'processing'
}
