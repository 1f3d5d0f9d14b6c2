import type { Order } from '../order'
import { ProviderError } from '../provider'
import { refusedAs } from '../refusal'
import type { OrderRefund, RefundProgress } from '../refund-status'
import { CALL_TIMEOUT_MS, QUERY_TIMEOUT_MS } from '../wechat/timeouts'
import type { Json } from './client'
import type { WechatV3Ports } from './provider'
import { amountIn } from './transaction'

const REFUNDS = '/v3/refund/domestic/refunds'
const PROGRESS: ReadonlyMap<unknown, RefundProgress> = new Map<unknown, RefundProgress>([['SUCCESS', 'success'], ['PROCESSING', 'processing'], ['CLOSED', 'failed'], ['ABNORMAL', 'failed']])
const absent = refusedAs({ RESOURCE_NOT_EXISTS: undefined })

/** Asks WeChat Pay to give money back. Asking again with the same number is the same refund. */
export async function refund(order: Order, one: OrderRefund, { client, notifyUrl }: WechatV3Ports): Promise<void> {
  checkRefund(await client.post(REFUNDS, {
    out_trade_no: order.trade_no,
    out_refund_no: one.out_refund_no,
    notify_url: notifyUrl,
    amount: { refund: one.amount_fen, total: order.amount_fen, currency: 'CNY' },
  }, CALL_TIMEOUT_MS), order, one)
}

/** Asks how far a refund is; nothing where WeChat Pay does not know it. */
export async function queryRefund(order: Order, one: OrderRefund, { client }: WechatV3Ports): Promise<RefundProgress | undefined> {
  const answer = await client.get(`${REFUNDS}/${encodeURIComponent(one.out_refund_no)}`, QUERY_TIMEOUT_MS).catch(absent)
  if (!answer) return undefined
  checkRefund(answer, order, one)
  // A word that nobody has heard of says nothing: it goes on.
  return PROGRESS.get(answer['status']) ?? 'processing'
}

function checkRefund(answer: Json, { trade_no }: Order, { out_refund_no, amount_fen }: OrderRefund): void {
  const isOurs = answer['out_trade_no'] === trade_no && answer['out_refund_no'] === out_refund_no && amountIn(answer)['refund'] === amount_fen
  if (!isOurs) throw new ProviderError('WeChat Pay answered for another refund')
}
