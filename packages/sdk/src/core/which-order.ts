/** Which order a payer comes back from: what the shop says comes first, then what this browser remembers. Pure. */
import { gateways } from './gateways'
import { isOurs, type OrderRef } from './order'
import type { PendingRecord, StoredAttempt } from './record'

/** What is known of a return. */
export interface Sought {
  /** The shop's own name for what was to be paid. */
  readonly intentId?: string | undefined
  /** The order's number, as the shop knows it. */
  readonly order?: OrderRef | undefined
  /** The order's number as the address has it: where the shop names no intent, or nothing is remembered of it. */
  readonly hint?: OrderRef | undefined
}

/** An order that this browser has made. */
interface Kept {
  readonly record: PendingRecord
  readonly attempt: StoredAttempt
}

/** The order to ask about: one that is remembered, or one that is only named. */
export type WhichOrder = Kept | { readonly record?: undefined; readonly ref: OrderRef }

const hasNumber = ({ tradeNo, transactionNo }: OrderRef): boolean => (tradeNo ?? transactionNo) !== undefined

/** Only a page that leaves for a wallet comes back from one. */
const newestReturn = (kept: readonly Kept[]): Kept | undefined =>
  kept.filter(({ attempt }) => gateways[attempt.gatewayType].flow === 'redirect').sort((a, b) => a.attempt.createdAt - b.attempt.createdAt).pop()

/** Picks the order; undefined where nothing says which. */
export function whichOrder(records: readonly PendingRecord[], { intentId, order, hint }: Sought): WhichOrder | undefined {
  const kept = records.flatMap((record) => record.attempts.filter(hasNumber).map((attempt): Kept => ({ record, attempt })))
  const named = (ref: OrderRef, some = kept) => some.find(({ attempt }) => isOurs(attempt, ref))
  if (order) return named(order) ?? { ref: order }
  const own = kept.filter(({ record }) => record.intentId === intentId)
  if (own.length > 0) return (hint && named(hint, own)) ?? own[own.length - 1]
  const known = hint && named(hint)
  // Another intent's order would be no answer to a shop that has named one.
  if (intentId !== undefined && (known || !hint)) return undefined
  return known ?? (hint ? { ref: hint } : newestReturn(kept))
}
