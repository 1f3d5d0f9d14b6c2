/** What a checkout does in each state: it creates, asks and closes, and hands what the backend says to the stage. */
import { refOf } from '../backends/port'
import type { PayClient } from '../client'
import { isScan, sendsOn } from '../core/gateways'
import type { Attempt, CheckoutEvent, CheckoutState, CheckReason } from '../core/machine'
import type { Order } from '../core/order'
import type { Reading } from '../core/outcome'
import type { CheckedGoods } from '../core/request'
import { HError } from '../errors'
import { loadWallet } from '../parts'
import type { OpenedWindow } from '../runtime/navigate'
import { loadWithin } from '../runtime/part'
import { watchOrder, type Watched, type WatchOptions } from '../watch'
import type { Attempts, Run } from './attempts'
import { closeWatchedOrder, isOnItsWayBack } from './close-order'
import { foundOrder, makeOrder } from './make-order'
import { factsOf, type createNews } from './news'
import type { ScannedCode } from './scan'
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
  /** Gives the payment code of the charge that is to be sent, once. */
  readonly takeCode: () => ScannedCode | undefined
  /** An attempt of the same gateway by another token. */
  readonly freshAttempt: () => Attempt
  /** Shows an attempt of this intent that was begun elsewhere. */
  readonly takeUp: (run: Run) => void
}

/** How an order begins to be shown: made just now with what its answer said, or taken back from an earlier page. */
interface Beginning {
  readonly resumed: boolean
  readonly reading?: Reading
  readonly paidAt?: string | number | undefined
}

/** What a backend calls a token that came with another body before. */
const TOKEN_REUSED = 'token_reused'

const isRedirect = ({ order }: Run): boolean => order?.show.flow === 'redirect'

const isCharge = ({ attempt }: Run): boolean => isScan(attempt.gatewayType)

/** States in which only an answer to a question of their own decides. */
const ASKING: ReadonlySet<CheckoutState['name']> = new Set(['checking', 'closing'])

/** The steps of one checkout. */
export function createSteps({ client, goods, attempts, news, signal, stage, takeCode, freshAttempt, takeUp }: StepsOptions) {
  const dispatch = (event: CheckoutEvent): void => stage().dispatch(event)

  /** What is told of every watch. */
  const listening: WatchOptions = {
    signal, onAsk: (why) => news.tell({ type: 'ask', why }), onHealth: (health) => stage().setHealth(health),
  }

  const isShown = ({ attempt }: Run): boolean => {
    const { state } = stage()
    return 'attempt' in state && state.attempt === attempt
  }

  async function create(run: Run): Promise<void> {
    const scanned = takeCode()
    const authCode = isCharge(run) ? scanned?.code : undefined
    if (run.order) return resume(run)
    // A charge that was sent is never sent again, but looked up.
    if (isCharge(run) && authCode === undefined) return lookUp(run)
    const result = await make(run, authCode)
    if (!result) return
    const { attempt } = run
    if (result.kind === 'created') return show(run, result.order, { resumed: false, reading: result.reading, paidAt: result.paidAt })
    if (result.kind === 'elsewhere') return takeUp(result.run)
    const { kind, error } = result
    const isLost = kind === 'lost'
    const isReused = error.errCode === TOKEN_REUSED
    // A charge, or an earlier try at the same order, may be paid.
    if (error.mayHavePaid || (isCharge(run) && (isLost || isReused))) return lookUp(run)
    if (isLost) return dispatch({ type: 'create-lost', error, seen: false })
    run.isClosed = true
    // The page asks for something else than before its reload, and nobody has seen a code of that.
    if (isReused && run.isRestored) return dispatch({ type: 'create', attempt: { ...freshAttempt(), gatewayType: attempt.gatewayType } })
    return dispatch({ type: 'create-refused', error: scanned?.clean(error) ?? error })
  }

  async function make(run: Run, authCode: string | undefined) {
    const making = (run.making = new AbortController())
    const stopMaking = () => making.abort()
    signal.addEventListener('abort', stopMaking)
    const onTrouble = () => stage().setHealth(client.ports.page.isOnline() ? 'unstable' : 'offline')
    const result = await makeOrder(client, run, { goods, attempts, authCode, signal: making.signal, onTrouble })
    signal.removeEventListener('abort', stopMaking)
    return making.signal.aborted ? undefined : result
  }

  /** An order that an earlier page or another tab has shown. */
  function resume(run: Run): void {
    // What was paid once is not shown to be paid again, but asked for.
    begin(run, { resumed: true, ...(run.isPaid && { reading: { kind: 'closed', by: 'time' } }) })
    // The payer may come from the wallet's page.
    if (isRedirect(run)) dispatch({ type: 'check', why: 'return' })
  }

  function show(run: Run, order: Order, beginning: Beginning): void {
    run.order = order
    news.tell({ type: 'created', ...factsOf(run.attempt, order) })
    begin(run, beginning)
  }

  /**
   * The answer to a charge was lost: its order is looked for by the token until it is found. Until then it is unknown. Anything else is looked
   * for until it is paid: without an answer to its create there is nothing to pay it by.
   */
  async function lookUp(run: Run): Promise<void> {
    const { clientToken } = run.attempt
    const lost = () => dispatch({ type: 'create-lost', error: new HError(600), seen: true })
    if (!client.backend.supports.token || clientToken === undefined) return lost()
    const search = (run.watch = watchOrder(client, { clientToken }, {
      ...listening, scan: true,
      onAnswer: ({ reading, answer }) => {
        if (!isCharge(run) && reading.kind !== 'paid') return
        search.stop()
        if (isShown(run)) show(run, foundOrder(run, answer), { resumed: false, reading, paidAt: answer.paidAt })
      },
    }))
    await search.check()
    if (!run.order && isShown(run) && run.watch === search) lost()
  }

  /** The order is there: shows and watches it. */
  function begin(run: Run, { resumed, reading = { kind: 'waiting' }, paidAt }: Beginning): void {
    if (!run.order) return
    // A watch of its own begins, whose health is told when it changes.
    stage().setHealth('ok')
    run.watch = watchOrder(client, refOf(run.attempt, run.order), {
      ...listening, resumed, expiresAt: run.order.expiresAt, eventsUrl: run.order.eventsUrl, scan: isCharge(run),
      // Whoever comes back from the wallet's page is asked for by a check.
      ...(isRedirect(run) && { resumed: false, onReturn: () => checkShown(run, 'return') }),
      onAnswer: (watched) => hear(run, watched),
      onMilestone: (why) => checkShown(run, why),
    })
    dispatch({ type: 'created', order: run.order, reading, paidAt })
  }

  /** It is time to ask for the shown order: before the payer's eyes, where it is waited for. */
  function checkShown(run: Run, why: CheckReason): void {
    const { state } = stage()
    // What is being taken back waits for no payer, and stays so where there is no answer.
    if (state.name === 'waiting' && state.phase !== 'reversing') dispatch({ type: 'check', why })
    else void run.watch?.check()
  }

  function hear(run: Run, { reading, answer, expiresAt, why }: Watched): void {
    if (!isShown(run) || isOnItsWayBack(run, reading)) return
    // A payment counts whenever it is heard of; else only the answer to the check itself ends a check.
    if (ASKING.has(stage().state.name) && why !== 'check' && reading.kind !== 'paid') return
    const error = reading.kind === 'failed' ? neverPayable(reading.tradeState, run.order) : undefined
    const order = whatIsNew(run.order, { amountFen: answer.amountFen, expiresAt })
    dispatch({ type: 'answer', reading, order, error, paidAt: answer.paidAt })
  }

  async function check(run: Run): Promise<void> {
    const { state } = stage()
    const reading = await run.watch?.check({ returned: state.name === 'checking' && (state.why === 'return' || state.why === 'bridge') })
    if (reading && reading.kind !== 'none') return
    if (stage().state.name === 'checking' && isShown(run)) dispatch({ type: 'no-answer' })
  }

  async function close(run: Run): Promise<void> {
    const open = await closeWatchedOrder(client, run, signal)
    if (stage().state.name !== 'closing' || !isShown(run)) return
    dispatch(open ? { type: 'close-refused', reading: open.reading, closableAt: open.retryInMs && client.ports.clock.now() + open.retryInMs } : { type: 'no-answer' })
  }

  /** Sends the payer to the wallet, if there is an order to pay; a bridge's end leads to a check, whatever it says. */
  async function pay(run: Run | undefined, opened: OpenedWindow | undefined): Promise<void> {
    if (!run || !sendsOn(run.order?.show.flow)) return opened?.close()
    const wallet = await loadWithin(client, loadWallet, signal).catch((error: unknown) => {
      opened?.close()
      throw error
    })
    // It may have been paid or cancelled meanwhile.
    if (!wallet || stage().state.name !== 'waiting' || !isShown(run)) return opened?.close()
    const hasLeftOff = await wallet.sendPayer(client, run, { opened, signal })
    if (hasLeftOff && isShown(run)) checkShown(run, 'bridge')
  }

  return { create, check, close, pay }
}

/** The provider's definite refusal of an order. */
const neverPayable = (tradeState: string, order: Order | undefined): HError =>
  new HError(608, undefined, { errCode: tradeState, tradeNo: order?.tradeNo, transactionNo: order?.transactionNo })

/** Only what differs, so that an answer that says nothing new changes nothing. */
function whatIsNew(order: Order | undefined, told: Pick<Order, 'amountFen' | 'expiresAt'>): Partial<Order> | undefined {
  const fresh = Object.entries(told).filter(([key, value]) => value !== undefined && order?.[key as keyof typeof told] !== value)
  return fresh.length > 0 ? Object.fromEntries(fresh) : undefined
}
