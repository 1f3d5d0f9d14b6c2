import type { Asked, Merchant } from './merchant'
import type { Order } from './order'
import { transition } from './order-state'

/** How long after asking the provider about an order it is asked again. */
export const ASK_AGAIN_AFTER_MS = 2_000

/**
 * The order as its provider knows it now, since a notify may never come. However many clients ask, the provider is asked once
 * at a time and not again within 2 s; where it does not answer, the order is as it was.
 */
export function refresh(order: Order, merchant: Merchant): Promise<Order> {
  if (order.state !== 'pending') return Promise.resolve(order)
  const { asked, clock } = merchant
  const last = asked.get(order.id)
  if (last && !last.isOver) return last.order
  if (last && clock.now() - last.at < ASK_AGAIN_AFTER_MS) return Promise.resolve(order)
  const asking: Asked = { at: clock.now(), order: ask(order, merchant), isOver: false }
  asked.set(order.id, asking)
  return finish(asking, merchant)
}

async function finish(asking: Asked, { asked }: Merchant): Promise<Order> {
  const order = await asking.order
  asking.isOver = true
  if (order.state !== 'pending') asked.delete(order.id)
  return order
}

async function ask(order: Order, merchant: Merchant): Promise<Order> {
  try {
    const finding = await merchant.providerOf(order).query(order)
    if (finding.type === 'waiting') return order
    const updated = await merchant.orders.update(order.id, (current) => transition(current, finding, merchant.clock.now()))
    return updated?.after ?? order
  } catch (cause) {
    merchant.log({ type: 'failure', wing: 'merchant', what: 'an order could not be queried', cause })
    return order
  }
}
