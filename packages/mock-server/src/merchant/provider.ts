import type { Order, OrderPayment } from './order'

/** What a provider says about an order. */
export type Finding = { readonly type: 'pay', readonly payment: OrderPayment } | { readonly type: 'close' } | { readonly type: 'waiting' }

/** How a close went. `too-early`: the provider does not close orders this young. */
export type Closing = 'closed' | 'paid' | 'too-early'

/** A payment provider, as the merchant uses it. Each call may reject with a `ProviderError`. */
export interface Provider {
  place(order: Order): Promise<{ readonly code_url: string }>
  query(order: Order): Promise<Finding>
  close(order: Order): Promise<Closing>
}

/** A provider refused, or its answer did not come or can't be trusted. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  /** The provider's own code; nothing where it may have done what it was asked. */
  readonly code: string | undefined
  constructor(message: string, options: { readonly code?: string, readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = options.code
  }
}
