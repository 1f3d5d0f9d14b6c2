/** What a checkout does in each state: it creates, asks and closes, and hands what the backend says to the stage. */
import { refOf } from '../backends/port'
import type { PayClient } from '../client'
import { gateways } from '../core/gateways'
import type { CheckoutState } from '../core/machine'
import { isOurs, type Order } from '../core/order'
import type { Reading } from '../core/outcome'
import type { CheckedGoods } from '../core/request'
import { HError } from '../errors'
import { watchOrder, type Watched } from '../watch'
import type { Attempts, Run } from './attempts'
import { closeWatchedOrder } from './close-order'
import { createOrder } from './create-order'
import { factsOf, type createNews } from './news'
import type { Stage } from './stage'

/** What the steps work with. */
export interface StepsOptions {
  readonly client: PayClient
  readonly goods: CheckedGoods
  readonly attempts: Attempts
  readonly news: ReturnType<typeof createNews>
  readonly signal: AbortSignal
  /** The stage; a function, because the two need each other. */
  readonly stage: () => Stage
}

/** How an order begins to be shown: made just now with what its answer said, or taken back from an earlier page. */
interface Beginning {
  readonly resumed: boolean
  readonly reading?: Reading
  readonly paidAt?: string | number | undefined
}

/** States in which only an answer to a question of their own decides. */
const ASKING: ReadonlySet<CheckoutState['name']> = new Set(['checking', 'closing'])

/** The steps of one checkout. */
export function createSteps({ client, goods, attempts, news, signal, stage }: StepsOptions) {
  const isShown = ({ attempt }: Run): boolean => {
    const { state } = stage()
    return 'attempt' in state && state.attempt === attempt
  }

  async function create(run: Run): Promise<void> {
    const { attempt } = run
    // What was paid once is not shown to be paid again, but asked for.
    if (run.order) return begin(run, { resumed: true, ...(run.isPaid && { reading: { kind: 'closed', by: 'time' } }) })
    const onTrouble = () => stage().setHealth(client.ports.page.isOnline() ? 'unstable' : 'offline')
    run.making = new AbortController()
    const stopMaking = () => run.making?.abort()
    signal.addEventListener('abort', stopMaking)
    const result = await createOrder(client, { request: { ...goods, gateway: attempt.gatewayType }, attempt, signal: run.making.signal, onTrouble })
    signal.removeEventListener('abort', stopMaking)
    if (run.making.signal.aborted) return
    if (result.kind === 'created') {
      stage().setHealth('ok')
      run.order = result.order
      news.tell({ type: 'created', ...factsOf(attempt, run.order) })
      return begin(run, { resumed: false, reading: result.reading, paidAt: result.paidAt })
    }
    run.isClosed = result.kind === 'refused'
    if (result.kind === 'refused') stage().dispatch({ type: 'create-refused', error: result.error })
    else stage().dispatch({ type: 'create-lost', error: result.error, seen: gateways[attempt.gatewayType].flow === 'scan' })
  }

  /** The order is there: shows and watches it. */
  function begin(run: Run, { resumed, reading = { kind: 'waiting' }, paidAt }: Beginning): void {
    if (!run.order) return
    run.watch = watchOrder(client, refOf(run.attempt, run.order), {
      signal, resumed, expiresAt: run.order.expiresAt,
      onAnswer: (watched) => hear(run, watched),
      onAsk: (why) => news.tell({ type: 'ask', why }),
      onHealth: stage().setHealth,
      onMilestone: (why) => (stage().state.name === 'waiting' ? stage().dispatch({ type: 'check', why }) : void run.watch?.check()),
    })
    stage().dispatch({ type: 'created', order: run.order, reading, paidAt })
  }

  function hear(run: Run, { reading, answer, expiresAt, why }: Watched): void {
    if (!isShown(run)) return
    // A payment counts whenever it is heard of; else only the answer to the check itself ends a check.
    if (ASKING.has(stage().state.name) && why !== 'check' && reading.kind !== 'paid') return
    const error = reading.kind === 'failed' ? neverPayable(reading.tradeState, run.order) : undefined
    const order = whatIsNew(run.order, { amountFen: answer.amountFen, expiresAt })
    stage().dispatch({ type: 'answer', reading, order, error, paidAt: answer.paidAt })
  }

  /** Watches an attempt that isn't shown any more but may still be paid. */
  function watchBehind(run: Run): void {
    const watch = watchOrder(client, refOf(run.attempt, run.order), {
      signal, slow: true, resumed: true, expiresAt: run.order?.expiresAt,
      onAnswer: ({ reading, answer }) => {
        if (reading.kind !== 'paid' && !(reading.kind === 'closed' && reading.by === 'state')) return
        run.isClosed = true
        watch.stop()
        if (reading.kind === 'paid') paidBehind(run, { ...(reading.refund && { refund: reading.refund }), paidAt: answer.paidAt })
        else attempts.save()
      },
    })
    run.watch?.stop()
    run.watch = watch
  }

  function paidBehind({ attempt, order }: Run, payment: { refund?: 'partial' | 'complete'; paidAt: string | number | undefined }): void {
    const { state, dispatch } = stage()
    if (!order) return
    if (state.name === 'paid') {
      // Two attempts by one token are one order.
      if (isOurs(order, state.order)) return
      news.tell({ type: 'duplicate-paid', first: factsOf(state.attempt, state.order), second: factsOf(attempt, order) })
      return
    }
    const shown = 'attempt' in state ? attempts.of(state.attempt) : undefined
    dispatch({ type: 'other-paid', attempt, order, ...payment })
    // The code that was on the screen may be paid as well: it is watched on, and said if it is.
    if (shown) leave(shown, shown.isClosed)
  }

  async function check(run: Run): Promise<void> {
    const reading = await run.watch?.check()
    if (reading && reading.kind !== 'none') return
    if (stage().state.name === 'checking' && isShown(run)) stage().dispatch({ type: 'no-answer' })
  }

  async function close(run: Run): Promise<void> {
    const outcome = await closeWatchedOrder(client, run, signal)
    if (stage().state.name !== 'closing' || !isShown(run)) return
    stage().dispatch(outcome.kind === 'refused' ? { type: 'close-refused', reading: outcome.reading } : { type: 'no-answer' })
  }

  /** A next attempt begins, or another one was paid. This one is known to be closed, was never seen, or stays watched. */
  function leave(run: Run, isKnownClosed: boolean): void {
    run.making?.abort()
    run.watch?.stop()
    if (isKnownClosed || !run.order) run.isClosed = true
    if (!run.isClosed) watchBehind(run)
  }

  return { create, check, close, leave, watchBehind }
}

/** The provider's definite refusal of an order. */
const neverPayable = (tradeState: string, order: Order | undefined): HError =>
  new HError(608, undefined, { errCode: tradeState, tradeNo: order?.tradeNo, transactionNo: order?.transactionNo })

/** Only what differs, so that an answer that says nothing new changes nothing. */
function whatIsNew(order: Order | undefined, told: Pick<Order, 'amountFen' | 'expiresAt'>): Partial<Order> | undefined {
  const fresh = Object.entries(told).filter(([key, value]) => value !== undefined && order?.[key as keyof typeof told] !== value)
  return fresh.length > 0 ? Object.fromEntries(fresh) : undefined
}
