import { apply } from './apply'
import type { Merchant } from './merchant'
import type { Order } from './order'
import { ProviderError } from './provider'

/** What came of asking a provider about an order: its word, that it has no such order, or no answer. */
export interface Asking { readonly order: Order, readonly answer: 'told' | 'absent' | 'none' }

/** Asks the provider about an order once, and applies its word. Without an answer the order is as it was. */
export async function ask(order: Order, merchant: Merchant): Promise<Asking> {
  try {
    const finding = await merchant.providerOf(order).query(order)
    return { order: await apply(order, finding, merchant), answer: 'told' }
  } catch (cause) {
    if (!(cause instanceof ProviderError)) throw cause
    merchant.log({ type: 'failure', wing: 'merchant', what: 'an order could not be queried', cause })
    return { order, answer: cause.isAbsent ? 'absent' : 'none' }
  }
}
