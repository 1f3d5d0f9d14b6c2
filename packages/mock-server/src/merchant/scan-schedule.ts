import { gatewayOf, isScan } from './gateways'
import type { Order } from './order'
import { refundableFen } from './refund-status'
import { CADENCES, type Cadence, type Phase } from './scan-cadence'

const SECOND = 1000

/** A step of the merchant's own: to ask what became of a charge, or to undo it. */
export interface ScanStep { readonly at: number, readonly action: 'ask' | 'reverse' }

function cadenceOf(order: Order): Cadence {
  const cadence = CADENCES[gatewayOf(order).provider]
  if (!cadence) throw new Error(`a provider has no payment codes: ${order.gateway_type}`)
  return cadence
}

/** How old a charge must be before its provider undoes it, in milliseconds. */
export const reversibleAfterMs = (order: Order): number => cadenceOf(order).reversibleAfterMs

/** Whether the merchant still has something to do about a charge by payment code. */
export function isUnderWay(order: Order): boolean {
  if (!isScan(order)) return false
  if (order.state === 'creating' || order.state === 'pending') return true
  return order.state === 'success' && order.is_reversing && refundableFen(order.amount_fen, order.refunds) > 0
}

/** What to do about an open charge at `now`, whenever it was last done. */
export function stepAt(order: Order, now: number): ScanStep['action'] {
  const ageMs = now - order.created_at
  const cadence = cadenceOf(order)
  return (order.is_reversing && ageMs >= cadence.reversibleAfterMs) || ageMs >= cadence.undoFromMs ? 'reverse' : 'ask'
}

/** The first step after `now`, by the order's age alone, so that a restart changes nothing. Nothing once it can't be undone any more. */
export function nextStep(order: Order, now: number): ScanStep | undefined {
  const { following, undoing, reversibleForMs } = cadenceOf(order)
  const dueMs = nextAge(order.is_reversing ? undoing : following, now - order.created_at)
  if (dueMs > reversibleForMs) return undefined
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
