/** Whether money may have moved. Pure. */
import { isScan } from './gateways'
import type { CheckoutState } from './machine'

/**
 * Whether the payer may have paid in a state: a code was handed to them or a charge was sent, and no server answer says unpaid and
 * closed. What a page asks before it lets a payer pay the same thing in another way.
 */
export function mayHavePaid(state: CheckoutState): boolean {
  switch (state.name) {
    case 'idle':
    case 'closed':
    case 'failed':
      return false
    case 'creating':
      return isScan(state.attempt.gatewayType)
    case 'expired':
      return state.by === 'time'
    case 'waiting':
    case 'checking':
    case 'closing':
    case 'unknown':
    case 'paid':
      return true
  }
}
