/** Other tabs of the same page, as ports. Where a browser has none of this, each tab works for itself: correct, only dearer. */
import type { Stop } from './page'

/** Locks that the tabs of one origin share. */
export interface Locks {
  /**
   * Runs `act` while the lock is held; it is given up when `act` has ended. Where there are no locks, `act` runs at once.
   * @returns what `act` gives, or undefined where `signal` was aborted before the lock was there.
   */
  request<T>(name: string, signal: AbortSignal, act: () => Promise<T>): Promise<T | undefined>
}

/** A line between the tabs of one origin. Who speaks does not hear itself. */
export interface Channel {
  post(message: unknown): void
  close: Stop
}

/** Joins a line by its name. */
export type JoinChannel = (name: string, hear: (message: unknown) => void) => Channel

/** Web Locks. An `http://` page of a LAN has none, and neither has Safari 14. */
export const browserLocks: Locks = {
  async request(name, signal, act) {
    const locks = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)
    if (!locks) return act()
    let acted: ReturnType<typeof act> | undefined
    try {
      return await locks.request(name, { signal }, () => (acted = act()))
    } catch {
      // Aborted while waiting, or a page that may not use locks.
      return acted ?? (signal.aborted ? undefined : act())
    }
  },
}

const NOBODY: Channel = { post: () => {}, close: () => {} }

/** BroadcastChannel. */
export const browserChannel: JoinChannel = (name, hear) => {
  if (typeof BroadcastChannel === 'undefined') return NOBODY
  try {
    const channel = new BroadcastChannel(name)
    channel.addEventListener('message', ({ data }) => hear(data))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target: it is of one origin
    return { post: (message) => channel.postMessage(message), close: () => channel.close() }
  } catch {
    // A sandboxed frame has no origin to share.
    return NOBODY
  }
}

/** Resolves when the signal is aborted: what is held by it is given up then. */
export const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
