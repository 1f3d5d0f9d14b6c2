import type { Order } from '../order'
import type { Reversing } from '../provider'
import { isTooLate } from '../wechat/reverse'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import { operatorFields } from './operator'
import type { QqPorts } from './provider'

/** Undoes a charge by payment code: unpaid it can't be paid any more, paid it is given back. */
export async function reverse(order: Order, { call, gateway }: QqPorts): Promise<Reversing> {
  try {
    const answer = await call('reverse', { out_trade_no: order.trade_no, ...(await operatorFields(gateway)) }, CALL_TIMEOUT_MS)
    return answer['recall'] === 'Y' ? 'again' : 'reversed'
  } catch (error) {
    if (isTooLate(error)) return 'refused'
    throw error
  }
}
