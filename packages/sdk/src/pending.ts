/** What this browser remembers of payments that are not finished: a view, never the truth about them. */
import type { PayClient } from './client'
import type { GatewayType } from './core/gateways'
import type { IntentId } from './core/identity'
import type { Fen } from './core/money'
import { isOurs, type OrderRef } from './core/order'
import { readRecord, recordKey, recordKeys, writeRecord, type PendingRecord, type StoredAttempt } from './core/record'
import type { Stop } from './runtime/page'
import { onForeignWrite, onOwnWrite } from './runtime/storage-writes'

/** An intent that has an order, or is getting one, and was not seen to be paid. Whether it has been since, only the backend knows. */
export interface PendingPayment {
  readonly intentId: IntentId
  /** The way of paying that was shown last. */
  readonly gatewayType: GatewayType
  /** What the page asked to be paid: what a checkout must ask to come back to it. */
  readonly amountFen: Fen
  /** What the server charges, where it told. */
  readonly chargedFen?: Fen | undefined
  readonly description: string
  /** By what its order is found; only a token while the create has not been answered. */
  readonly order: OrderRef
  /** Instant (ms since the epoch) after which it can't be paid, where the backend told one. */
  readonly expiresAt?: number | undefined
  /** When this browser began it. Instant, ms since the epoch. */
  readonly createdAt: number
}

type Places = Pick<PayClient, 'backend' | 'user' | 'ports'>

const nameIn = (key: string, prefix: string): IntentId | undefined => {
  try {
    return decodeURIComponent(key.slice(prefix.length)) as IntentId
  } catch {
    // Somebody else's key.
    return undefined
  }
}

/** Every record of a client's user, or that of one intent. A storage without `keys()` gives only one that is named. */
export function readRecords({ backend, user, ports: { storage, clock } }: Places, intentId?: string): readonly PendingRecord[] {
  const prefix = recordKeys(backend.scope, user)
  const own = intentId === undefined ? [] : [recordKey(backend.scope, user, intentId as IntentId)]
  const keys = [...own, ...(storage.keys?.() ?? []).filter((key) => key.startsWith(prefix) && !own.includes(key))]
  return keys.flatMap((key) => {
    const name = nameIn(key, prefix)
    return (name !== undefined && readRecord(storage.get(key), name, clock.now())) || []
  })
}

/**
 * Takes away the records that are past their life, which a checkout does not read any more: a till that names each sale would fill its
 * browser's storage, and then remember nothing. What this version can't read is somebody else's to judge.
 */
export function forgetOld({ backend, user, ports: { storage, clock } }: Places): void {
  const prefix = recordKeys(backend.scope, user)
  for (const key of storage.keys?.() ?? []) {
    const name = key.startsWith(prefix) ? nameIn(key, prefix) : undefined
    if (name !== undefined && readRecord(storage.get(key), name, 0) && !readRecord(storage.get(key), name, clock.now())) storage.remove(key)
  }
}

/** The intent is paid, on the backend's word: a checkout of it finds the payment and orders nothing. */
export function rememberPaid({ backend, user, ports: { storage, clock } }: Places, intentId: IntentId, ref: OrderRef): void {
  const key = recordKey(backend.scope, user, intentId)
  const paid = readRecord(storage.get(key), intentId, clock.now())?.attempts.find((attempt) => isOurs(attempt, ref))
  if (paid) storage.set(key, writeRecord({ v: 1, intentId, attempts: [{ ...paid, isPaid: true }] }))
}

/** By what an attempt's order is found. */
const storedRef = ({ tradeNo, transactionNo, clientToken }: StoredAttempt): OrderRef => ({ tradeNo, transactionNo, clientToken })

function toPending({ intentId, attempts }: PendingRecord): PendingPayment | undefined {
  const shown = attempts[attempts.length - 1]
  if (!shown || attempts.some(({ isPaid }) => isPaid)) return undefined
  const { gatewayType, amountFen, chargedFen, description, expiresAt, createdAt } = shown
  return { intentId, gatewayType, amountFen, chargedFen, description, order: storedRef(shown), expiresAt, createdAt }
}

/**
 * The payments that were begun in this browser by the client's user and are not finished, newest first. Coming back to one is a
 * checkout of the same intent; what became of one is told by {@link resume}.
 * @example
 * const [unfinished] = listPending(client)
 */
export const listPending = (client: PayClient): readonly PendingPayment[] =>
  readRecords(client).map(toPending).filter((pending): pending is PendingPayment => pending !== undefined).sort((a, b) => b.createdAt - a.createdAt)


/**
 * Calls back when what {@link listPending} gives may have changed: written by this client, or by another tab of this browser (where the
 * record is in localStorage). It says nothing of what became of a payment.
 * @example
 * const stop = watchPending(client, () => render(listPending(client)))
 */
export function watchPending({ backend, user, ports: { storage } }: PayClient, listener: () => void): Stop {
  const prefix = recordKeys(backend.scope, user)
  const hear = (key: string | null) => {
    if (key === null || key.startsWith(prefix)) listener()
  }
  const stops = [onOwnWrite(storage, hear), onForeignWrite(hear)]
  return () => stops.forEach((stop) => stop())
}
