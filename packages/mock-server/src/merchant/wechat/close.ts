import type { Order } from '../order'
import type { Closing } from '../provider'
import { refusedAs } from '../refusal'
import type { WechatPorts } from './provider'
import { CALL_TIMEOUT_MS } from './timeouts'

const refused = refusedAs<Closing>({ ORDERCLOSED: 'closed', ORDERPAID: 'paid', TRADE_STATE_ERROR: 'too-early' })

/** Closes an order that is not paid. */
export async function close(order: Order, { call }: WechatPorts): Promise<Closing> {
  return call('/pay/closeorder', { out_trade_no: order.trade_no }, CALL_TIMEOUT_MS).then(() => 'closed', refused)
}
