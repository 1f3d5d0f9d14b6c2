/** The course of an intent: which attempt is shown, and what has to be over before the next. A payment code passes through here. */
import { endingAt } from '../backends/port'
import type { PayClient } from '../client'
import { isScan, type GatewayType } from '../core/gateways'
import { clientTokenFrom, NAME_BYTES } from '../core/identity'
import { closingBy, type Attempt, type CheckoutState } from '../core/machine'
import type { ClientToken } from '../core/order'
import { checkBridge, checkGateway, productsText, type CheckedGoods } from '../core/request'
import { loadScan } from '../parts'
import { loadWithin } from '../runtime/part'
import type { Attempts, Run } from './attempts'
import type { ScannedCode } from './scan'
import type { Stage } from './stage'

/** What the course works with. */
export interface CourseOptions {
  readonly client: PayClient
  readonly goods: CheckedGoods
  /** The way of paying that the page asks for first. */
  readonly gateway: GatewayType
  readonly attempts: Attempts
  readonly signal: AbortSignal
  /** The stage; a function, because the two need each other. */
  readonly stage: () => Stage
  /** Watches an attempt that isn't shown any more but may still be paid. */
  readonly watchBehind: (run: Run) => void
}

/** The course of one checkout. Throws HError 608 or 611 for a gateway that can't be used. */
export function createCourse({ client, goods, gateway, attempts, signal, stage, watchBehind }: CourseOptions) {
  const { backend, ports } = client
  const usable = (type: GatewayType): GatewayType => checkBridge(checkGateway(type, backend.gateways), ports.bridges)
  let gatewayType = usable(gateway)
  /** The payment code on its way into its one request, and the last that was sent. */
  let code: ScannedCode | undefined
  let sentCode: string | undefined

  // A charge has a name even where the backend does not honour it: a reload must know that one was sent.
  const freshToken = () => (backend.supports.token || isScan(gatewayType) ? clientTokenFrom(ports.random.bytes(NAME_BYTES)) : undefined)

  const nextAttempt = (clientToken = freshToken()): Attempt => ({ no: attempts.nextNo(), gatewayType, clientToken })

  /** Comes back to the newest attempt that an earlier page or another tab of this intent left, if there is one. */
  function resume(): boolean {
    const left = attempts.restore()
    // What may have been seen or charged comes before what another tab is only just beginning.
    const known = left.filter(({ order, attempt }) => order ?? isScan(attempt.gatewayType))
    const last = known[known.length - 1] ?? left[left.length - 1]
    for (const run of left) if (run !== last && run.order) watchBehind(run)
    if (!last) return false
    if (!asksTheSame(last) && (last.isPaid || (!last.order && !isScan(last.attempt.gatewayType)))) {
      // Its answer never came to a page that could show its code; or it was paid, and this is something else.
      last.isClosed = true
      return false
    }
    takeUp(last)
    return true
  }

  const asksTheSame = ({ amountFen, description, products, attempt }: Run): boolean =>
    amountFen === goods.amountFen && description === goods.description && products === productsText(goods) && backend.gateways.includes(attempt.gatewayType)

  /** Shows an attempt that was begun elsewhere. One that is for something else, or whose time is up, makes room: it is asked for, and closed. */
  function takeUp(run: Run): void {
    code = undefined
    stage().dispatch({ type: 'create', attempt: run.attempt })
    const isOver = !run.isPaid && run.order?.expiresAt !== undefined && run.order.expiresAt <= ports.clock.now()
    if (run.order && (!asksTheSame(run) || isOver)) closeFirst(run.attempt)
  }

  /** The order that this intent has elsewhere, else a new one; a charge needs a code. */
  function begin(clientToken?: ClientToken): void {
    if (!resume() && (!isScan(gatewayType) || code !== undefined)) stage().dispatch({ type: 'create', attempt: nextAttempt(clientToken) })
  }

  function start(): void {
    if (stage().state.name === 'idle' && !signal.aborted) begin()
  }

  /** Another attempt. A create whose answer was lost is repeated by its token, so that it can't become two orders; a token stands for one body, and another gateway is another one. */
  const beginAgain = (old: Attempt): void =>
    begin(attempts.of(old)?.isClosed === false && old.gatewayType === gatewayType ? old.clientToken : undefined)

  /** Ends an order to make room for the next, which in the scan flow waits for a code. */
  const closeFirst = (old: Attempt) => stage().dispatch({ type: 'close', by: closingBy(old), next: isScan(gatewayType) ? undefined : nextAttempt() })

  const canEnd = (): boolean => {
    const { state } = stage()
    return endingAt(backend, 'attempt' in state ? state.attempt.gatewayType : gatewayType) !== undefined
  }

  /** The next attempt: at once where the last one is over, else by closing it first. */
  async function next(type: GatewayType): Promise<CheckoutState> {
    const wanted = usable(type)
    // The order that is being made is waited for: only then it is known what there is to close.
    const { state: before } = stage()
    if (before.name === 'creating' && wanted !== before.attempt.gatewayType) await stage().settled()
    const { state } = stage()
    if (state.name !== 'creating' && state.name !== 'paid') gatewayType = wanted
    switch (state.name) {
      case 'idle':
        start()
        break
      case 'expired':
        if (state.by === 'time' && canEnd()) closeFirst(state.attempt)
        else begin()
        break
      case 'closed':
      case 'failed':
        beginAgain(state.attempt)
        break
      case 'waiting':
      case 'checking':
      case 'closing':
      case 'unknown':
        // Of the same way only: by another one nothing would say that it is the same order.
        if (!state.order && !isScan(wanted) && state.attempt.gatewayType === wanted) beginAgain(state.attempt)
        else if (canEnd()) closeFirst(state.attempt)
        else if (state.name === 'unknown') stage().dispatch({ type: 'check', why: 'user' })
        break
      case 'creating':
      case 'paid':
        break
    }
    return stage().settled()
  }

  async function charge(authCode: string): Promise<CheckoutState> {
    const scan = await loadWithin(client, loadScan, signal)
    if (!scan) return stage().settled()
    const wanted = scan.readCharge(authCode, gatewayType, client)
    const { state: before } = stage()
    if (before.name === 'waiting' && !isScan(before.attempt.gatewayType)) await next(wanted.gatewayType)
    const { state } = stage()
    if (signal.aborted || wanted.code === sentCode || !scan.canCharge(state, wanted.gatewayType, backend)) return stage().settled()
    gatewayType = wanted.gatewayType
    code = wanted
    if (state.name === 'unknown') stage().dispatch({ type: 'create', attempt: nextAttempt(state.attempt.clientToken) })
    else begin()
    return stage().settled()
  }

  return {
    /** The way of paying that is shown; where none is, or its order is being closed, the one that comes next. */
    get gatewayType() {
      const { state } = stage()
      return 'attempt' in state && state.name !== 'closing' && state.name !== 'closed' ? state.attempt.gatewayType : gatewayType
    },
    /** Whether the shown order can be ended at this backend. */
    canEnd,
    /** An attempt of the gateway in force by another token. */
    freshAttempt: () => nextAttempt(),
    resume,
    takeUp,
    /** Gives the payment code of the charge that is to be sent, once. */
    takeCode: (): ScannedCode | undefined => {
      const taken = code
      code = undefined
      sentCode = taken?.code ?? sentCode
      return taken
    },
    start,
    next,
    charge,
  }
}
