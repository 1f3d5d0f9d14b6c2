/** Who listens, whatever it is to. */
import type { Stop } from './page'

type Listener<T> = (value: T) => void

/** Calls every listener; one that throws does not keep the others from hearing, and its error reaches the page's own handler. */
function callAll<T>(listeners: ReadonlySet<Listener<T>>, value: T): void {
  // A copy: what a listener adds is told next time, what it removes no more.
  for (const listener of Array.from(listeners)) {
    try {
      if (listeners.has(listener)) listener(value)
    } catch (error) {
      void Promise.reject(error)
    }
  }
}

/** A set of listeners with one way in and one way out. */
export function createListeners<T>() {
  const listeners = new Set<Listener<T>>()
  return {
    // A wrapper of its own, so that one function subscribed twice is two subscriptions.
    add: (listener: Listener<T>): Stop => {
      const own: Listener<T> = (value) => listener(value)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    tell: (value: T) => callAll(listeners, value),
    clear: () => listeners.clear(),
  }
}
