import type { Order } from '../order'
import type { Closing } from '../provider'
import { refusedAs } from '../refusal'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import type { QqPorts } from './provider'

const refused = refusedAs<Closing>({ ORDERCLOSED: 'closed', ORDERPAID: 'paid', TRADE_STATE_ERROR: 'too-early' })

/** Closes an order that is not paid. */
export async function close(order: Order, { call }: QqPorts): Promise<Closing> {
  return call('close_order', { out_trade_no: order.trade_no, total_fee: String(order.amount_fen) }, CALL_TIMEOUT_MS).then(() => 'closed', refused)
}
