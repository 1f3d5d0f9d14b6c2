/** Watches the order that a payer comes back from, and the others of its intent, by the checkout's own machine. */
import { createListeners } from '../checkout/news'
import type { PayClient } from '../client'
import type { GatewayType } from '../core/gateways'
import { isEnd, transition, type Attempt, type CheckoutEvent, type CheckoutState } from '../core/machine'
import { isOurs, type Order, type OrderRef } from '../core/order'
import type { Reading } from '../core/outcome'
import type { PendingRecord, StoredAttempt } from '../core/record'
import { canPayAgain, returnState, type ReturnState } from '../core/return-state'
import type { WhichOrder } from '../core/which-order'
import { HError } from '../errors'
import { rememberPaid } from '../pending'
import type { Resumed, ReturnFacts, ReturnNews } from '../resume'
import { watchOrder, type Watched } from '../watch'

/** One order that is asked about. */
interface Asked {
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

/** The machine wants a gateway where nobody knows it; it is told to nobody. */
const fromNumber = (ref: OrderRef): Asked => {
  const { tradeNo, transactionNo } = ref
  return { attempt: { no: 1, gatewayType: 'weixin_tenpay_wap' }, order: { tradeNo, transactionNo, description: '', show: { flow: 'none' } }, ref, gatewayType: undefined }
}

const hasNumber = ({ tradeNo, transactionNo }: OrderRef): boolean => (tradeNo ?? transactionNo) !== undefined

const othersOf = (record: PendingRecord | undefined, shown: Asked): readonly Asked[] =>
  (record?.attempts ?? []).filter((stored) => hasNumber(stored) && !isOurs(stored, shown.ref)).map(fromRecord)

/** A return's first state: the order is there, and is being asked about. */
const beginning = ({ attempt, order }: Asked): CheckoutState => {
  const events: readonly CheckoutEvent[] = [{ type: 'create', attempt }, { type: 'created', order, reading: { kind: 'waiting' } }, { type: 'check', why: 'return' }]
  return events.reduce<CheckoutState>(transition, { name: 'idle' })
}

/** What an answer tells of the order. */
function facts({ answer: { tradeNo, transactionNo, amountFen }, expiresAt }: Watched): Partial<Order> {
  return Object.fromEntries(Object.entries({ tradeNo, transactionNo, amountFen, expiresAt }).filter(([, value]) => value !== undefined))
}

/** The watch behind {@link resume}. */
export function watchReturn(client: PayClient, which: WhichOrder): Resumed {
  const shown = which.record ? fromRecord(which.attempt) : fromNumber(which.ref)
  const intentId = which.record?.intentId
  const controller = new AbortController()
  const { signal } = controller
  const changes = createListeners<void>()
  const heard = createListeners<ReturnNews>()
  const told = new Set<ReturnNews['type']>()
  const gatewayTypes = new Map([[shown.attempt, shown.gatewayType]])
  let state = beginning(shown)
  /** Whether an answer about the order ever came. */
  let isKnown = which.record !== undefined
  let isAbsent = false

  const view = (): ReturnState => returnState(state, { gatewayType: 'attempt' in state ? gatewayTypes.get(state.attempt) : undefined, isAbsent })

  const factsOf = ({ tradeNo, transactionNo, amountFen }: Order, gatewayType: GatewayType | undefined): ReturnFacts => ({ intentId, gatewayType, tradeNo, transactionNo, amountFen })

  const tell = (item: ReturnNews) => {
    if (signal.aborted || told.has(item.type)) return
    told.add(item.type)
    heard.tell(item)
  }

  const tellEnd = () => {
    const now = view()
    if (!('order' in now) || !isEnd(now.name)) return
    const { tradeNo, transactionNo, amountFen, gatewayType } = now.order
    const known: ReturnFacts = { intentId, gatewayType, tradeNo, transactionNo, amountFen }
    if (now.name === 'paid') tell({ type: 'paid', late: now.late, refund: now.refund, paidAt: now.paidAt, ...known })
    else if (now.name === 'failed') tell({ type: 'failed', error: now.error, ...known })
    else if (now.name === 'expired' || now.name === 'unknown') tell({ type: now.name, ...known })
  }

  const dispatch = (event: CheckoutEvent) => {
    const before = state
    state = signal.aborted ? before : transition(before, event)
    if (state === before) return
    if (state.name === 'checking' && before.name !== 'checking') void check()
    if (state.name === 'paid') settle(state.order)
    changes.tell()
    tellEnd()
  }

  /** The payment is remembered, so that nobody is asked to pay it again. */
  const settle = (order: Order) => {
    if (isOurs(order, shown.ref)) watch.stop()
    if (intentId !== undefined) rememberPaid(client, intentId, order)
  }

  const hear = (watched: Watched) => {
    const { reading, answer, why } = watched
    isKnown = true
    isAbsent = false
    // A payment counts whenever it is heard of; else only the answer to the check itself ends a check.
    if (state.name === 'checking' && why !== 'check' && reading.kind !== 'paid') return
    const error = reading.kind === 'failed' ? new HError(608, undefined, { errCode: reading.tradeState, tradeNo: answer.tradeNo, transactionNo: answer.transactionNo }) : undefined
    dispatch({ type: 'answer', reading, order: facts(watched), error, paidAt: answer.paidAt })
  }

  const check = async (): Promise<void> => {
    const reading = await watch.check({ returned: state.name === 'checking' && state.why === 'return' })
    if (reading.kind !== 'none' || signal.aborted) return
    isAbsent = !isKnown && watch.health === 'ok'
    dispatch({ type: 'no-answer' })
  }

  /** Resolves once nothing is being checked. */
  const checked = () => new Promise<void>((resolve) => {
    const look = () => {
      if (state.name === 'checking' && !signal.aborted) return
      stop()
      signal.removeEventListener('abort', look)
      resolve()
    }
    const stop = changes.add(look)
    signal.addEventListener('abort', look)
    look()
  })

  const comeBack = () => {
    if (state.name === 'waiting') dispatch({ type: 'check', why: 'return' })
    else void watch.check({ returned: true })
  }

  const watch = watchOrder(client, shown.ref, {
    signal, expiresAt: shown.order.expiresAt, eventsUrl: shown.order.eventsUrl,
    onAnswer: hear, onHealth: () => changes.tell(), onReturn: comeBack,
    onMilestone: (why) => (state.name === 'waiting' ? dispatch({ type: 'check', why }) : void watch.check()),
  })

  /** Another order of the same intent was paid. */
  const paidBehind = ({ attempt, order, gatewayType }: Asked, reading: Extract<Reading, { kind: 'paid' }>, paidAt: string | number | undefined) => {
    gatewayTypes.set(attempt, gatewayType)
    if (state.name === 'paid') tell({ type: 'duplicate-paid', first: factsOf(state.order, gatewayTypes.get(state.attempt)), second: factsOf(order, gatewayType) })
    else dispatch({ type: 'other-paid', attempt, order, refund: reading.refund, paidAt })
  }

  for (const other of othersOf(which.record, shown)) {
    const behind = watchOrder(client, other.ref, {
      signal, slow: true, resumed: true, expiresAt: other.order.expiresAt,
      onAnswer({ reading, answer }) {
        if (reading.kind !== 'paid') return
        behind.stop()
        paidBehind(other, reading, answer.paidAt)
      },
    })
  }
  void check()

  return {
    intentId,
    get state() { return view() },
    get health() { return watch.health },
    get lastAnswerAt() { return watch.lastAnswerAt },
    get canPayAgain() { return canPayAgain(view(), intentId !== undefined) },
    subscribe: changes.add,
    onNews: heard.add,
    async checkNow() {
      dispatch({ type: 'check', why: 'user' })
      await checked()
      return view()
    },
    dispose: () => controller.abort(),
  }
}
