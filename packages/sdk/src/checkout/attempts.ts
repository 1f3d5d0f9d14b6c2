/** The attempts of one intent: what each needs to be watched, and the pending record that survives a reload. */
import { refOf } from '../backends/port'
import type { PayClient } from '../client'
import { attemptEndsAt, readRecord, recordKey, writeRecord, type StoredAttempt } from '../core/record'
import type { IntentId } from '../core/identity'
import type { Attempt } from '../core/machine'
import type { Fen } from '../core/money'
import type { Order } from '../core/order'
import type { CheckedGoods } from '../core/request'
import type { OrderWatch } from '../watch'

/** One attempt as the engine runs it. */
export interface Run {
  readonly attempt: Attempt
  /** What the page asked to be paid. */
  readonly amountFen: Fen
  readonly description: string
  readonly createdAt: number
  order?: Order
  watch?: OrderWatch
  /** The backend's word that it can't be paid any more. */
  isClosed: boolean
}

const toStored = ({ attempt, amountFen, description, createdAt, order }: Run): StoredAttempt => ({
  ...refOf(attempt, order),
  no: attempt.no,
  gatewayType: attempt.gatewayType,
  amountFen,
  chargedFen: order?.amountFen,
  description,
  show: order && (order.show.flow === 'qrcode' || order.show.flow === 'redirect') ? order.show : undefined,
  expiresAt: order?.expiresAt,
  createdAt,
})

function orderOf(stored: StoredAttempt): Order | undefined {
  const { tradeNo, transactionNo, show, description, expiresAt } = stored
  if (!show || !(tradeNo ?? transactionNo)) return undefined
  return { tradeNo, transactionNo, amountFen: stored.chargedFen ?? stored.amountFen, description, show, expiresAt }
}

/** What tells one attempt from another: its token where it has one. */
const nameOf = ({ clientToken, tradeNo, transactionNo }: StoredAttempt) => clientToken ?? tradeNo ?? transactionNo

const fromStored = (stored: StoredAttempt): Run => {
  const { no, gatewayType, clientToken, amountFen, description, createdAt } = stored
  const run: Run = { attempt: { no, gatewayType, clientToken }, amountFen, description, createdAt, isClosed: false }
  const order = orderOf(stored)
  return order ? { ...run, order } : run
}

/** The attempts of an intent, oldest first, and their record in the client's storage. */
export function createAttempts(client: PayClient, intentId: IntentId) {
  const { storage, clock } = client.ports
  const key = recordKey(client.backend.scope, client.user, intentId)
  const runs: Run[] = []
  let isForgotten = false

  const isKnown = (stored: StoredAttempt): boolean => runs.some((run) => nameOf(toStored(run)) === nameOf(stored))

  /** What the storage has that is not ours: another tab of the same intent wrote it. */
  const ofOthers = (): StoredAttempt[] =>
    (readRecord(storage.get(key), intentId, clock.now())?.attempts ?? []).filter((stored) => !isKnown(stored))

  /** Writes down every attempt that may still be paid; forgets the intent where there is none. */
  const save = () => {
    if (isForgotten) return
    const ours = runs.filter((run) => !run.isClosed).map(toStored).filter((stored) => attemptEndsAt(stored) > clock.now())
    const attempts = [...ofOthers(), ...ours]
    if (attempts.length === 0) storage.remove(key)
    else storage.set(key, writeRecord({ v: 1, intentId, attempts }))
  }

  return {
    runs: runs as readonly Run[],
    save,
    add(attempt: Attempt, goods: CheckedGoods): Run {
      const run: Run = { attempt, amountFen: goods.amountFen, description: goods.description, createdAt: clock.now(), isClosed: false }
      runs.push(run)
      return run
    },
    /** Takes over what an earlier page or another tab of this intent left: only what is new here. */
    restore(): readonly Run[] {
      const restored = ofOthers().map(fromStored)
      runs.push(...restored)
      return restored
    },
    of: (attempt: Attempt): Run | undefined => runs.find((run) => run.attempt === attempt),
    nextNo: (): number => Math.max(0, ...runs.map((run) => run.attempt.no)) + 1,
    /** The intent is paid: nothing is pending any more. */
    forget() {
      isForgotten = true
      storage.remove(key)
    },
  }
}

/** The attempts of one checkout. */
export type Attempts = ReturnType<typeof createAttempts>
