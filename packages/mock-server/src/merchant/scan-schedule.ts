import { isScan } from './gateways'
import type { Order } from './order'
import { refundableFen } from './refund-status'

const SECOND = 1000
const FIRST_ASK_MS = 5 * SECOND
const EVERY_MS = 10 * SECOND
const LAST_ASK_MS = 45 * SECOND
const WISHED_EVERY_MS = 2 * SECOND
const OFTEN_UNTIL_MS = 305 * SECOND
const SELDOM_EVERY_MS = 60 * SECOND
/** WeChat Pay undoes nothing that is older than seven days. */
const REVERSIBLE_FOR_MS = 7 * 24 * 3_600_000

/** WeChat Pay undoes no charge that is younger than this. */
export const REVERSIBLE_AFTER_MS = 15 * SECOND

/** A step of the merchant's own: to ask what became of a charge, or to undo it. */
export interface ScanStep { readonly at: number, readonly action: 'ask' | 'reverse' }

/** Whether the merchant still has something to do about a charge by payment code. */
export function isUnderWay(order: Order): boolean {
  if (!isScan(order)) return false
  if (order.state === 'creating' || order.state === 'pending') return true
  return order.state === 'success' && order.is_reversing && refundableFen(order.amount_fen, order.refunds) > 0
}

/** What to do about an open charge at `now`, whenever it was last done. */
export function stepAt({ created_at, is_reversing }: Order, now: number): ScanStep['action'] {
  const ageMs = now - created_at
  return (is_reversing && ageMs >= REVERSIBLE_AFTER_MS) || ageMs >= LAST_ASK_MS ? 'reverse' : 'ask'
}

/**
 * The first step after `now`, by the order's age alone, so that a restart changes nothing: after 5 s, then every 10 s to 45 s
 * asking, from then on undoing, first every 10 s and after five minutes every minute; every 2 s where the cashier waits for it.
 * Nothing after seven days.
 */
export function nextStep(order: Order, now: number): ScanStep | undefined {
  const dueMs = nextAge(order, now - order.created_at)
  if (dueMs > REVERSIBLE_FOR_MS) return undefined
  const at = order.created_at + dueMs
  return { at, action: stepAt(order, at) }
}

function nextAge({ is_reversing }: Order, ageMs: number): number {
  if (ageMs >= OFTEN_UNTIL_MS) return after(ageMs, OFTEN_UNTIL_MS, SELDOM_EVERY_MS)
  return is_reversing ? after(ageMs, REVERSIBLE_AFTER_MS, WISHED_EVERY_MS) : after(ageMs, FIRST_ASK_MS, EVERY_MS)
}

/** The first of `first`, `first + every`, … that is more than `ageMs`. */
function after(ageMs: number, first: number, every: number): number {
  return ageMs < first ? first : first + (Math.floor((ageMs - first) / every) + 1) * every
}

/** When asking for an open charge is worth it again, in milliseconds: just after the merchant's own next step. */
export function scanPollMs(order: Order, now: number): number | undefined {
  const next = isUnderWay(order) ? nextStep(order, now) : undefined
  return next && Math.max(SECOND, next.at - now + SECOND / 2)
}
