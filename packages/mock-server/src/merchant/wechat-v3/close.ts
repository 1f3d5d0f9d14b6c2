import type { Order } from '../order'
import { ProviderError, type Closing } from '../provider'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import { orderPath } from './order-body'
import type { WechatV3Ports } from './provider'

const BY_CODE: ReadonlyMap<string | undefined, Closing> = new Map([['ORDERCLOSED', 'closed'], ['ORDERPAID', 'paid'], ['TRADE_ERROR', 'too-early']])

/** Closes an order that is not paid. */
export async function close(order: Order, { client, gateway }: WechatV3Ports): Promise<Closing> {
  const { mch_id: mchid } = await gateway.account()
  try {
    await client.post(`${orderPath(order)}/close`, { mchid }, CALL_TIMEOUT_MS)
    return 'closed'
  } catch (error) {
    const closing = error instanceof ProviderError ? BY_CODE.get(error.code) : undefined
    if (closing) return closing
    throw error
  }
}
