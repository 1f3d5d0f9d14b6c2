/**
 * A checkout: one intent, its attempts, and the truth about them. What may happen is in `core/machine`, what is done about it in
 * `checkout/steps`. It never decides by itself that something is paid, failed or expired: the backend's word does.
 */
import { canCloseAt } from './backends/port'
import { createAttempts, type Run } from './checkout/attempts'
import { createNews, type CheckoutNews, type TraceEntry } from './checkout/news'
import { createStage, type Stage } from './checkout/stage'
import { createSteps } from './checkout/steps'
import type { PayClient } from './client'
import type { GatewayType } from './core/gateways'
import { clientTokenFrom, intentIdFrom, NAME_BYTES, type IntentId } from './core/identity'
import type { Attempt, CheckoutState } from './core/machine'
import type { ClientToken } from './core/order'
import { checkFlow, checkGateway, checkGoods, type PayRequest } from './core/request'
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
  /** Whether {@link closeOrder} can end an order at this backend. */
  readonly canClose: boolean
  /** Calls back after each change of `state` or `health`. */
  subscribe(listener: () => void): Stop
  /** News for analytics. */
  onEvent(listener: (news: CheckoutNews) => void): Stop
  /** The last 200 pieces of news, to attach to a support ticket: no token, no payment code. */
  trace(): readonly TraceEntry[]
  /** The first end: paid, closed, failed, expired or unknown. Never rejects; never settles after `dispose`. */
  readonly outcome: Promise<CheckoutState>
  /** Creates the order, or comes back to the one that this intent has already. Calling it again changes nothing. */
  start(): void
  /** Asks the backend now ("I have paid"). Resolves with the state that the answer led to. */
  checkNow(): Promise<CheckoutState>
  /** A new code for the same intent: the old order is closed, known to be closed, and only then the next is made. */
  renew(): Promise<CheckoutState>
  /** Another way of paying the same intent, by the same steps as {@link renew}. */
  switchTo(gatewayType: GatewayType): Promise<CheckoutState>
  /** Cancels: asks, closes, asks again. Resolves with `closed`, `paid` or `unknown`; with `waiting` or `expired` where it can't be closed now. */
  closeOrder(): Promise<CheckoutState>
  /** Stops the watching and closes nothing: a later checkout of the same intent comes back to the order. */
  dispose(): void
}

/**
 * Makes a checkout of one intent. Nothing is sent before `start()`.
 * @throws HError 605 for a bad amount or description, 608 for a gateway that the backend does not offer, 611 for a flow that this version can't show.
 * @example
 * const checkout = createCheckout(client, { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' })
 * checkout.subscribe(() => render(checkout.state))
 * checkout.start()
 */
export function createCheckout(client: PayClient, request: PayRequest): Checkout {
  const { backend, ports } = client
  const usable = (type: GatewayType): GatewayType => checkFlow(checkGateway(type, backend.gateways))
  const goods = checkGoods(request)
  let gatewayType = usable(request.gateway)
  const intentId = intentIdFrom(request.intentId, () => ports.random.bytes(NAME_BYTES))
  const attempts = createAttempts(client, intentId)
  const news = createNews(() => ports.clock.now())
  const controller = new AbortController()
  const { signal } = controller
  const steps = createSteps({ client, goods, attempts, news, signal, stage: () => stage })
  const stage: Stage = createStage({ news, signal, onEnter: enter })

  /** What a new state sets going. */
  function enter(state: CheckoutState, before: CheckoutState): void {
    if (state.name === 'idle') return
    const previous = 'attempt' in before ? before.attempt : undefined
    const isNew = state.name === 'creating' && state.attempt !== previous
    const old = isNew && previous ? attempts.of(previous) : undefined
    if (old) steps.leave(old, before.name === 'closing')
    // Another tab may have made the next order meanwhile.
    if (isNew && before.name === 'closing' && resume()) return
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

  const nextAttempt = (clientToken = backend.supports.token ? clientTokenFrom(ports.random.bytes(NAME_BYTES)) : undefined): Attempt => ({
    no: attempts.nextNo(), gatewayType, clientToken,
  })

  /** Comes back to the newest attempt that an earlier page or another tab of this intent left, if there is one. */
  function resume(): boolean {
    const left = attempts.restore()
    const last = left[left.length - 1]
    for (const run of left) if (run !== last && run.order) steps.watchBehind(run)
    if (!last) return false
    const asksTheSame = last.amountFen === goods.amountFen && last.description === goods.description && backend.gateways.includes(last.attempt.gatewayType)
    if (!asksTheSame && (!last.order || last.isPaid)) {
      // Its answer never came to a page that could show its code; or it was paid, and this is something else.
      last.isClosed = true
      return false
    }
    stage.dispatch({ type: 'create', attempt: last.attempt })
    // An order that is for something else, or whose time is up, makes room for the next: asked first, and closed.
    const isOver = !last.isPaid && last.order?.expiresAt !== undefined && last.order.expiresAt <= ports.clock.now()
    if (!asksTheSame || isOver) stage.dispatch({ type: 'close', by: 'close', next: nextAttempt() })
    return true
  }

  /** The order that this intent has elsewhere, else a new one. */
  function begin(clientToken?: ClientToken): void {
    if (!resume()) stage.dispatch({ type: 'create', attempt: nextAttempt(clientToken) })
  }

  function start(): void {
    if (stage.state.name === 'idle' && !signal.aborted) begin()
  }

  /** A token stands for one body: another gateway is another one. */
  const canRepeat = (attempt: Attempt): boolean => attempts.of(attempt)?.isClosed === false && attempt.gatewayType === gatewayType

  const closeFirst = () => stage.dispatch({ type: 'close', by: 'close', next: nextAttempt() })

  /** The next attempt: at once where the last one is over, else by closing it first. */
  async function next(type: GatewayType): Promise<CheckoutState> {
    const wanted = usable(type)
    // The order that is being made is waited for: only then it is known what there is to close.
    if (stage.state.name === 'creating' && wanted !== stage.state.attempt.gatewayType) await stage.settled()
    const { state } = stage
    if (state.name !== 'creating' && state.name !== 'paid') gatewayType = wanted
    switch (state.name) {
      case 'idle':
        start()
        break
      case 'expired':
        if (state.by === 'time' && canCloseAt(backend)) closeFirst()
        else begin()
        break
      case 'closed':
        begin()
        break
      case 'failed':
        // A create whose answer was lost is repeated by the same token, so that it can't become two orders.
        begin(canRepeat(state.attempt) ? state.attempt.clientToken : undefined)
        break
      case 'waiting':
      case 'checking':
      case 'closing':
      case 'unknown':
        if (canCloseAt(backend)) closeFirst()
        else if (state.name === 'unknown') stage.dispatch({ type: 'check', why: 'user' })
        break
      case 'creating':
      case 'paid':
        break
    }
    return stage.settled()
  }

  return {
    intentId,
    get state() { return stage.state },
    get health() { return stage.health },
    get lastAnswerAt() {
      const { state } = stage
      return 'attempt' in state ? attempts.of(state.attempt)?.watch?.lastAnswerAt : undefined
    },
    canClose: canCloseAt(backend),
    subscribe: stage.subscribe,
    onEvent: news.onEvent,
    trace: news.trace,
    outcome: stage.outcome,
    start,
    checkNow() {
      stage.dispatch({ type: 'check', why: 'user' })
      return stage.settled()
    },
    renew: () => next(gatewayType),
    switchTo: next,
    closeOrder() {
      stage.dispatch({ type: 'close', by: 'close' })
      return stage.settled()
    },
    dispose() {
      controller.abort()
      news.silence()
    },
  }
}
