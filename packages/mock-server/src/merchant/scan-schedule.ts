import { gatewayOf, isScan } from './gateways'
import type { Order } from './order'
import { isReversing } from './order-state'
import { CADENCES, type Cadence, type Phase } from './scan-cadence'

const SECOND = 1000

/** A step of the merchant's own: to ask what became of a charge, to undo it, or to let it stand because it is too late for that. */
export interface ScanStep { readonly at: number, readonly action: 'ask' | 'reverse' | 'stand' }

function cadenceOf(order: Order): Cadence {
  const cadence = CADENCES[gatewayOf(order).provider]
  if (!cadence) throw new Error(`a provider has no payment codes: ${order.gateway_type}`)
  return cadence
}

/** How old a charge must be before its provider undoes it, in milliseconds. */
export const reversibleAfterMs = (order: Order): number => cadenceOf(order).reversibleAfterMs

/** Whether the merchant still has something to do about a charge by payment code. */
export function isUnderWay(order: Order): boolean {
  return isScan(order) && (order.state === 'creating' || order.state === 'pending' || isReversing(order))
}

/** What to do about an open charge at `now`, whenever it was last done. */
export function stepAt(order: Order, now: number): ScanStep['action'] {
  const ageMs = now - order.created_at
  const cadence = cadenceOf(order)
  if (order.is_reversing && ageMs > cadence.reversibleForMs) return 'stand'
  return (order.is_reversing && ageMs >= cadence.reversibleAfterMs) || ageMs >= cadence.undoFromMs ? 'reverse' : 'ask'
}

/** The first step after `now`, by the order's age alone, so that a restart changes nothing. Nothing once it can't be undone any more, and nobody says that it is. */
export function nextStep(order: Order, now: number): ScanStep | undefined {
  const { following, undoing, reversibleForMs } = cadenceOf(order)
  const dueMs = nextAge(order.is_reversing ? undoing : following, now - order.created_at)
  if (dueMs > reversibleForMs && !order.is_reversing) return undefined
  const at = order.created_at + dueMs
  return { at, action: stepAt(order, at) }
}

/** The first age after `ageMs` at which a phase has a step; a phase ends where the next begins. */
function nextAge(phases: readonly Phase[], ageMs: number): number {
  const current = phases.findLast(({ fromMs }) => fromMs <= ageMs)
  const nextFromMs = phases.find(({ fromMs }) => fromMs > ageMs)?.fromMs ?? Infinity
  if (!current) return nextFromMs
  const { fromMs, everyMs } = current
  return Math.min(nextFromMs, fromMs + (Math.floor((ageMs - fromMs) / everyMs) + 1) * everyMs)
}

/** When asking for an open charge is worth it again, in milliseconds: just after the merchant's own next step. */
export function scanPollMs(order: Order, now: number): number | undefined {
  const next = isUnderWay(order) ? nextStep(order, now) : undefined
  return next && Math.max(SECOND, next.at - now + SECOND / 2)
}
