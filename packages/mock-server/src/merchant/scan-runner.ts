import type { Clock } from '../ports/clock'
import type { Log } from '../ports/log'
import type { Collection } from '../store/store'
import type { Order } from './order'
import { isUnderWay, nextStep, stepAt, type ScanStep } from './scan-schedule'

/** Sees charges by payment code to their end, even if the page is gone. */
export interface ScanRunner {
  /** Takes up an order as it is now; a step that is under way goes on. */
  watch(order: Order): void
  /** Takes up what an earlier process left, beginning at once. */
  resume(): Promise<void>
  /** Forgets every step to come. */
  close(): void
}

/** What the runner works with. `step` carries one step out. */
export interface ScanRunnerPorts {
  readonly orders: Collection<Order>
  readonly clock: Clock
  readonly log: Log
  readonly step: (order: Order, action: ScanStep['action']) => Promise<unknown>
}

/** Creates a runner that has no orders yet. A step comes after the one before it has ended, never beside it. */
export function createScanRunner({ orders, clock, log, step }: ScanRunnerPorts): ScanRunner {
  // A timer, or nothing while the step itself is under way.
  const watched = new Map<string, unknown>()
  let isClosed = false

  // A store that is closed under a step is no failure.
  function tell(cause: unknown): void {
    if (!isClosed) log({ type: 'failure', wing: 'merchant', what: 'a charge by payment code could not be followed', cause })
  }

  function plan(order: Order): void {
    const next = isUnderWay(order) ? nextStep(order, clock.now()) : undefined
    if (isClosed || !next) watched.delete(order.id)
    else watched.set(order.id, clock.setTimeout(() => { void run(order) }, next.at - clock.now()))
  }

  async function run(last: Order): Promise<void> {
    watched.set(last.id, undefined)
    plan(await takeStep(last))
  }

  async function takeStep(last: Order): Promise<Order> {
    try {
      const order = (await orders.get(last.id)) ?? last
      if (isUnderWay(order)) await step(order, stepAt(order, clock.now()))
      return (await orders.get(last.id)) ?? last
    } catch (cause) {
      tell(cause)
      // Nobody else asks about it, so that it is gone on with as it was last known.
      return last
    }
  }

  return {
    watch(order) {
      const timer = watched.get(order.id)
      if (watched.has(order.id) && timer === undefined) return
      clock.clearTimeout(timer)
      plan(order)
    },
    async resume() {
      try {
        const left = (await orders.list()).filter(isUnderWay)
        await Promise.all(left.filter(({ id }) => !watched.has(id)).map(run))
      } catch (cause) {
        tell(cause)
      }
    },
    close() {
      isClosed = true
      for (const timer of watched.values()) if (timer !== undefined) clock.clearTimeout(timer)
      watched.clear()
    },
  }
}
