/** The rows of a cashier's last results, and what a fact does to them. Pure. */
import type { ClientToken, Fen, GatewayType, OrderRef, Reading, Refund } from '@baas-pay/sdk'
import { refusedReason } from '../../components/ScanPay/words'
import type { RefusedReason } from '../../locales/messages'

/**
 * What is known of a charge. `checking`: it was remembered, and the backend has not been heard yet; `open`: the payer is at it; `unknown`: the
 * backend's word is missing, and the payer may have paid.
 */
export type ScanOutcome = 'checking' | 'open' | 'paid' | 'refused' | 'reversed' | 'unknown'

/** Something that was told of a charge. It never holds a payment code. */
export interface ScanFact extends OrderRef {
  readonly outcome: ScanOutcome
  /** Names what was to be paid; two payments of one are a payment too many. */
  readonly intentId?: string | undefined
  readonly gatewayType?: GatewayType | undefined
  readonly amountFen?: Fen | undefined
  /** Whether another end was told before it was paid. */
  readonly late?: boolean | undefined
  readonly refund?: Refund | undefined
  /** When it was paid, as the backend told it: ISO text or epoch seconds. */
  readonly paidAt?: string | number | undefined
  /** Why it was refused, as far as the backend told. */
  readonly reason?: RefusedReason | undefined
}

/** One charge among the last. */
export interface ScanRow extends ScanFact {
  /** Names the row for as long as it is there. */
  readonly key: string
  /** When it began, as this page saw it. Instant, ms since the epoch. */
  readonly at: number
  readonly isAsking: boolean
  /** What came of the cashier's last question where it changed nothing, and when. */
  readonly answer?: { readonly kind: 'open' | 'unknown'; readonly at: number } | undefined
}

const hasNumber = ({ tradeNo, transactionNo }: OrderRef): boolean => (tradeNo ?? transactionNo) !== undefined

/** Whether nothing more is to be heard of it that matters. */
export const isSettled = ({ outcome }: ScanFact): boolean => outcome === 'paid' || outcome === 'refused' || outcome === 'reversed'

/** Whether a fact speaks of a row: by a number, or by its intent while one of the two has none. What is settled is not what an intent is charged by next. */
export function isOf(row: ScanFact, fact: ScanFact): boolean {
  const names = ['tradeNo', 'transactionNo', 'clientToken'] as const
  const both = names.filter((name) => row[name] !== undefined && fact[name] !== undefined)
  if (both.length > 0) return both.every((name) => row[name] === fact[name])
  return fact.intentId !== undefined && row.intentId === fact.intentId && !isSettled(row) && !(hasNumber(row) && hasNumber(fact))
}

/** Paid is final, and only a payment undoes an end. */
function outcomeAfter(before: ScanOutcome, told: ScanOutcome): ScanOutcome {
  if (before === 'paid' || told === 'checking') return before
  const isEnd = before === 'refused' || before === 'reversed'
  return isEnd && told !== 'paid' ? before : told
}

const isLate = (row: ScanRow, fact: ScanFact): boolean =>
  [row.late, fact.late].includes(true) || (fact.outcome === 'paid' && (row.outcome === 'refused' || row.outcome === 'reversed' || row.outcome === 'unknown'))

const told = <T extends object>(facts: T): Partial<T> => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>

function rowAfter(row: ScanRow, fact: ScanFact): ScanRow {
  const outcome = outcomeAfter(row.outcome, fact.outcome)
  const answer = outcome === row.outcome ? row.answer : undefined
  return { ...row, ...told(fact), outcome, answer, late: isLate(row, fact) }
}

/** The newest rows, and of the older ones those that are not settled: what may have been paid is never dropped from sight. */
function kept(rows: readonly ScanRow[], most: number): readonly ScanRow[] {
  return rows.filter((row, index) => index < most || !isSettled(row))
}

/** The rows after a fact, newest first. */
export function withFact(rows: readonly ScanRow[], fact: ScanFact, { key, at, most }: { readonly key: string; readonly at: number; readonly most: number }): readonly ScanRow[] {
  const index = rows.findIndex((row) => isOf(row, fact))
  if (index >= 0) return rows.map((row, place) => (place === index ? rowAfter(row, fact) : row))
  const row: ScanRow = { ...fact, key, at, isAsking: false }
  return kept([row, ...rows].sort((a, b) => b.at - a.at), most)
}

/** What an answer of the backend says of a charge; undefined where it says nothing. */
export function factOf(reading: Reading): Pick<ScanFact, 'outcome' | 'refund' | 'reason'> | undefined {
  switch (reading.kind) {
    case 'paid':
      return { outcome: 'paid', refund: reading.refund }
    case 'failed':
      return { outcome: 'refused', reason: refusedReason({ code: 608, errCode: reading.tradeState }) }
    case 'closed':
      // That its time is up says nothing of a charge that was sent.
      return reading.by === 'state' ? { outcome: 'reversed' } : undefined
    case 'waiting':
      // What is being taken back waits for no payer: whether it was paid is not known before that has ended.
      return { outcome: reading.phase === 'reversing' ? 'unknown' : 'open' }
    case 'none':
      return undefined
  }
}

/** Whether the same intent was paid before by another charge, and the money of neither went back: one of the two is to be refunded. */
export function isSecond(rows: readonly ScanRow[], row: ScanRow): boolean {
  const counts = ({ outcome, refund, intentId }: ScanRow) => outcome === 'paid' && refund !== 'complete' && intentId !== undefined && intentId === row.intentId
  return counts(row) && rows.some((other) => other.key !== row.key && counts(other) && (other.at < row.at || (other.at === row.at && other.key < row.key)))
}

/** What can be told to support: the order number, or the token where none came back. */
export const numberOf = ({ tradeNo, transactionNo, clientToken }: OrderRef): { readonly value: string; readonly isToken: boolean } | undefined => {
  const number: string | undefined = tradeNo ?? transactionNo
  const token: ClientToken | undefined = clientToken
  if (number !== undefined) return { value: number, isToken: false }
  return token === undefined ? undefined : { value: token, isToken: true }
}
