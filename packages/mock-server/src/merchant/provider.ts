import type { Order, Shown } from './order'
import type { OrderEvent } from './order-state'
import type { OrderRefund, RefundProgress } from './refund-status'

/** What a provider says about an order. */
export type Finding = Extract<OrderEvent, { type: 'pay' | 'close' | 'reverse' | 'fail' | 'report' }>

/**
 * How a close went. `too-early`: the provider does not close orders this young; `at-its-end`: it does not know the order yet, which
 * a payer may still open and ends by its own time.
 */
export type Closing = 'closed' | 'paid' | 'too-early' | 'at-its-end'

/** How a reverse went. `again`: it must be asked for again; `refused`: it will not be done, and the rest can only be refunded. */
export type Reversing = 'reversed' | 'again' | 'refused'

/** Takes an order that the payer then pays. */
export interface Places { place(order: Order): Promise<Shown> }

/** Charges the payer of a payment code. Whatever leaves it open whether the payer was charged is a report without a `trade_state`. */
export interface Charges {
  /** The payment codes that it takes, and the sentence that says so. */
  readonly authCode: { readonly form: RegExp, readonly says: string }
  charge(order: Order, authCode: string): Promise<Finding>
}

/** Tells what became of an order. */
export interface Queries { query(order: Order): Promise<Finding> }

/** Ends an order that the payer has not paid. */
export interface Closes { close(order: Order): Promise<Closing> }

/** Undoes a charge by payment code, paid or not. */
export interface Reverses { reverse(order: Order): Promise<Reversing> }

/** Gives money back, and tells how far that is; nothing where it does not know the refund. */
export interface Refunds {
  refund(order: Order, refund: OrderRefund): Promise<void>
  queryRefund(order: Order, refund: OrderRefund): Promise<RefundProgress | undefined>
}

/** A payment provider, as the merchant uses it. Each call may reject with a `ProviderError`. */
export interface Provider extends Places, Charges, Queries, Closes, Reverses, Refunds {}

/** A provider refused, or its answer did not come or can't be trusted. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  /** The provider's own code; nothing where it may have done what it was asked. */
  readonly code: string | undefined
  /** The provider's own sentence. */
  readonly description: string | undefined
  /** Whether the provider said that it knows no such order. */
  readonly isAbsent: boolean
  constructor(message: string, options: { readonly code?: string, readonly isAbsent?: boolean, readonly description?: string | undefined, readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = options.code
    this.description = options.description
    this.isAbsent = options.isAbsent ?? false
  }
}
