import type { Order } from '../order'
import type { Finding } from '../provider'
import { findingOf } from '../tenpay/finding'
import type { WechatPorts } from './provider'
import { QUERY_TIMEOUT_MS } from './timeouts'

/** Asks what became of an order. */
export async function query(order: Order, { call }: WechatPorts): Promise<Finding> {
  return findingOf(await call('/pay/orderquery', { out_trade_no: order.trade_no }, QUERY_TIMEOUT_MS), order, 'WeChat Pay')
}
