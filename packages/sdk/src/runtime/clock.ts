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

/** Resolves after a while, or rejects with the signal's reason when aborted; leaves no listener and no timer behind. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(abortReason(signal))
    const onAbort = () => {
      clock.clearTimeout(timer)
      reject(abortReason(signal))
    }
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, delayMs)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

/** Why a signal was aborted. Browsers of our floor have no `reason` yet. */
export const abortReason = (signal: AbortSignal): Error => {
  const { reason } = signal as { reason?: unknown }
  return reason instanceof Error ? reason : Object.assign(new Error('aborted'), { name: 'AbortError' })
}
