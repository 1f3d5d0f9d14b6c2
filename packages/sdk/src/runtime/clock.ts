/** Time, as a port: a test runs minutes in milliseconds. */

/** A clock. The timers' handle is opaque. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(handle: unknown): void
}

/** The page's own clock; its globals are looked up late, so that fakes work. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
}

/** Why a signal was aborted. Browsers of our floor have no `reason` yet. */
export const abortReason = (signal: AbortSignal): Error => {
  const { reason } = signal as { reason?: unknown }
  return reason instanceof Error ? reason : Object.assign(new Error('aborted'), { name: 'AbortError' })
}
