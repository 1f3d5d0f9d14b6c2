/** A clock whose timers go on while its time of day jumps, as a device's does. */
import type { Clock } from '../../src/index'

/** Builds the clock. Everything in a model's world is promises, so that one turn of the event loop runs what a timer woke to its end. */
export function createJumpingClock() {
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>()
  let elapsed = 0
  let skew = 0
  let hasJumped = false
  let last = 0

  const turn = () => new Promise<void>((resolve) => { setImmediate(resolve) })

  const takeDue = (until: number) => {
    let due: number | undefined
    for (const [handle, { at }] of timers) if (at <= until && (due === undefined || at < (timers.get(due)?.at ?? Infinity))) due = handle
    const timer = due === undefined ? undefined : timers.get(due)
    if (due !== undefined) timers.delete(due)
    return timer
  }

  const clock: Clock = {
    now: () => Date.UTC(2026, 0, 1) + elapsed + skew,
    setTimeout(callback, delayMs) {
      timers.set((last += 1), { at: elapsed + Math.max(0, delayMs), callback })
      return last
    },
    clearTimeout: (handle) => void timers.delete(handle as number),
  }

  return {
    clock,
    /** Milliseconds since the beginning, which no jump changes: the server's time. */
    elapsed: () => elapsed,
    pending: () => timers.size,
    /** The device's time of day is set to be this much off. */
    jump: (ms: number) => {
      hasJumped ||= ms !== 0
      skew = ms
    },
    /** Whether its time of day has ever been off. */
    hasJumped: () => hasJumped,
    advance: async (ms: number) => {
      const end = elapsed + ms
      await turn()
      for (let timer = takeDue(end); timer; timer = takeDue(end)) {
        elapsed = Math.max(elapsed, timer.at)
        timer.callback()
        await turn()
      }
      elapsed = end
    },
  }
}

export type JumpingClock = ReturnType<typeof createJumpingClock>
