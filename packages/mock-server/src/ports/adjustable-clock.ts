// Taken from the module, so that a test's fake timers leave the waiting alone.
import { setImmediate, setTimeout } from 'node:timers'
import type { Clock } from './clock'

/** A clock that runs as another does, and can be moved ahead of it. */
export interface AdjustableClock extends Clock {
  /** Moves time by `ms`. Due timers fire in order of time, each with `now()` at its own instant, and what they send is waited for. */
  advance(ms: number): Promise<void>
  /** Moves time by `ms` at once. What falls due by that fires late. */
  jump(ms: number): void
}

interface Timer { readonly at: number, readonly callback: () => void, handle: unknown }

const TURNS = 24
const MOMENT_MS = 5
const PATIENCE_MS = 250
/** The longest wait that the machine's own timers know: a longer one would end at once. */
const LONGEST_MS = 2 ** 31 - 1

async function settle(underWay: () => number): Promise<void> {
  await turnOver()
  // What goes through a socket needs more than turns of the event loop; whoever does not answer is not waited for for ever.
  for (let waitedMs = 0; underWay() > 0 && waitedMs < PATIENCE_MS; waitedMs += MOMENT_MS) {
    await new Promise<void>((resolve) => { setTimeout(resolve, MOMENT_MS) })
    await turnOver()
  }
}

async function turnOver(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => { setImmediate(resolve) })
}

/**
 * Creates a clock over `base`, level with it.
 * @param underWay how many requests of those whose time it is have no answer yet; each step of a move waits for them, a quarter of a second at most
 */
export function createAdjustableClock(base: Clock, underWay: () => number = () => 0): AdjustableClock {
  let aheadMs = 0
  let lastId = 0
  let moving = Promise.resolve()
  const timers = new Map<unknown, Timer>()
  const now = (): number => base.now() + aheadMs

  function arm(id: number, timer: Timer): void {
    const leftMs = Math.max(0, timer.at - now())
    timer.handle = base.setTimeout(() => (leftMs > LONGEST_MS ? arm(id, timer) : fire(id)), Math.min(leftMs, LONGEST_MS))
  }

  function fire(id: number): void {
    const timer = timers.get(id)
    timers.delete(id)
    timer?.callback()
  }

  function nextDue(until: number): number | undefined {
    let due: [unknown, Timer] | undefined
    for (const entry of timers) if (entry[1].at <= until && (!due || entry[1].at < due[1].at)) due = entry
    return due && Number(due[0])
  }

  async function moveBy(ms: number): Promise<void> {
    const end = now() + ms
    await settle(underWay)
    for (let id = nextDue(end); id !== undefined; id = nextDue(end)) {
      const timer = timers.get(id)
      if (!timer) break
      base.clearTimeout(timer.handle)
      aheadMs += Math.max(0, timer.at - now())
      fire(id)
      await settle(underWay)
    }
    aheadMs += Math.max(0, end - now())
    rearm()
  }

  function rearm(): void {
    for (const [id, timer] of timers) {
      base.clearTimeout(timer.handle)
      arm(Number(id), timer)
    }
  }

  return {
    now,
    setTimeout(callback, delayMs) {
      const id = ++lastId
      const timer: Timer = { at: now() + Math.max(0, delayMs || 0), callback, handle: undefined }
      timers.set(id, timer)
      arm(id, timer)
      return id
    },
    clearTimeout(handle) {
      const timer = timers.get(handle)
      if (timer) base.clearTimeout(timer.handle)
      timers.delete(handle)
    },
    jump(ms) {
      aheadMs += ms
      rearm()
    },
    advance(ms) {
      const moved = moving.then(() => moveBy(ms))
      moving = moved.catch(() => {})
      return moved
    },
  }
}
