// Taken from the module, so that a test's fake timers leave the waiting alone.
import { setImmediate, setTimeout } from 'node:timers'
import type { Clock } from './clock'

/** A clock that runs as another does, and can be moved ahead of it. */
export interface AdjustableClock extends Clock {
  /** Moves time by `ms`. Due timers fire in order of time, each with `now()` at its own instant, and are given a moment to be answered. */
  advance(ms: number): Promise<void>
}

interface Timer { readonly at: number, readonly callback: () => void, handle: unknown }

const TURNS = 24
const MOMENT_MS = 5

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => { setImmediate(resolve) })
  // What goes through a socket needs more than turns of the event loop.
  await new Promise<void>((resolve) => { setTimeout(resolve, MOMENT_MS) })
}

/** Creates a clock over `base`, level with it. */
export function createAdjustableClock(base: Clock): AdjustableClock {
  let aheadMs = 0
  let lastId = 0
  let moving = Promise.resolve()
  const timers = new Map<unknown, Timer>()
  const now = (): number => base.now() + aheadMs

  function arm(id: number, timer: Timer): void {
    timer.handle = base.setTimeout(() => { fire(id) }, Math.max(0, timer.at - now()))
  }

  function fire(id: number): void {
    const timer = timers.get(id)
    timers.delete(id)
    timer?.callback()
  }

  function nextDue(until: number): number | undefined {
    const due = [...timers].filter(([, { at }]) => at <= until).toSorted(([, a], [, b]) => a.at - b.at)[0]
    return due && Number(due[0])
  }

  async function moveBy(ms: number): Promise<void> {
    const end = now() + ms
    for (let id = nextDue(end); id !== undefined; id = nextDue(end)) {
      const timer = timers.get(id)
      if (!timer) break
      base.clearTimeout(timer.handle)
      aheadMs += Math.max(0, timer.at - now())
      fire(id)
      await settle()
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
    advance(ms) {
      const moved = moving.then(() => moveBy(ms))
      moving = moved.catch(() => {})
      return moved
    },
  }
}
