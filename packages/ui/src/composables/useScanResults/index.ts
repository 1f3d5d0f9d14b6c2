import { gateways, listPending, watchOrder, type OrderRef, type OrderWatch, type PayClient, type PendingPayment, type Reading } from '@baas-pay/sdk'
import { tryOnMounted } from '@vueuse/core'
import { onScopeDispose, shallowReadonly, shallowRef, toValue, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { listenersTo, type ScanResultListeners } from './listeners'
import { factOf, isOf, isSettled, withFact, type ScanFact, type ScanRow } from './rows'
import { readRows, resultsKey, writeRows } from './stored'

export type { ScanResultListeners } from './listeners'
export type { ScanFact, ScanOutcome, ScanRow } from './rows'

/** Options of {@link useScanResults}. */
export interface UseScanResultsOptions {
  /** How many results are kept; of the older ones those stay that may still have been paid. @default 10 */
  most?: number
}

/** What {@link useScanResults} gives. */
export interface UseScanResultsReturn {
  /** Newest first. */
  readonly rows: Readonly<ShallowRef<readonly ScanRow[]>>
  /**
   * Takes what was told of a charge: a new one is a new row, anything else changes its own. Paid is final. What is not settled is asked for
   * until it is; `open` only after a reload or two minutes of silence, since whoever shows the charge asks for it.
   */
  readonly record: (fact: ScanFact) => void
  /** {@link record} for what `<ScanPay>` tells: `<ScanPay v-on="results.listeners">`. */
  readonly listeners: ScanResultListeners
  /** Asks the backend for one row now; the row says so meanwhile, and what came of it. */
  readonly check: (key: string) => Promise<void>
  /** Forgets every settled row, here and in this browser: the end of a shift. */
  readonly clear: () => void
}

const DEFAULTS = { most: 10 } as const

/** A charge that is shown has its end sooner, mostly; nobody may show this one any more. */
const SILENT_MS = 120_000

/**
 * The last results of a till, kept and live: a charge whose end is not known is asked for until it is, also after a reload. Kept in the
 * client's storage are numbers, amounts and times, never a payment code; after a reload the backend says again what became of each.
 * @example
 * const results = useScanResults(client)
 * // in the template: <ScanPay :intent="sale" v-on="results.listeners" /> <ScanResults :results="results" />
 */
export function useScanResults(client: MaybeRefOrGetter<PayClient>, { most = DEFAULTS.most }: UseScanResultsOptions = {}): UseScanResultsReturn {
  const rows = shallowRef<readonly ScanRow[]>([])
  const watches = new Map<string, OrderWatch>()
  const timers = new Map<string, unknown>()
  let count = 0
  let isDisposed = false
  let isRestored = false

  const clock = () => toValue(client).ports.clock
  const now = () => clock().now()
  const rowOf = (key: string) => rows.value.find((row) => row.key === key)
  const storageKey = () => resultsKey(toValue(client).backend.scope, toValue(client).user)

  function stop(key: string): void {
    watches.get(key)?.stop()
    watches.delete(key)
  }

  function put(next: readonly ScanRow[]): void {
    rows.value = next
    for (const key of watches.keys()) if (isSettled(rowOf(key) ?? { outcome: 'paid' })) stop(key)
    toValue(client).ports.storage.set(storageKey(), writeRows(next))
  }

  const change = (key: string, facts: Partial<ScanRow>): void => put(rows.value.map((row) => (row.key === key ? { ...row, ...facts } : row)))

  /** What the sdk's record knows of a charge whose answer was lost: its token, and what was asked for. */
  const pendingOf = ({ intentId }: ScanFact): PendingPayment | undefined => listPending(toValue(client)).find((pending) => pending.intentId === intentId)

  const refOf = ({ tradeNo, transactionNo, clientToken }: ScanFact): OrderRef | undefined =>
    (tradeNo ?? transactionNo ?? clientToken) === undefined ? undefined : { tradeNo, transactionNo, clientToken }

  /** A fact with what it does not tell itself. */
  function whole(fact: ScanFact): ScanFact {
    const pending = fact.outcome === 'unknown' ? pendingOf(fact) : undefined
    return pending ? { ...fact, ...(refOf(fact) ?? pending.order), amountFen: fact.amountFen ?? pending.chargedFen ?? pending.amountFen } : fact
  }

  function hear(key: string, reading: Reading, told: OrderRef & Pick<ScanFact, 'amountFen' | 'paidAt'>): void {
    const row = rowOf(key)
    const fact = factOf(reading)
    if (row && fact) record({ ...row, ...fact, amountFen: told.amountFen ?? row.amountFen, paidAt: told.paidAt ?? row.paidAt, tradeNo: told.tradeNo ?? row.tradeNo, transactionNo: told.transactionNo ?? row.transactionNo })
  }

  /** Asks for a row until it is settled, at full rate at first and also while the page is hidden. */
  function watchRow(key: string): OrderWatch | undefined {
    const row = rowOf(key)
    const ref = row && refOf(row)
    const known = watches.get(key)
    if (known || !ref || isDisposed) return known
    const watch = watchOrder(toValue(client), ref, { scan: true, slow: true, onAnswer: ({ reading, answer }) => hear(key, reading, answer) })
    watches.set(key, watch)
    return watch
  }

  /** Whoever shows the charge may be gone from the page, with the charge under way. */
  function watchLater(key: string): void {
    if (timers.has(key)) return
    timers.set(key, clock().setTimeout(() => {
      timers.delete(key)
      if (rowOf(key)?.outcome === 'open') watchRow(key)
    }, SILENT_MS))
  }

  function record(fact: ScanFact): void {
    if (isDisposed) return
    // A component below tells of its charge before the one around is mounted.
    restore()
    const told = whole(fact)
    put(withFact(rows.value, told, { key: `charge-${count += 1}`, at: now(), most }))
    const row = rows.value.find((one) => isOf(one, told))
    if (row?.outcome === 'unknown') watchRow(row.key)
    if (row?.outcome === 'open') watchLater(row.key)
  }

  async function ask(key: string): Promise<void> {
    const reading = (await watchRow(key)?.check()) ?? { kind: 'none' }
    const row = rowOf(key)
    if (!row || isDisposed) return
    if (row.outcome === 'checking' && reading.kind === 'none') change(key, { outcome: 'unknown' })
  }

  async function check(key: string): Promise<void> {
    const row = rowOf(key)
    if (!row || row.isAsking || isSettled(row)) return
    change(key, { isAsking: true, answer: undefined })
    await ask(key)
    const after = rowOf(key)
    if (!after || isDisposed) return
    const kind = after.outcome === 'open' || after.outcome === 'unknown' ? after.outcome : undefined
    change(key, { isAsking: false, answer: kind && { kind, at: now() } })
  }

  /** A charge that this browser has sent and no page has seen the end of. */
  const factOfPending = ({ intentId, gatewayType, amountFen, chargedFen, order, createdAt }: PendingPayment): Omit<ScanRow, 'key'> =>
    ({ outcome: 'checking', isAsking: false, at: createdAt, intentId, gatewayType, amountFen: chargedFen ?? amountFen, ...order })

  function restore(): void {
    if (isRestored) return
    isRestored = true
    const stored = readRows(toValue(client).ports.storage.get(storageKey()), now())
    const pending = listPending(toValue(client)).filter(({ gatewayType }) => gateways[gatewayType].flow === 'scan').map(factOfPending)
    for (const { at, ...fact } of [...stored, ...pending]) {
      if (!rows.value.some((row) => isOf(row, fact))) put(withFact(rows.value, fact, { key: `charge-${count += 1}`, at, most }))
    }
    for (const { key, outcome } of rows.value) if (outcome === 'checking') void ask(key)
  }

  tryOnMounted(restore)
  onScopeDispose(() => {
    isDisposed = true
    ;[...watches.keys()].forEach(stop)
    for (const timer of timers.values()) clock().clearTimeout(timer)
  })

  return {
    rows: shallowReadonly(rows),
    record,
    listeners: listenersTo(record),
    check,
    clear: () => put(rows.value.filter((row) => !isSettled(row))),
  }
}
