/** Watches the order that a payer comes back from, and the others of its intent, by the checkout's own machine. */
import type { PayClient } from '../client'
import type { GatewayType } from '../core/gateways'
import { transition, type Attempt, type CheckoutEvent } from '../core/machine'
import { isOurs, type Order } from '../core/order'
import { canPayAgain, returnState, type ReturnState } from '../core/return-state'
import type { WhichOrder } from '../core/which-order'
import { HError } from '../errors'
import { rememberPaid } from '../pending'
import type { Resumed } from '../resume'
import { createListeners } from '../runtime/listeners'
import { watchOrder, type Watched } from '../watch'
import { beginning, othersOf, shownOf, type Asked } from './asked'
import { createReturnNews } from './news'

/** What an answer tells of the order. */
function whatIsTold({ answer: { tradeNo, transactionNo, amountFen }, expiresAt }: Watched): Partial<Order> {
  return Object.fromEntries(Object.entries({ tradeNo, transactionNo, amountFen, expiresAt }).filter(([, value]) => value !== undefined))
}

const neverPayable = (tradeState: string, { tradeNo, transactionNo }: Watched['answer']): HError =>
  new HError(608, undefined, { errCode: tradeState, tradeNo, transactionNo })

/** The watch behind `resume`. */
export function watchReturn(client: PayClient, which: WhichOrder): Resumed {
  const shown = shownOf(which)
  const intentId = which.record?.intentId
  const controller = new AbortController()
  const { signal } = controller
  const changes = createListeners<void>()
  const news = createReturnNews(intentId, signal)
  const gatewayTypes = new Map<Attempt, GatewayType | undefined>([[shown.attempt, shown.gatewayType]])
  let state = beginning(shown)
  /** Whether there is such an order: it was made here, or an answer about it has come. */
  let isKnown = which.record !== undefined
  let isAbsent = false

  const view = (): ReturnState => returnState(state, { gatewayType: 'attempt' in state ? gatewayTypes.get(state.attempt) : undefined, isAbsent })

  const dispatch = (event: CheckoutEvent) => {
    const before = state
    state = signal.aborted ? before : transition(before, event)
    if (state === before) return
    if (state.name === 'checking' && before.name !== 'checking') void check()
    if (state.name === 'paid') settle(state.order)
    // As it is now: a listener may set the next in motion.
    const now = view()
    changes.tell()
    news.tellState(now)
  }

  /** The payment is remembered, so that nobody is asked to pay it again. */
  const settle = (order: Order) => {
    if (isOurs(order, shown.ref)) watch.stop()
    if (intentId !== undefined) rememberPaid(client, intentId, order)
  }

  /** This one was paid, too. */
  const tellDuplicate = ({ order, gatewayType }: Asked) => {
    if (state.name === 'paid' && !isOurs(order, state.order)) news.tellDuplicate({ ...state.order, gatewayType: gatewayTypes.get(state.attempt) }, { ...order, gatewayType })
  }

  const hear = (watched: Watched) => {
    const { reading, answer, why } = watched
    isKnown = true
    isAbsent = false
    if (state.name === 'paid' && reading.kind === 'paid') return tellDuplicate(shown)
    // A payment counts whenever it is heard of; else only the answer to the check itself ends a check.
    if (state.name === 'checking' && why !== 'check' && reading.kind !== 'paid') return
    const error = reading.kind === 'failed' ? neverPayable(reading.tradeState, answer) : undefined
    dispatch({ type: 'answer', reading, order: whatIsTold(watched), error, paidAt: answer.paidAt })
  }

  const check = async (): Promise<void> => {
    const reading = await watch.check({ returned: state.name === 'checking' && state.why === 'return' })
    if (reading.kind !== 'none' || signal.aborted) return
    // It answers, and knows no such order.
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

  const watch = watchOrder(client, shown.ref, {
    signal, expiresAt: shown.order.expiresAt, eventsUrl: shown.order.eventsUrl,
    onAnswer: hear,
    onHealth: () => changes.tell(),
    onReturn: () => (state.name === 'waiting' ? dispatch({ type: 'check', why: 'return' }) : void watch.check({ returned: true })),
    onMilestone: (why) => (state.name === 'waiting' ? dispatch({ type: 'check', why }) : void watch.check()),
  })

  /** Another order of the same intent may have been paid instead. */
  const watchBehind = (other: Asked) => {
    const behind = watchOrder(client, other.ref, {
      signal, slow: true, resumed: true, expiresAt: other.order.expiresAt,
      onAnswer({ reading, answer }) {
        if (reading.kind !== 'paid') return
        behind.stop()
        gatewayTypes.set(other.attempt, other.gatewayType)
        if (state.name === 'paid') tellDuplicate(other)
        else dispatch({ type: 'other-paid', attempt: other.attempt, order: other.order, refund: reading.refund, paidAt: answer.paidAt })
      },
    })
  }

  othersOf(which.record, shown).forEach(watchBehind)
  void check()

  return {
    intentId,
    get state() { return view() },
    get health() { return watch.health },
    get lastAnswerAt() { return watch.lastAnswerAt },
    get canPayAgain() { return canPayAgain(view(), intentId !== undefined) },
    subscribe: changes.add,
    onNews: news.add,
    async checkNow() {
      dispatch({ type: 'check', why: 'user' })
      await checked()
      return view()
    },
    dispose: () => controller.abort(),
  }
}
