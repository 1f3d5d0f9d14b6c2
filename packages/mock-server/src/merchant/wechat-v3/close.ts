import type { Order } from '../order'
import type { Closing } from '../provider'
import { refusedAs } from '../refusal'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import { orderPath } from './order-body'
import type { WechatV3Ports } from './provider'

const refused = refusedAs<Closing>({ ORDERCLOSED: 'closed', ORDERPAID: 'paid', TRADE_ERROR: 'too-early' })

/** Closes an order that is not paid. */
export async function close(order: Order, { client, gateway }: WechatV3Ports): Promise<Closing> {
  const { mch_id: mchid } = await gateway.account()
  return client.post(`${orderPath(order)}/close`, { mchid }, CALL_TIMEOUT_MS).then(() => 'closed', refused)
}
