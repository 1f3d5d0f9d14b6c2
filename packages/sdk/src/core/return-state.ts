/** What a page may say to a payer who comes back from a wallet. Pure: the checkout's machine decides, this is its view for an order that nothing is done to. */
import type { HError } from '../errors'
import type { GatewayType } from './gateways'
import type { CheckoutState, CheckReason } from './machine'
import type { Fen } from './money'
import type { Order, OrderRef } from './order'
import type { Phase, Refund } from './outcome'

/** The order that the payer comes back from, with what is known of it. */
export interface ReturnedOrder extends OrderRef {
  /** What the server charges, where it told; else what the page asked for. */
  readonly amountFen?: Fen | undefined
  /** Empty where this browser did not make the order. */
  readonly description: string
  /** Undefined where this browser did not make the order. */
  readonly gatewayType?: GatewayType | undefined
  readonly expiresAt?: number | undefined
}

interface WithOrder {
  readonly order: ReturnedOrder
}

/** Every state of a return. */
export type ReturnState =
  /** Nothing says which order it is, or the backend knows none by that number. */
  | { readonly name: 'no-order' }
  | ({ readonly name: 'checking'; readonly why: CheckReason } & WithOrder)
  /** Not paid yet, and it can still be. */
  | ({ readonly name: 'waiting'; readonly phase?: Phase | undefined } & WithOrder)
  | ({ readonly name: 'paid'; readonly late: boolean; readonly refund?: Refund | undefined; readonly paidAt?: string | number | undefined } & WithOrder)
  /** `by`: the provider ended it, or only its time is up; then a payment may still come to light. */
  | ({ readonly name: 'expired'; readonly by: 'state' | 'time' } & WithOrder)
  /** It can never be paid. */
  | ({ readonly name: 'failed'; readonly error: HError } & WithOrder)
  /** The backend's word is missing: the payer may have paid. */
  | ({ readonly name: 'unknown' } & WithOrder)

/** What the machine does not know of a return. */
export interface ReturnView {
  /** The way of paying, where this browser made the order. */
  readonly gatewayType: GatewayType | undefined
  /** The backend answers, and knows no such order. */
  readonly isAbsent: boolean
}

/** The order as far as a state knows it. */
const orderIn = (state: CheckoutState): Order | undefined => ('order' in state ? state.order : undefined)

/** A machine's state as the return's. Nothing is created or closed here, so that those states are none of it. */
export function returnState(state: CheckoutState, { gatewayType, isAbsent }: ReturnView): ReturnState {
  const known = orderIn(state)
  if (!known || (state.name === 'unknown' && isAbsent)) return { name: 'no-order' }
  const { tradeNo, transactionNo, amountFen, description, expiresAt } = known
  const order: ReturnedOrder = { tradeNo, transactionNo, amountFen, description, expiresAt, gatewayType }
  switch (state.name) {
    case 'checking':
      return { name: 'checking', why: state.why, order }
    case 'waiting':
      // What is being taken back is not there to be paid, and may have been.
      return state.phase === 'reversing' ? { name: 'unknown', order } : { name: 'waiting', phase: state.phase, order }
    case 'paid':
      return { name: 'paid', late: state.late, refund: state.refund, paidAt: state.paidAt, order }
    case 'expired':
      return { name: 'expired', by: state.by, order }
    case 'failed':
      return { name: 'failed', error: state.error, order }
    case 'unknown':
    case 'idle':
    case 'creating':
    case 'closing':
    case 'closed':
      return { name: 'unknown', order }
  }
}

/**
 * Whether a payer may be sent to pay again. Where the order can still be paid, only in the browser that remembers it: there a checkout
 * of the same intent comes back to it, and makes no second one.
 */
export function canPayAgain(state: ReturnState, isRemembered: boolean): boolean {
  switch (state.name) {
    case 'waiting':
      return isRemembered
    case 'expired':
      return state.by === 'state' || isRemembered
    case 'failed':
      return true
    case 'no-order':
    case 'checking':
    case 'paid':
    case 'unknown':
      return false
  }
}
