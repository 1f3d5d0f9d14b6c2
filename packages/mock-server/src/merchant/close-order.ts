import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order } from './order'
import { transition, type OrderEvent } from './order-state'
import { orderView } from './order-view'
import { ProviderError } from './provider'

/** WeChat Pay's old rule: no order younger than this is closed. */
const CLOSABLE_AFTER_MS = 5 * 60_000

/**
 * Closes an order at its provider.
 * @throws {MerchantError} 409 it is paid; 425 the provider says too early; 502 the provider gave no answer, and nothing changed
 */
export async function closeOrder(order: Order, merchant: Merchant): Promise<Order> {
  const closed = order.state === 'pending' ? await closeAtProvider(order, merchant) : order
  if (closed.state === 'success') throw new MerchantError(409, 'the order is paid', orderView(closed, merchant.clock.now()))
  return closed
}

async function closeAtProvider(order: Order, merchant: Merchant): Promise<Order> {
  try {
    const provider = merchant.providerOf(order)
    const closing = await provider.close(order)
    if (closing === 'too-early') throw tooEarly(order, merchant.clock.now())
    if (closing === 'closed') return await apply(order, { type: 'close' }, merchant)
    const finding = await provider.query(order)
    return finding.type === 'waiting' ? order : await apply(order, finding, merchant)
  } catch (error) {
    if (error instanceof ProviderError) throw new MerchantError(502, `the order could not be closed: ${error.message}`, orderView(order, merchant.clock.now()))
    throw error
  }
}

async function apply(order: Order, event: OrderEvent, { orders, clock }: Merchant): Promise<Order> {
  const updated = await orders.update(order.id, (current) => transition(current, event, clock.now()))
  return updated?.after ?? order
}

function tooEarly(order: Order, now: number): MerchantError {
  const next_poll_ms = Math.max(1000, order.created_at + CLOSABLE_AFTER_MS - now)
  return new MerchantError(425, 'the order is too young to be closed', { ...orderView(order, now), next_poll_ms })
}
