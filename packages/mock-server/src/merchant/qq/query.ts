import type { Order } from '../order'
import type { Finding } from '../provider'
import { findingOf } from '../tenpay/finding'
import { QUERY_TIMEOUT_MS } from '../wechat/timeouts'
import type { QqPorts } from './provider'

/** Asks what became of an order. */
export async function query(order: Order, { call }: QqPorts): Promise<Finding> {
  return findingOf(await call('order_query', { out_trade_no: order.trade_no }, QUERY_TIMEOUT_MS), order, 'the QQ wallet')
}
