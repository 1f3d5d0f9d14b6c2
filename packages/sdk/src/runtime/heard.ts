/** Waiting for something that calls back, or never does. */
import { abortReason, type Clock } from './clock'
import type { Stop } from './page'

/** How long to wait, and for whom. */
export interface Patience {
  readonly clock: Clock
  /** Ends the waiting; the rejection is its reason. */
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

/**
 * Resolves with the first thing told, or with undefined when the time is up; leaves no timer and no listener behind. Rejects with what
 * `listen` throws.
 * @param listen sets the waiting up, and gives what undoes it. With something to undo, it tells nothing before it returns.
 */
export function heardWithin<T>({ clock, signal, timeoutMs }: Patience, listen: (tell: (value: T) => void) => Stop | void): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    let stop: Stop | void
    const end = (settle: () => void) => {
      clock.clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      settle()
      stop?.()
    }
    const onAbort = () => end(() => reject(abortReason(signal)))
    const timer = clock.setTimeout(() => end(() => resolve(undefined)), timeoutMs)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) return onAbort()
    try {
      stop = listen((value) => end(() => resolve(value)))
    } catch (error) {
      end(() => reject(error))
    }
  })
}

/** Resolves after a while, or rejects with the signal's reason when aborted. */
export const sleep = async (clock: Clock, timeoutMs: number, signal: AbortSignal): Promise<void> => heardWithin<void>({ clock, signal, timeoutMs }, () => {})
