/**
 * A checkout: one intent, its attempts, and the truth about them. What may happen is in `core/machine`, what is done about it in
 * `checkout/steps`. It never decides by itself that something is paid, failed or expired: the backend's word does.
 */
import { createAttempts, type Run } from './checkout/attempts'
import { createBehind } from './checkout/behind'
import { createCourse } from './checkout/course'
import { createNews, type CheckoutNews, type TraceEntry } from './checkout/news'
import { createStage, type Stage } from './checkout/stage'
import { createSteps } from './checkout/steps'
import type { PayClient } from './client'
import { gateways, type GatewayType } from './core/gateways'
import { intentIdFrom, NAME_BYTES, type IntentId } from './core/identity'
import { closingBy, type CheckoutState } from './core/machine'
import { mayHavePaid } from './core/may-have-paid'
import { checkGoods, type PayRequest } from './core/request'
import type { Health } from './runtime/health'
import type { Stop } from './runtime/page'

/** A checkout in progress. */
export interface Checkout {
  readonly intentId: IntentId
  readonly state: CheckoutState
  /** How the asking goes; the payment is safe in each. */
  readonly health: Health
  /** When the backend last told something about the shown order (ms since the epoch). */
  readonly lastAnswerAt: number | undefined
  /** Whether {@link closeOrder} can end an order of the shown gateway at this backend. Before `order.closableAt` it won't yet. */
  readonly canClose: boolean
  /**
   * Whether the payer may have paid: a code was handed to them or a charge was sent, and no server answer says unpaid and closed. While it
   * is true, nothing else may be asked to pay the same thing.
   */
  readonly mayHavePaid: boolean
  /** Calls back after each change of `state` or `health`. */
  subscribe(listener: () => void): Stop
  /** News for the screen and for analytics alone: the shop's server learns of a payment by its own success callback, never from a page. */
  onEvent(listener: (news: CheckoutNews) => void): Stop
  /** The last 200 pieces of news, to attach to a support ticket: no token, no payment code. */
  trace(): readonly TraceEntry[]
  /**
   * The first end: paid, closed, failed, expired or unknown. Never rejects; never settles after `dispose`. For the screen alone, as
   * {@link onEvent} is.
   */
  readonly outcome: Promise<CheckoutState>
  /**
   * Creates the order, or comes back to the one that this intent has already. Calling it again changes nothing. In the scan flow
   * it only comes back: there the order is made by {@link charge}.
   */
  start(): void
  /**
   * Sends the payer on, as often as it takes: asks the wallet's bridge (jsapi), or goes to its page (redirect). Starts the checkout where it
   * was not. `newWindow`: for an order that is a page to go to, or before there is one for a gateway of the redirect flow; call it within the
   * click. Where the window is blocked, or a gateway of another flow has answered with a page to a call that came before, this page is left.
   * A link of the page's own to the order's `show.url`, which has been checked, does as well: it is the same order.
   * Resolves with the state that it led to: a bridge's end leads to a check. Rejects with HError 608 for a page without a safe address, 600 or
   * 601 where the way to the wallet can't be loaded; the order stays.
   */
  pay(options?: { readonly newWindow?: boolean }): Promise<CheckoutState>
  /**
   * Charges a payment code that was scanned: its wallet's gateway of the scan flow is taken. A code is sent once; one that is scanned twice,
   * or while an answer is missing, changes nothing. Resolves with the state once it does not pass by itself: `waiting` while the payer
   * types the password. Rejects with HError 605 for what is no payment code, 608 where its wallet is not offered; neither repeats the code.
   * 600 or 601, with `mayHavePaid` false, where the scan flow can't be loaded: nothing was sent.
   */
  charge(authCode: string): Promise<CheckoutState>
  /** Asks the backend now ("I have paid"). Resolves with the state that the answer led to. */
  checkNow(): Promise<CheckoutState>
  /** A new code for the same intent: the old order is closed, known to be closed, and only then the next is made (scan: by {@link charge}). */
  renew(): Promise<CheckoutState>
  /** Another way of paying the same intent, by the same steps as {@link renew}. */
  switchTo(gatewayType: GatewayType): Promise<CheckoutState>
  /** Cancels: asks, closes (scan: takes the charge back), asks again. Resolves with `closed`, `paid` or `unknown`; with `waiting` or `expired` where it can't be closed now. */
  closeOrder(): Promise<CheckoutState>
  /** Stops the watching and closes nothing: a later checkout of the same intent comes back to the order. */
  dispose(): void
}

/**
 * Makes a checkout of one intent. Nothing is sent before `start()`.
 * @throws HError 605 for a bad amount or description, 608 for a gateway that the backend does not offer, 611 for one whose bridge the client lacks.
 * @example
 * const checkout = createCheckout(client, { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' })
 * checkout.subscribe(() => render(checkout.state))
 * checkout.start()
 */
export function createCheckout(client: PayClient, request: PayRequest): Checkout {
  const { ports } = client
  const goods = checkGoods(request, client.backend)
  const intentId = intentIdFrom(request.intentId, () => ports.random.bytes(NAME_BYTES))
  const attempts = createAttempts(client, intentId)
  const news = createNews(() => ports.clock.now())
  const controller = new AbortController()
  const { signal } = controller
  const behind = createBehind({ client, attempts, news, signal, stage: () => stage })
  const course = createCourse({ client, goods, gateway: request.gateway, attempts, signal, stage: () => stage, watchBehind: behind.watch })
  const steps = createSteps({ client, goods, attempts, news, signal, stage: () => stage, takeCode: course.takeCode, freshAttempt: course.freshAttempt, takeUp: course.takeUp })
  const stage: Stage = createStage({ news, signal, onEnter: enter })

  /** What a new state sets going. */
  function enter(state: CheckoutState, before: CheckoutState): void {
    if (state.name === 'idle') return
    const previous = 'attempt' in before ? before.attempt : undefined
    const isNew = state.name === 'creating' && state.attempt !== previous
    const old = isNew && previous ? attempts.of(previous) : undefined
    if (old) behind.leave(old, before.name === 'closing')
    // Another tab may have made the next order meanwhile.
    if (isNew && before.name === 'closing' && course.resume()) return
    // Remembered before anything is sent.
    const run = attempts.of(state.attempt) ?? attempts.add(state.attempt, goods)
    remember(state, run)
    if (isNew) void steps.create(run)
    else if (state.name === 'checking' && before.name !== 'checking') void steps.check(run)
    else if (state.name === 'closing' && before.name !== 'closing') void steps.close(run)
  }

  /** What a state says of its attempt's order: what it is, and whether it is over. */
  function remember(state: Exclude<CheckoutState, { name: 'idle' }>, run: Run): void {
    if ('order' in state && state.order) run.order = state.order
    if (state.name === 'waiting') run.isClosed = false
    if (state.name === 'paid' || state.name === 'closed' || (state.name === 'failed' && run.order) || (state.name === 'expired' && state.by === 'state')) run.isClosed = true
    if (state.name === 'paid' || state.name === 'closed') run.watch?.stop()
    if (state.name === 'paid') attempts.settle(run)
    else attempts.save()
  }

  return {
    intentId,
    get state() { return stage.state },
    get health() { return stage.health },
    get lastAnswerAt() {
      const { state } = stage
      return 'attempt' in state ? attempts.of(state.attempt)?.watch?.lastAnswerAt : undefined
    },
    get canClose() { return course.canEnd() },
    get mayHavePaid() { return attempts.mayBePaid() || mayHavePaid(stage.state) },
    subscribe: stage.subscribe,
    onEvent: news.onEvent,
    trace: news.trace,
    outcome: stage.outcome,
    start: course.start,
    async pay({ newWindow } = {}) {
      const { state: before } = stage
      // What the order has turned out to be; before there is one, what its gateway promises.
      const { flow } = ('order' in before && before.order?.show) || gateways[course.gatewayType]
      const opened = newWindow && flow === 'redirect' && !signal.aborted ? ports.navigate.open() : undefined
      course.start()
      const state = await stage.settled()
      await steps.pay(state.name === 'waiting' ? attempts.of(state.attempt) : undefined, opened)
      return stage.settled()
    },
    charge: course.charge,
    async checkNow() {
      const { state } = stage
      // A charge whose number is not known yet is looked for.
      if (state.name === 'unknown' && !state.order) await attempts.of(state.attempt)?.watch?.check()
      stage.dispatch({ type: 'check', why: 'user' })
      return stage.settled()
    },
    renew: () => course.next(course.gatewayType),
    switchTo: course.next,
    closeOrder() {
      const { state } = stage
      if ('attempt' in state) stage.dispatch({ type: 'close', by: closingBy(state.attempt) })
      return stage.settled()
    },
    dispose() {
      controller.abort()
      news.silence()
    },
  }
}
