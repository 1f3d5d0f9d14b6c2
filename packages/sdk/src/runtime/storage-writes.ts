/** Who wants to know when a storage is written to, by this page or by another tab. */
import { createListeners } from './listeners'
import type { Stop } from './page'
import type { Storage } from './storage'

type Writes = ReturnType<typeof createListeners<string>>

const writesOf = new WeakMap<Storage, Writes>()

/** From the first listener on, a client's own storage tells of its writes: whoever never asks pays nothing for it. */
function listening(storage: Storage): Writes {
  const known = writesOf.get(storage)
  if (known) return known
  const writes = createListeners<string>()
  const set = storage.set.bind(storage)
  const remove = storage.remove.bind(storage)
  storage.set = (key, value) => {
    set(key, value)
    writes.tell(key)
  }
  storage.remove = (key) => {
    remove(key)
    writes.tell(key)
  }
  writesOf.set(storage, writes)
  return writes
}

/** Calls back with the key after each write by this page through that storage. One that throws keeps no order from being written down. */
export const onOwnWrite = (storage: Storage, listener: (key: string) => void): Stop => listening(storage).add(listener)

/** Calls back with the key after each write by another tab, with null where everything was cleared. The browser tells of localStorage alone. */
export function onForeignWrite(listener: (key: string | null) => void): Stop {
  if (typeof window === 'undefined') return () => {}
  const hear = ({ key }: StorageEvent) => listener(key)
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}
