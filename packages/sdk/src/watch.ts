/**
 * Watching one order: ask, wait for the answer, then schedule. A failed ask backs off and is told; it ends nothing.
 * What the answers mean is read by `core/outcome`, when to ask next by `core/schedule`.
 */
import type { PayClient } from './client'
import { isOurs, type OrderAnswer, type OrderRef } from './core/order'
import { readAnswer, type Reading } from './core/outcome'
import { nextDelay } from './core/schedule'
import { isHError } from './errors'
import { loadCompany } from './parts'
import { sleep } from './runtime/heard'
import { createHealthGauge, type Health } from './runtime/health'
import type { Company } from './watch/company'
import { createDeadline } from './watch/deadline'

/**
 * Why the backend is asked: by schedule, at the window's end or the expiry, because the payer came back, because the backend or another
 * tab hinted at news, or because somebody wants to know now.
 */
export type AskReason = 'poll' | 'window' | 'expiry' | 'wake' | 'nudge' | 'mirror' | 'check'

/** One answer about our order. */
export interface Watched {
  readonly reading: Reading
  readonly answer: OrderAnswer
  /** When the order can't be paid any more, as this answer tells; undefined where it does not. */
  readonly expiresAt?: number | undefined
  readonly why: AskReason
}

/** Options of {@link watchOrder}. */
export interface WatchOptions {
  /** Called with each answer about our order. */
  onAnswer?: (watched: Watched) => void
  onHealth?: (health: Health) => void
  onAsk?: (why: AskReason) => void
  /** Called instead of asking when the window ends or the order expires, by someone who will `check()`. */
  onMilestone?: (why: 'window' | 'expiry') => void
  /** Called instead of asking when the payer comes back to this page, by someone who will `check()`. */
  onReturn?: () => void
  /** When it can't be paid any more, where known. Instant, ms since the epoch. */
  expiresAt?: number | undefined
  /** Where its nudges come from, as its create told. */
  eventsUrl?: string | undefined
  /** Whether the order is older than this page: then the first ask is at once. @default false */
  resumed?: boolean
  /** Payment-code charges are asked for even while the page is hidden. @default false */
  scan?: boolean
  /** An order that isn't shown any more: watched slowly, by each tab for itself, without push. @default false */
  slow?: boolean
  /** Stops the watch. */
  signal?: AbortSignal
}

/** A watch in progress. */
export interface OrderWatch {
  readonly health: Health
  /** When the backend last told something about our order. */
  readonly lastAnswerAt: number | undefined
  /** Whether the next ask is scheduled; false past the watch's end, or hidden after its window. */
  readonly isActive: boolean
  /**
   * Asks now, afresh, up to three times until there is an answer; `none` where there was none.
   * `returned`: the payer comes from the wallet, so that it is asked at full rate for a minute.
   */
  check(options?: { readonly returned?: boolean }): Promise<Reading>
  /** Timers cleared, request aborted, listeners gone, nothing told any more. */
  stop(): void
}

const NONE: Reading = { kind: 'none' }
const CHECK_PAUSES_MS = [1_000, 2_000]
/** Where the server asks for a longer pause, a check ends without an answer rather than keep the payer waiting. */
const PATIENCE_MS = 5_000
/** A wake-up or a nudge asks at once, but not twice within this time: focus and visibility come together. */
const GAP_MS = 1_000

/**
 * Watches an order until `stop()`.
 * @example
 * const watch = watchOrder(client, { tradeNo }, { onAnswer: ({ reading }) => { if (reading.kind === 'paid') watch.stop() } })
 */
export function watchOrder(client: PayClient, ref: OrderRef, options: WatchOptions = {}): OrderWatch {
  const { clock, page, random } = client.ports
  const controller = new AbortController()
  const { signal } = controller
  const deadline = createDeadline(() => clock.now(), options.expiresAt)
  let returnedAt: number | undefined
  let lastAskAt = -Infinity
  let lastAnswerAt: number | undefined
  let hintMs: number | undefined
  let timer: unknown
  let nudgeTimer: unknown
  let company: Company | undefined
  let tail: Promise<unknown> = Promise.resolve()
  let queued = 0

  const gauge = createHealthGauge(page, (health) => options.onHealth?.(health))

  const unschedule = () => {
    clock.clearTimeout(timer)
    timer = undefined
  }

  const dueIn = () =>
    nextDelay({
      now: clock.now(), startedAt: deadline.startedAt, expiresAt: deadline.expiresAt, returnedAt, failures: gauge.failures, hintMs, hidden: page.isHidden(), online: page.isOnline(), push: company?.isPushed ?? false,
      scan: options.scan ?? false, slow: options.slow ?? false, mirroredMs: company?.mirroredMs, random: random.fraction(),
    })

  const schedule = () => {
    unschedule()
    if (signal.aborted || queued > 0) return
    const delay = dueIn()
    if (delay !== undefined) timer = clock.setTimeout(onTimer, delay)
  }

  const sinceLastAsk = () => Math.abs(clock.now() - lastAskAt)

  /** Something hints at news: asked at once, and at most once a second. */
  const nudge = (why: AskReason) => {
    if (signal.aborted || nudgeTimer !== undefined) return
    nudgeTimer = clock.setTimeout(() => {
      nudgeTimer = undefined
      void enqueue(why)
    }, Math.max(0, GAP_MS - sinceLastAsk()))
  }

  /** An order that is shown is watched together with others. It is watched already while they are on their way, and without them. */
  const join = async () => {
    const { createCompany } = await loadCompany()
    if (signal.aborted) return
    company = createCompany(client, ref, {
      eventsUrl: options.eventsUrl, onHint: nudge,
      onTurn: (why) => {
        if (why === 'heard') lastAnswerAt = clock.now()
        schedule()
      },
    })
    company.look(false)
  }

  const onTimer = () => {
    timer = undefined
    const due = deadline.pass()
    if (due && options.onMilestone) {
      schedule()
      options.onMilestone(due)
    } else void enqueue(due ?? 'poll')
  }

  const ask = async (why: AskReason): Promise<Reading> => {
    if (signal.aborted) return NONE
    options.onAsk?.(why)
    const sentAt = (lastAskAt = clock.now())
    const found = await client.call('read', signal, (context) => client.backend.find(ref, context)).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    )
    if (signal.aborted) return NONE
    gauge.asked('answer' in found)
    if ('answer' in found) return told(found.answer, why, sentAt)
    hintMs = isHError(found.error) ? found.error.retryAfterMs : undefined
    return NONE
  }

  const told = (found: OrderAnswer | undefined, why: AskReason, sentAt: number): Reading => {
    hintMs = found?.nextPollMs
    if (!found || !isOurs(found, ref)) return NONE
    const answer = client.backend.supports.expiry ? found : { ...found, expiresInMs: undefined }
    const reading = readAnswer(answer)
    if (reading.kind !== 'none') {
      lastAnswerAt = clock.now()
      deadline.anchor(answer, sentAt)
      company?.tell(reading, dueIn(), why === 'mirror')
    }
    options.onAnswer?.({ reading, answer, expiresAt: deadline.expiresAt, why })
    return reading
  }

  /** One ask at a time: the next waits for the one under way, so that its answer is fresh. */
  const enqueue = (why: AskReason): Promise<Reading> => {
    unschedule()
    queued += 1
    const result = tail.then(() => ask(why)).finally(() => {
      queued -= 1
      schedule()
    })
    tail = result.catch(() => undefined)
    return result
  }

  const check = async ({ returned = false } = {}): Promise<Reading> => {
    if (returned) returnedAt = clock.now()
    for (const pauseMs of [...CHECK_PAUSES_MS, undefined]) {
      const reading = await enqueue('check')
      const isAskedToWait = hintMs !== undefined && hintMs > PATIENCE_MS
      if (reading.kind !== 'none' || pauseMs === undefined || signal.aborted || isAskedToWait) return reading
      await sleep(clock, pauseMs, signal).catch(() => undefined)
    }
    return NONE
  }

  const stops = [
    page.onWake((why) => {
      if (why === 'return') returnedAt = clock.now()
      if (why === 'return' && options.onReturn) options.onReturn()
      else if (queued === 0 && sinceLastAsk() >= GAP_MS) void enqueue('wake')
      // The last ask was in vain: it is not waited for as long as the back-off says.
      else if (gauge.failures > 0) nudge('wake')
    }),
    page.onChange((isLeaving) => {
      gauge.look()
      // Whoever was told of the change may have stopped the watch.
      if (!signal.aborted) company?.look(isLeaving ?? false)
      schedule()
    }),
  ]
  const stop = () => {
    if (signal.aborted) return
    controller.abort()
    unschedule()
    clock.clearTimeout(nudgeTimer)
    company?.leave()
    for (const undo of stops) undo()
    options.signal?.removeEventListener('abort', stop)
  }

  options.signal?.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted) stop()
  else {
    if (!options.slow) join().catch(() => undefined)
    if (options.resumed) void enqueue('wake')
    else schedule()
  }

  return {
    get health() { return gauge.health },
    get lastAnswerAt() { return lastAnswerAt },
    get isActive() { return timer !== undefined || queued > 0 },
    check,
    stop,
  }
}
