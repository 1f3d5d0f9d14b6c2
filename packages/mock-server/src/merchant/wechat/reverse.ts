import type { Order } from '../order'
import { ProviderError, type Reversing } from '../provider'
import type { WechatPorts } from './provider'
import { CALL_TIMEOUT_MS } from './timeouts'

// Too old; or money of it went back in another way, so that the rest can only be refunded.
const TOO_LATE = new Set<string | undefined>(['REVERSE_EXPIRE', 'TRADE_ERROR'])

/** Whether a reverse was refused for good. */
export const isTooLate = (error: unknown): boolean => error instanceof ProviderError && TOO_LATE.has(error.code)

/** Undoes a charge by payment code: unpaid it can't be paid any more, paid it is given back. */
export async function reverse(order: Order, { call }: WechatPorts): Promise<Reversing> {
  try {
    const answer = await call('/secapi/pay/reverse', { out_trade_no: order.trade_no }, CALL_TIMEOUT_MS)
    return answer['recall'] === 'Y' ? 'again' : 'reversed'
  } catch (error) {
    if (isTooLate(error)) return 'refused'
    throw error
  }
}
