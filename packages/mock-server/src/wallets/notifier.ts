import { setMaxListeners } from 'node:events'
import type { Ports } from '../options'
import type { Scenarios } from '../scenarios/scenarios'
import type { Collection } from '../store/store'
import type { Credentials } from './credentials'
import { deliver } from './notice-delivery'
import { noticeWireOf } from './notice-wires'
import type { Notice, Trade } from './trade'

/** Tells merchants what became of their trades, again and again until they acknowledge. */
export interface Notifier {
  /** Sends what a trade has to tell now, and plans the rest. Resolves once the notices that are due were tried. */
  wake(trade: Trade): Promise<void>
  /** Takes up every ladder that an earlier process left. */
  resume(): Promise<void>
  /** Stops every ladder and aborts what is under way. */
  close(): void
}

/** What notices are sent with. */
export interface NotifierPorts extends Pick<Ports, 'clock' | 'random' | 'http' | 'log' | 'notifyHosts' | 'notifyScale'> {
  readonly trades: Collection<Trade>
  readonly scenarios: Scenarios
  readonly credentials: Credentials
}

const keyOf = (tradeId: string, { id }: Notice): string => `${tradeId} ${id}`

/** Creates the notifier. It reaches this machine and `notifyHosts`, nothing else. A ladder that the store fails goes on at the next start. */
export function createNotifier(ports: NotifierPorts): Notifier {
  const { clock, log, trades } = ports
  const closing = new AbortController()
  // Every notify under way listens to it.
  setMaxListeners(0, closing.signal)
  // By trade and notice, so that a notice is planned or under way once: its timer, or nothing while it is tried.
  const busy = new Map<string, unknown>()

  // A store that is closed under a try is no failure.
  function tell(cause: unknown): void {
    if (!closing.signal.aborted) log({ type: 'failure', wing: 'wallets', what: 'a notify could not be followed', cause })
  }

  async function run(tradeId: string, notice: Notice): Promise<void> {
    const key = keyOf(tradeId, notice)
    busy.set(key, undefined)
    const next = await attempt(tradeId, notice.id, { ...ports, signal: closing.signal }).catch(tell)
    busy.delete(key)
    if (next) void plan(tradeId, next)
  }

  async function plan(tradeId: string, notice: Notice): Promise<void> {
    const key = keyOf(tradeId, notice)
    if (notice.due_at === null || busy.has(key) || closing.signal.aborted) return
    const delayMs = notice.due_at - clock.now()
    if (delayMs <= 0) return run(tradeId, notice)
    busy.set(key, clock.setTimeout(() => { void run(tradeId, notice) }, delayMs))
  }

  return {
    async wake({ id, notices }) {
      await Promise.all(notices.map((notice) => plan(id, notice)))
    },
    async resume() {
      for (const trade of await trades.list().catch(tell) ?? []) void this.wake(trade)
    },
    close() {
      closing.abort(new Error('the mock server is closed'))
      for (const timer of busy.values()) if (timer !== undefined) clock.clearTimeout(timer)
      busy.clear()
    },
  }
}

/** Tries a notice once and keeps what came of it: the notice as it is then, or nothing where there was nothing to try. */
async function attempt(tradeId: string, noticeId: string, ports: NotifierPorts & { readonly signal: AbortSignal }): Promise<Notice | undefined> {
  const { trades, clock, log, notifyScale, signal } = ports
  const trade = await trades.get(tradeId)
  const notice = trade?.notices.find(({ id, due_at }) => id === noticeId && due_at !== null)
  if (!trade || !notice || signal.aborted) return undefined
  const startedAt = clock.now()
  const result = await deliver(trade, notice, ports)
  if (signal.aborted) return undefined
  const delayMs = noticeWireOf(trade, notice).ladderMs[notice.tries]
  const isOver = result === 'acknowledged' || result === 'host-not-allowed' || delayMs === undefined
  log({ type: 'notify', outTradeNo: trade.out_trade_no, attempt: notice.tries + 1, result: delayMs === undefined && result !== 'acknowledged' ? 'given-up' : result })
  const next = { ...notice, tries: notice.tries + 1, due_at: isOver ? null : startedAt + delayMs * notifyScale }
  await trades.update(tradeId, (current) => ({ ...current, notices: current.notices.map((one) => (one.id === noticeId ? next : one)) }))
  return next
}
