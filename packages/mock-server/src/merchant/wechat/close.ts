import type { Order } from '../order'
import { ProviderError, type Closing } from '../provider'
import type { WechatPorts } from './provider'
import { CALL_TIMEOUT_MS } from './timeouts'

const BY_CODE: ReadonlyMap<string | undefined, Closing> = new Map([['ORDERCLOSED', 'closed'], ['ORDERPAID', 'paid'], ['TRADE_STATE_ERROR', 'too-early']])

/** Closes an order that is not paid. */
export async function close(order: Order, { call }: WechatPorts): Promise<Closing> {
  try {
    await call('/pay/closeorder', { out_trade_no: order.trade_no }, CALL_TIMEOUT_MS)
    return 'closed'
  } catch (error) {
    const closing = error instanceof ProviderError ? BY_CODE.get(error.code) : undefined
    if (closing) return closing
    throw error
  }
}
