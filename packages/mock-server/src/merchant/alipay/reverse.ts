import type { Order } from '../order'
import { ProviderError, type Reversing } from '../provider'
import type { AlipayPorts } from './provider'
import { checkOrder } from './query'
import { CALL_TIMEOUT_MS } from './timeouts'

/** Undoes a charge by payment code, by Alipay's cancel: unpaid it can't be paid any more, paid it is given back. */
export async function reverse(order: Order, { call }: AlipayPorts): Promise<Reversing> {
  try {
    const answer = await call('alipay.trade.cancel', { out_trade_no: order.trade_no }, { timeoutMs: CALL_TIMEOUT_MS })
    checkOrder(answer, order)
    return answer['retry_flag'] === 'Y' ? 'again' : 'reversed'
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'ACQ.CANCEL_NOT_ALLOWED') return 'refused'
    throw error
  }
}
