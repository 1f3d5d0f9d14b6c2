import { apply } from './apply'
import { ask } from './ask'
import { isScan } from './gateways'
import type { Asked, Merchant } from './merchant'
import type { Order } from './order'
import { followRefunds } from './refund-order'

/** How long after asking the provider about an order it is asked again. */
const ASK_AGAIN_AFTER_MS = 2_000

/**
 * The order as its provider knows it now, since a notify may never come. However many clients ask, the provider is asked once
 * at a time and not again within 2 s; where it does not answer, the order is as it was.
 */
export function refresh(order: Order, merchant: Merchant): Promise<Order> {
  if (isLeftBehind(order, merchant)) return apply(order, { type: 'abandon' }, merchant)
  if (!mayHaveChanged(order)) return Promise.resolve(order)
  const { asked, clock } = merchant
  const last = asked.get(order.id)
  if (last && !last.isOver) return last.order
  if (last && clock.now() - last.at < ASK_AGAIN_AFTER_MS) return Promise.resolve(order)
  forgetOld(merchant)
  const asking: Asked = { at: clock.now(), order: lookUp(order, merchant), isOver: false }
  asked.set(order.id, asking)
  return finish(asking, merchant)
}

/** Whether a process died while it placed the order, whose time is over since: nobody has seen its code. */
const isLeftBehind = (order: Order, { clock }: Merchant): boolean => order.state === 'creating' && !isScan(order) && clock.now() >= order.expires_at

/** Whether the provider may know more. A charge by payment code is followed by the merchant itself, in its own time. */
export function mayHaveChanged(order: Order): boolean {
  return (order.state === 'pending' && !isScan(order)) || order.refunds.some(({ progress }) => progress === 'processing')
}

/** Lets go of what keeps nobody from asking again. The oldest come first: whatever is asked anew goes to the end. */
function forgetOld({ asked, clock }: Merchant): void {
  for (const [id, { at, isOver }] of asked) {
    if (clock.now() - at < ASK_AGAIN_AFTER_MS) return
    if (isOver) asked.delete(id)
  }
}

async function finish(asking: Asked, { asked }: Merchant): Promise<Order> {
  try {
    const order = await asking.order
    if (!mayHaveChanged(order)) asked.delete(order.id)
    return order
  } finally {
    asking.isOver = true
  }
}

async function lookUp(order: Order, merchant: Merchant): Promise<Order> {
  return order.state === 'pending' ? (await ask(order, merchant)).order : followRefunds(order, merchant)
}
