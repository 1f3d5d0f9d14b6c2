/**
 * The checkout's states and the one table of its transitions. Pure: the engine (`checkout.ts`) asks, waits and stores;
 * what an answer does to the state is decided here alone.
 *
 * ```
 * idle     → creating
 * creating → waiting | checking | closing (it was cancelled meanwhile) | paid | failed | unknown
 * waiting  → checking | closing | paid
 * checking → waiting | paid | failed | expired | unknown
 * closing  → closed | creating (renew, switch) | waiting, expired (it can't be closed now) | paid | unknown
 * expired, unknown → checking, closing, creating;  unknown → waiting (an answer came after all)
 * failed, closed   → creating (the payer tries again)
 * any state but idle → paid;  nothing leaves paid
 * ```
 */
import type { HError } from '../errors'
import { isScan, type GatewayType } from './gateways'
import type { ClientToken, Order } from './order'
import type { Phase, Reading, Refund } from './outcome'

/** One attempt at an intent: one gateway, one order, one token. */
export interface Attempt {
  /** 1 for the first attempt of this intent on this page; for the eye and the trace. */
  readonly no: number
  readonly gatewayType: GatewayType
  /** Names the attempt to a backend that honours tokens; what support can search by where no order number came back. */
  readonly clientToken?: ClientToken | undefined
}

/** Why the backend is being asked once more, with the payer waiting for the answer. */
export type CheckReason = 'bridge' | 'return' | 'expiry' | 'window' | 'user'

/** How an order is being ended: closed, or (payment codes) reversed. */
export type ClosingBy = 'close' | 'reverse'

interface WithAttempt {
  readonly attempt: Attempt
}
interface WithOrder extends WithAttempt {
  readonly order: Order
}
/** On the way from an end that was told: a payment found now is late. */
interface AfterEnd {
  readonly told?: 'expired' | 'unknown' | undefined
}

/** Every state of a checkout; each carries only what is known in it. */
export type CheckoutState =
  | { readonly name: 'idle' }
  /** `closeRequested`: the payer cancelled meanwhile; the order is closed as soon as the answer tells its number. `next`: what follows then. */
  | ({ readonly name: 'creating'; readonly closeRequested: boolean; readonly next?: Attempt | undefined } & WithAttempt)
  | ({ readonly name: 'waiting'; readonly phase?: Phase } & WithOrder)
  | ({ readonly name: 'checking'; readonly why: CheckReason } & WithOrder & AfterEnd)
  /** `next`: the attempt that follows once this order is known to be closed (renew, switch). */
  | ({ readonly name: 'closing'; readonly by: ClosingBy; readonly next?: Attempt | undefined } & WithOrder & AfterEnd)
  /** Final. `late`: it followed another end. */
  | ({ readonly name: 'paid'; readonly late: boolean; readonly refund?: Refund | undefined; readonly paidAt?: string | number | undefined } & WithOrder)
  | ({ readonly name: 'closed' } & WithOrder)
  /** No order exists, or it can never be paid. */
  | ({ readonly name: 'failed'; readonly error: HError; readonly order?: Order | undefined } & WithAttempt)
  /** `by`: the provider closed it, or only its time is up; then a payment may still come to light, and it is closed before the next is made. */
  | ({ readonly name: 'expired'; readonly by: 'state' | 'time' } & WithOrder)
  /** The backend's word is missing: the payer may have paid. */
  | ({ readonly name: 'unknown'; readonly order?: Order | undefined } & WithAttempt)

/** The name of a state: `data-pay-state` in the DOM. */
export type StateName = CheckoutState['name']

/** Everything that can happen to a checkout. */
export type CheckoutEvent =
  | { readonly type: 'create'; readonly attempt: Attempt }
  /** The order exists. `reading`: what the answer said of it; an order found by its token may be paid already. */
  | { readonly type: 'created'; readonly order: Order; readonly reading: Reading; readonly paidAt?: string | number | undefined }
  /** The backend's definite refusal: no order exists. */
  | { readonly type: 'create-refused'; readonly error: HError }
  /** No answer to the create. `seen`: the payer or a charge may have used it, so it is unknown; else it is safe to call it failed. */
  | { readonly type: 'create-lost'; readonly error: HError; readonly seen: boolean }
  | { readonly type: 'check'; readonly why: CheckReason }
  /** An answer about the shown attempt's order. `order`: what it told anew (the deadline, the amount). */
  | { readonly type: 'answer'; readonly reading: Reading; readonly order?: Partial<Order> | undefined; readonly error?: HError | undefined; readonly paidAt?: string | number | undefined }
  /** The check ended without an answer. */
  | { readonly type: 'no-answer' }
  | { readonly type: 'close'; readonly by: ClosingBy; readonly next?: Attempt | undefined }
  /** The backend won't close it now, or has not got to its end yet. `reading`: what it last said of it; `closableAt`: when it will, where it told. */
  | { readonly type: 'close-refused'; readonly reading: Reading; readonly closableAt?: number | undefined }
  /** Another attempt of this intent was paid: that one is shown. */
  | { readonly type: 'other-paid'; readonly attempt: Attempt; readonly order: Order; readonly refund?: Refund | undefined; readonly paidAt?: string | number | undefined }

/** The name of an event. */
export type EventName = CheckoutEvent['type']

type In<N extends StateName> = Extract<CheckoutState, { name: N }>
type On<E extends EventName> = Extract<CheckoutEvent, { type: E }>
type Row<N extends StateName> = { readonly [E in EventName]?: (state: In<N>, event: On<E>) => CheckoutState }

/** How an attempt's order is ended: the charge of a payment code is taken back. */
export const closingBy = ({ gatewayType }: Pick<Attempt, 'gatewayType'>): ClosingBy => (isScan(gatewayType) ? 'reverse' : 'close')

const ENDS: ReadonlySet<StateName> = new Set(['paid', 'closed', 'failed', 'expired', 'unknown'])

/** Whether a state is an end that is told (once per attempt): final, ended or resting. */
export const isEnd = (name: StateName): boolean => ENDS.has(name)

/** The end that was told of this attempt and is being looked into. */
const toldBefore = (state: CheckoutState): AfterEnd['told'] =>
  state.name === 'expired' || state.name === 'unknown' ? state.name : 'told' in state ? state.told : undefined

const isLate = (state: CheckoutState): boolean => ENDS.has(state.name) || toldBefore(state) !== undefined

const merged = (order: Order, news: Partial<Order> | undefined): Order => (news ? { ...order, ...news } : order)

const create = (_state: CheckoutState, event: On<'create'>): CheckoutState => ({ name: 'creating', attempt: event.attempt, closeRequested: false })

/** A state that has an order, as the union sees it. */
type Ordered = WithOrder & CheckoutState

const hasOrder = <S extends In<'unknown' | 'failed'>>(state: S): state is S & WithOrder => state.order !== undefined

const check = (state: Ordered, event: On<'check'>): CheckoutState =>
  ({ name: 'checking', why: event.why, told: toldBefore(state), attempt: state.attempt, order: state.order })

const close = (state: Ordered, event: On<'close'>): CheckoutState =>
  ({ name: 'closing', by: event.by, next: event.next, told: toldBefore(state), attempt: state.attempt, order: state.order })

const waiting = ({ attempt, order }: WithOrder, phase?: Phase): CheckoutState =>
  phase ? { name: 'waiting', phase, attempt, order } : { name: 'waiting', attempt, order }

const otherPaid = (state: CheckoutState, event: On<'other-paid'>): CheckoutState => ({
  name: 'paid', attempt: event.attempt, order: event.order, refund: event.refund, paidAt: event.paidAt, late: isLate(state),
})

/** What an answer does where it decides: while checking, and in `unknown`, which it ends. */
function settle(state: Ordered, event: On<'answer'>): CheckoutState | undefined {
  const order = merged(state.order, event.order)
  const at = { attempt: state.attempt, order }
  switch (event.reading.kind) {
    case 'paid':
      return { name: 'paid', ...at, late: isLate(state), refund: event.reading.refund, paidAt: event.paidAt }
    case 'waiting':
      return waiting(at, event.reading.phase)
    case 'closed':
      return { name: 'expired', by: event.reading.by, ...at }
    case 'failed':
      return event.error ? { name: 'failed', ...at, error: event.error } : undefined
    case 'none':
      return undefined
  }
}

/** An order's first answer. Most say "waiting"; one that was found by its token may say anything. */
function begin(state: WithAttempt & CheckoutState, { order, reading, paidAt }: On<'created'>): CheckoutState {
  const at = { attempt: state.attempt, order }
  switch (reading.kind) {
    case 'paid':
      return { name: 'paid', ...at, late: isLate(state), refund: reading.refund, paidAt }
    case 'closed':
    case 'failed':
      return { name: 'checking', why: 'expiry', ...at }
    case 'waiting':
      return waiting(at, reading.phase)
    case 'none':
      return waiting(at)
  }
}

/** An end is told only after one last check, even on the server's word. */
function listen(state: Ordered, event: On<'answer'>): CheckoutState {
  const { kind } = event.reading
  if (kind !== 'closed' && kind !== 'failed') return settle(state, event) ?? state
  return { name: 'checking', why: 'expiry', told: toldBefore(state), attempt: state.attempt, order: merged(state.order, event.order) }
}

/** What a refused close leaves: what the backend said of the order, and no code on the screen where it said nothing. */
function keepOpen(state: Ordered, { reading, closableAt }: On<'close-refused'>): CheckoutState {
  const at = { attempt: state.attempt, order: closableAt === undefined ? state.order : { ...state.order, closableAt } }
  if (reading.kind === 'waiting') return waiting(at, reading.phase)
  return reading.kind === 'closed' ? { name: 'expired', by: reading.by, ...at } : { name: 'unknown', ...at }
}

/** Passive states hear only of a payment: an end is told once, and only money changes it. */
const onlyPaid = (state: Ordered, event: On<'answer'>): CheckoutState =>
  event.reading.kind === 'paid' ? (settle(state, event) ?? state) : state

const table: { readonly [N in StateName]: Row<N> } = {
  idle: { create },
  creating: {
    created: (state, event) =>
      state.closeRequested && event.reading.kind !== 'paid'
        ? { name: 'closing', by: closingBy(state.attempt), next: state.next, attempt: state.attempt, order: event.order }
        : begin(state, event),
    'create-refused': ({ attempt }, { error }) => ({ name: 'failed', attempt, error }),
    // Another tab has made this intent's next order already: that one is shown.
    create,
    'create-lost': ({ attempt }, { error, seen }) => (seen ? { name: 'unknown', attempt } : { name: 'failed', attempt, error }),
    close: (state, { next }) => ({ ...state, closeRequested: true, next }),
    'other-paid': otherPaid,
  },
  waiting: {
    answer: listen,
    check,
    close,
    'other-paid': otherPaid,
  },
  checking: {
    answer: (state, event) => settle(state, event) ?? state,
    'no-answer': (state) => (state.why === 'window' ? waiting(state) : { name: 'unknown', attempt: state.attempt, order: state.order }),
    check,
    close,
    'other-paid': otherPaid,
  },
  closing: {
    answer: (state, event) => {
      const { reading } = event
      if (reading.kind === 'paid') return settle(state, event) ?? state
      // That its time is up does not say that it is closed.
      if (reading.kind !== 'failed' && !(reading.kind === 'closed' && reading.by === 'state')) return state
      if (state.next) return { name: 'creating', attempt: state.next, closeRequested: false }
      return { name: 'closed', attempt: state.attempt, order: merged(state.order, event.order) }
    },
    'no-answer': ({ attempt, order }) => ({ name: 'unknown', attempt, order }),
    'close-refused': keepOpen,
    // The payer's last wish counts: a new code, or none.
    close: (state, { next }) => ({ ...state, next }),
    'other-paid': otherPaid,
  },
  unknown: {
    answer: (state, event) => (hasOrder(state) && event.reading.kind !== 'none' ? listen(state, event) : state),
    // A create whose answer was lost turns out to have made an order: found by its token.
    created: begin,
    check: (state, event) => (hasOrder(state) ? check(state, event) : state),
    close: (state, event) => (hasOrder(state) ? close(state, event) : state),
    create,
    'other-paid': otherPaid,
  },
  expired: { answer: onlyPaid, check, close, create, 'other-paid': otherPaid },
  closed: { answer: onlyPaid, create, 'other-paid': otherPaid },
  failed: {
    answer: (state, event) => (hasOrder(state) ? onlyPaid(state, event) : state),
    create,
    'other-paid': otherPaid,
  },
  paid: {},
}

/** The state after an event; the same object where the event means nothing in that state. */
export function transition(state: CheckoutState, event: CheckoutEvent): CheckoutState {
  const row = table[state.name] as Partial<Record<EventName, (state: CheckoutState, event: CheckoutEvent) => CheckoutState>>
  return row[event.type]?.(state, event) ?? state
}
