/** The attempts of one intent: what each needs to be watched, and the pending record that survives a reload. */
import { refOf } from '../backends/port'
import type { PayClient } from '../client'
import { isScan } from '../core/gateways'
import { attemptEndsAt, readRecord, recordKey, writeRecord, type StoredAttempt } from '../core/record'
import type { IntentId } from '../core/identity'
import type { Attempt } from '../core/machine'
import type { Fen } from '../core/money'
import type { Order } from '../core/order'
import { productsText, type CheckedGoods } from '../core/request'
import { quietly } from '../runtime/storage'
import type { OrderWatch } from '../watch'

/** One attempt as the engine runs it. */
export interface Run {
  readonly attempt: Attempt
  /** What the page asked to be paid. */
  readonly amountFen: Fen
  readonly description: string
  readonly products?: string | undefined
  readonly createdAt: number
  order?: Order
  watch?: OrderWatch
  /** Aborts the making of its order. */
  making?: AbortController
  /** The intent was paid by it. */
  isPaid?: boolean
  /** The backend's word that it can't be paid any more. */
  isClosed: boolean
  /** Whether the record has it, or had it until another tab ended it. */
  isSaved: boolean
  /** Whether an earlier page or another tab began it. */
  readonly isRestored: boolean
  /** Whether the backend is taking its charge back at present. */
  isGivingBack?: boolean
  /** Whether the payer is in the wallet that its bridge has called. */
  isAtBridge?: boolean
}

const toStored = ({ attempt, amountFen, description, products, createdAt, order, isPaid }: Run): StoredAttempt => ({
  ...refOf(attempt, order),
  no: attempt.no,
  gatewayType: attempt.gatewayType,
  amountFen,
  chargedFen: order?.amountFen,
  description,
  products,
  // Of what is paid nothing is shown again.
  show: isPaid ? { flow: 'none' } : order?.show,
  expiresAt: order?.expiresAt,
  eventsUrl: order?.eventsUrl,
  createdAt,
  isPaid,
})

function orderOf(stored: StoredAttempt): Order | undefined {
  const { tradeNo, transactionNo, show, description, expiresAt, eventsUrl } = stored
  if (!show || !(tradeNo ?? transactionNo)) return undefined
  return { tradeNo, transactionNo, amountFen: stored.chargedFen ?? stored.amountFen, description, show, expiresAt, eventsUrl }
}

/** What tells one attempt from another: its token where it has one. */
const nameOf = ({ clientToken, tradeNo, transactionNo }: StoredAttempt) => clientToken ?? tradeNo ?? transactionNo

const toStoredOr = (run: Run | undefined, stored: StoredAttempt): StoredAttempt => 
  // Another tab may have its answer, which this one has not.
  run?.order ? { ...toStored(run), isPaid: stored.isPaid } : stored

const fromStored = (stored: StoredAttempt): Run => {
  const { no, gatewayType, clientToken, amountFen, description, products, createdAt } = stored
  const run: Run = { attempt: { no, gatewayType, clientToken }, amountFen, description, products, createdAt, isClosed: false, isSaved: true, isRestored: true }
  const order = orderOf(stored)
  if (order) run.order = order
  if (stored.isPaid) run.isPaid = true
  return run
}

/** The attempts of an intent, oldest first, and their record in the client's storage. */
export function createAttempts(client: PayClient, intentId: IntentId) {
  const { storage, clock } = client.ports
  const key = recordKey(client.backend.scope, client.user, intentId)
  const runs: Run[] = []
  let isSettled = false

  const stored = (): readonly StoredAttempt[] => readRecord(storage.get(key), intentId, clock.now())?.attempts ?? []

  /** The newest of that name: a create that is tried again keeps its token. */
  const runOf = (attempt: StoredAttempt): Run | undefined => runs.filter((run) => nameOf(toStored(run)) === nameOf(attempt)).pop()

  /** What JSON can't hold (the payload of a shop's own backend, say) is not remembered; the token of its create is. */
  const write = (kept: readonly StoredAttempt[]) => quietly(() => storage.set(key, writeRecord({ v: 1, intentId, attempts: kept })), undefined)

  /** What another page began; also an attempt of this one whose answer came to another tab, which has repeated it. */
  const isElsewhere = (attempt: StoredAttempt): boolean => {
    const own = runOf(attempt)
    return !own || (!own.order && orderOf(attempt) !== undefined)
  }

  /**
   * Writes down every attempt that may still be paid, the newest last; forgets the intent where there is none.
   * What another tab of the same intent wrote stays where it is.
   */
  const save = () => {
    if (isSettled) return
    const kept = stored().filter((attempt) => isElsewhere(attempt) || !runOf(attempt)?.isClosed)
    // What was written once and is gone has been ended by another tab.
    const added = runs.filter((run) => !run.isClosed && !run.isSaved)
    const attempts = [...kept.map((attempt) => toStoredOr(runOf(attempt), attempt)), ...added.map(toStored)]
      .filter((attempt, index, all) => attemptEndsAt(attempt) > clock.now() && all.findIndex((one) => nameOf(one) === nameOf(attempt)) === index)
    for (const run of runs) run.isSaved = !run.isClosed && nameOf(toStored(run)) !== undefined
    if (attempts.length === 0) storage.remove(key)
    else write(attempts)
  }

  return {
    key,
    save,
    add(attempt: Attempt, goods: CheckedGoods): Run {
      const run: Run = { attempt, amountFen: goods.amountFen, description: goods.description, products: productsText(goods), createdAt: clock.now(), isClosed: false, isSaved: false, isRestored: false }
      runs.push(run)
      return run
    },
    /** Takes over what an earlier page or another tab of this intent left: only what is new here. */
    restore(): readonly Run[] {
      const restored = stored().filter(isElsewhere).map(fromStored)
      runs.push(...restored)
      return restored
    },
    /** The order of an attempt is there; it is written down even where another tab had given the attempt up meanwhile. */
    answered(run: Run, order: Order) {
      run.order = order
      run.isSaved = false
      save()
    },
    /** Takes over what another tab of this intent has begun to be paid by since, if it has: an order, or a charge that may have been sent. */
    adopt(): Run | undefined {
      const made = stored().filter(isElsewhere).map(fromStored).filter(({ order, attempt }) => order ?? isScan(attempt.gatewayType)).pop()
      if (made) runs.push(made)
      return made
    },
    /** Whether an attempt that was shown is not known to be closed. */
    mayBePaid: (): boolean => runs.some(({ order, isClosed, isPaid }) => isPaid || (order && !isClosed)),
    of: (attempt: Attempt): Run | undefined => runs.find((run) => run.attempt === attempt),
    nextNo: (): number => Math.max(0, ...runs.map((run) => run.attempt.no)) + 1,
    /** The intent is paid: nothing is pending any more, and asking to pay it again must find the payment. */
    settle(run: Run) {
      run.isPaid = true
      isSettled = true
      write([toStored(run)])
    },
  }
}

/** The attempts of one checkout. */
export type Attempts = ReturnType<typeof createAttempts>
