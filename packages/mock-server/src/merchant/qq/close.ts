import type { Order } from '../order'
import { ProviderError, type Closing } from '../provider'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import type { QqPorts } from './provider'

const BY_CODE: ReadonlyMap<string | undefined, Closing> = new Map([['ORDERCLOSED', 'closed'], ['ORDERPAID', 'paid'], ['TRADE_STATE_ERROR', 'too-early']])

/** Closes an order that is not paid. */
export async function close(order: Order, { call }: QqPorts): Promise<Closing> {
  try {
    await call('close_order', { out_trade_no: order.trade_no, total_fee: String(order.amount_fen) }, CALL_TIMEOUT_MS)
    return 'closed'
  } catch (error) {
    const closing = error instanceof ProviderError ? BY_CODE.get(error.code) : undefined
    if (closing) return closing
    throw error
  }
}
