import { apply } from './apply'
import { isScan } from './gateways'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order } from './order'
import { orderView } from './order-view'
import { ProviderError } from './provider'

/** WeChat Pay's old rule: no order younger than this is closed. */
const CLOSABLE_AFTER_MS = 5 * 60_000

/**
 * Closes an order at its provider.
 * @throws {MerchantError} 400 it is a charge by payment code; 409 it is paid; 425 the provider says not yet; 502 the provider
 * gave no answer, and nothing changed
 */
export async function closeOrder(order: Order, merchant: Merchant): Promise<Order> {
  if (isScan(order)) throw new MerchantError(400, 'a charge by payment code is not closed but reversed', orderView(order, merchant.clock.now()))
  const closed = order.state === 'pending' ? await closeAtProvider(order, merchant) : order
  if (closed.state === 'success') throw new MerchantError(409, 'the order is paid', orderView(closed, merchant.clock.now()))
  return closed
}

async function closeAtProvider(order: Order, merchant: Merchant): Promise<Order> {
  try {
    const provider = merchant.providerOf(order)
    const closing = await provider.close(order)
    if (closing === 'too-early' || closing === 'at-its-end') throw NOT_YET[closing](order, merchant.clock.now())
    return await apply(order, closing === 'closed' ? { type: 'close' } : await provider.query(order), merchant)
  } catch (error) {
    if (error instanceof ProviderError) throw new MerchantError(502, `the order could not be closed: ${error.message}`, orderView(order, merchant.clock.now()))
    throw error
  }
}

const NOT_YET = {
  'too-early': (order: Order, now: number) => notBefore(order.created_at + CLOSABLE_AFTER_MS, 'the order is too young to be closed', order, now),
  'at-its-end': (order: Order, now: number) => notBefore(order.expires_at, 'the order can\'t be closed before a payer has opened it; it ends by its own time', order, now),
}

function notBefore(at: number, message: string, order: Order, now: number): MerchantError {
  return new MerchantError(425, message, { ...orderView(order, now), next_poll_ms: Math.max(1000, at - now) })
}
