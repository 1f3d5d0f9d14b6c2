import { fenFromYuan, yuanFromFen } from '../../wire/yuan'
import type { Order } from '../order'
import { ProviderError } from '../provider'
import type { OrderRefund, RefundProgress } from '../refund-status'
import type { AlipayPorts } from './provider'
import { checkOrder } from './query'
import { CALL_TIMEOUT_MS, QUERY_TIMEOUT_MS } from './timeouts'

/** Asks Alipay to give money back. Asking again with the same number is the same refund. */
export async function refund(order: Order, { out_refund_no, amount_fen }: OrderRefund, { call }: AlipayPorts): Promise<void> {
  const biz = { out_trade_no: order.trade_no, out_request_no: out_refund_no, refund_amount: yuanFromFen(amount_fen) }
  checkOrder(await call('alipay.trade.refund', biz, { timeoutMs: CALL_TIMEOUT_MS }), order)
}

/** Asks how far a refund is; nothing where Alipay does not know it, which it tells by telling nothing. */
export async function queryRefund(order: Order, { out_refund_no, amount_fen }: OrderRefund, { call }: AlipayPorts): Promise<RefundProgress | undefined> {
  const answer = await call('alipay.trade.fastpay.refund.query', { out_trade_no: order.trade_no, out_request_no: out_refund_no }, { timeoutMs: QUERY_TIMEOUT_MS })
  if (answer['refund_amount'] === undefined) return undefined
  const isOurs = answer['out_trade_no'] === order.trade_no && answer['out_request_no'] === out_refund_no && fenFromYuan(answer['refund_amount']) === amount_fen
  if (!isOurs) throw new ProviderError('Alipay answered for another refund')
  // A status that nobody has heard of says nothing: it goes on.
  return answer['refund_status'] === 'REFUND_SUCCESS' ? 'success' : 'processing'
}
