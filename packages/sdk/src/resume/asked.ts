/** The orders that a return asks about: the one that the payer comes back from, and the others of its intent. */
import type { GatewayType } from '../core/gateways'
import { transition, type Attempt, type CheckoutEvent, type CheckoutState } from '../core/machine'
import { isOurs, type Order, type OrderRef } from '../core/order'
import type { PendingRecord, StoredAttempt } from '../core/record'
import type { WhichOrder } from '../core/which-order'

/** One order that is asked about. */
export interface Asked {
  readonly attempt: Attempt
  readonly order: Order
  readonly ref: OrderRef
  /** Undefined where this browser did not make it. */
  readonly gatewayType: GatewayType | undefined
}

const fromRecord = (stored: StoredAttempt): Asked => {
  const { no, gatewayType, clientToken, tradeNo, transactionNo, description, show = { flow: 'none' }, expiresAt, eventsUrl } = stored
  const order: Order = { tradeNo, transactionNo, amountFen: stored.chargedFen ?? stored.amountFen, description, show, expiresAt, eventsUrl }
  return { attempt: { no, gatewayType, clientToken }, order, ref: { tradeNo, transactionNo, clientToken }, gatewayType }
}

/** The machine wants a gateway where nobody knows it; nobody is told of that one. */
const fromNumber = (ref: OrderRef): Asked => {
  const { tradeNo, transactionNo } = ref
  const order: Order = { tradeNo, transactionNo, description: '', show: { flow: 'none' } }
  return { attempt: { no: 1, gatewayType: 'weixin_tenpay_wap' }, order, ref, gatewayType: undefined }
}

/** The order that the payer comes back from. */
export const shownOf = (which: WhichOrder): Asked => (which.record ? fromRecord(which.attempt) : fromNumber(which.ref))

/** The others of its intent, each of which may have been paid instead. */
export const othersOf = (record: PendingRecord | undefined, { ref }: Asked): readonly Asked[] =>
  (record?.attempts ?? []).filter((stored) => (stored.tradeNo ?? stored.transactionNo) !== undefined && !isOurs(stored, ref)).map(fromRecord)

/** A return's first state: the order is there, and is being asked about. */
export function beginning({ attempt, order }: Asked): CheckoutState {
  const events: readonly CheckoutEvent[] = [{ type: 'create', attempt }, { type: 'created', order, reading: { kind: 'waiting' } }, { type: 'check', why: 'return' }]
  return events.reduce<CheckoutState>(transition, { name: 'idle' })
}
