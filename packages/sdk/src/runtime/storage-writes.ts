/** Who wants to know when a storage is written to, by this page or by another tab. */
import type { Stop } from './page'
import type { Storage } from './storage'

type Listener = (key: string) => void

const listenersOf = new WeakMap<Storage, Set<Listener>>()

/** From the first listener on, a client's own storage tells of its writes: whoever never asks pays nothing for it. */
function listening(storage: Storage): Set<Listener> {
  const known = listenersOf.get(storage)
  if (known) return known
  const listeners = new Set<Listener>()
  const tell = (key: string) => Array.from(listeners).forEach((listener) => listener(key))
  const set = storage.set.bind(storage)
  const remove = storage.remove.bind(storage)
  storage.set = (key, value) => {
    set(key, value)
    tell(key)
  }
  storage.remove = (key) => {
    remove(key)
    tell(key)
  }
  listenersOf.set(storage, listeners)
  return listeners
}

/** Calls back with the key after each write by this page through that storage. */
export function onOwnWrite(storage: Storage, listener: Listener): Stop {
  const listeners = listening(storage)
  const own: Listener = (key) => listener(key)
  listeners.add(own)
  return () => void listeners.delete(own)
}

/** Calls back with the key after each write by another tab, with null where everything was cleared. The browser tells of localStorage alone. */
export function onForeignWrite(listener: (key: string | null) => void): Stop {
  if (typeof window === 'undefined') return () => {}
  const hear = ({ key }: StorageEvent) => listener(key)
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}
