// Taken from the module, so that a test's fake timers leave the draining alone.
import { setImmediate } from 'node:timers'
import type { Clock } from './clock'

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  setTimeout(callback: () => void, delayMs: number): number
  /**
   * Moves time by `ms`. Due timers fire in order of time, each with `now()` at its own instant, and what each of them woke
   * runs to its end before the next one; timers set meanwhile fire too, if they fall due. `advance(0)` only drains.
   */
  advance(ms: number): Promise<void>
}

interface Timer { readonly at: number, readonly callback: () => void }

// One in-process request through both wings takes fewer turns of the event loop than this.
const TURNS = 24

async function drain(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => { setImmediate(resolve) })
}

/**
 * Creates a clock for tests, which two sides of a conversation can share.
 * @param startMs the first `now()`, in milliseconds since the epoch. @default 2026-01-01T00:00:00Z
 * @example
 * const clock = createManualClock()
 * const server = createMockServer({ clock })
 * await clock.advance(15_000) // the first retry of a notify has been sent, answered and applied
 */
export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let now = startMs
  let lastHandle = 0
  let queue = Promise.resolve()
  const timers = new Map<unknown, Timer>()

  function takeDue(until: number): Timer | undefined {
    let due: [unknown, Timer] | undefined
    for (const entry of timers) if (entry[1].at <= until && (!due || entry[1].at < due[1].at)) due = entry
    if (due) timers.delete(due[0])
    return due?.[1]
  }

  async function moveBy(ms: number): Promise<void> {
    const end = now + ms
    await drain()
    for (;;) {
      const timer = takeDue(end)
      if (!timer && now === end) return
      now = timer ? Math.max(now, timer.at) : end
      timer?.callback()
      await drain()
    }
  }

  return {
    now: () => now,
    setTimeout(callback, delayMs) {
      timers.set(++lastHandle, { at: now + Math.max(0, delayMs || 0), callback })
      return lastHandle
    },
    clearTimeout(handle) {
      timers.delete(handle)
    },
    advance(ms) {
      if (!(ms >= 0 && Number.isFinite(ms))) return Promise.reject(new RangeError(`advance takes milliseconds, 0 or more: ${ms}`))
      const moved = queue.then(() => moveBy(ms))
      queue = moved.catch(() => {})
      return moved
    },
  }
}
