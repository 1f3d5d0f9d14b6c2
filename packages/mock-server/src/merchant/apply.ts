import type { Merchant } from './merchant'
import type { Order } from './order'
import { transition, type OrderEvent } from './order-state'

/** The only way in which an order changes: by one event, atomically. Whoever listens for nudges hears of it. Gives the order as it is then. */
export async function apply(order: Order, event: OrderEvent, { orders, clock, nudges }: Pick<Merchant, 'orders' | 'clock' | 'nudges'>): Promise<Order> {
  let isChanged = false
  const updated = await orders.update(order.id, (current) => {
    const next = transition(current, event, clock.now())
    isChanged = next !== current
    return next
  })
  const after = updated?.after ?? order
  if (isChanged) nudges.tell(after)
  return after
}
