/** What everything here knows of time, so that a test can run a day in milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls `callback` once, `delayMs` from now; the handle is for `clearTimeout`. */
  setTimeout(callback: () => void, delayMs: number): unknown
  /** Forgets a timer; one that has fired, or is no timer, is ignored. */
  clearTimeout(handle: unknown): void
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs)[Symbol.toPrimitive](),
  clearTimeout(handle) {
    if (typeof handle === 'number') clearTimeout(handle)
  },
}
