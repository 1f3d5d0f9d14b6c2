import type { Order } from '../order'
import { ProviderError, type Closing } from '../provider'
import type { AlipayPorts } from './provider'
import { isOver, isUnopened } from './query'
import { CALL_TIMEOUT_MS } from './timeouts'

/** Closes an order that is not paid. One that no payer has opened can't be closed: it ends by its own time. */
export async function close(order: Order, ports: AlipayPorts): Promise<Closing> {
  try {
    await ports.call('alipay.trade.close', { out_trade_no: order.trade_no }, { timeoutMs: CALL_TIMEOUT_MS })
    return 'closed'
  } catch (error) {
    if (isUnopened(error, order)) return isOver(order, ports) ? 'closed' : 'at-its-end'
    // Paid or closed already: asking tells which.
    if (error instanceof ProviderError && error.code === 'ACQ.TRADE_STATUS_ERROR') return 'paid'
    throw error
  }
}
