import type { Order } from '../order'
import { ProviderError, type Reversing } from '../provider'
import { isTooLate } from '../wechat/reverse'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import { orderPath } from './order-body'
import type { WechatV3Ports } from './provider'

/** Undoes a charge by payment code: unpaid it can't be paid any more, paid it is given back. */
export async function reverse(order: Order, { client, gateway }: WechatV3Ports): Promise<Reversing> {
  const { appid, mch_id: mchid } = await gateway.account()
  try {
    const answer = await client.post(`${orderPath(order)}/reverse`, { appid, mchid }, CALL_TIMEOUT_MS)
    if (answer['out_trade_no'] !== order.trade_no) throw new ProviderError('WeChat Pay answered for another order')
    return 'reversed'
  } catch (error) {
    if (isTooLate(error)) return 'refused'
    throw error
  }
}
