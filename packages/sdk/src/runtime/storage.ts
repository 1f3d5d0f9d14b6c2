/** Where the pending record lives, as a port. */

/** A place for texts by key. It may forget. */
export interface Storage {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  /** Every key, so that a logout can find what is to be forgotten. */
  keys?(): readonly string[]
}

/** What `act` gives, or `otherwise` where it throws. */
export const quietly = <T>(act: () => T, otherwise: T): T => {
  try {
    return act()
  } catch {
    // No storage here (a private window, a full quota, a sandboxed frame): the page works on, only a reload forgets the order.
    return otherwise
  }
}

/** The page's localStorage. */
export const browserStorage: Storage = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => localStorage.setItem(key, value),
  remove: (key) => localStorage.removeItem(key),
  keys: () => Object.keys(localStorage),
}

/** A storage that never throws: where it fails, nothing is kept. */
export const quietStorage = (storage: Storage): Storage => ({
  get: (key) => quietly(() => storage.get(key), null),
  set: (key, value) => quietly(() => storage.set(key, value), undefined),
  remove: (key) => quietly(() => storage.remove(key), undefined),
  keys: () => quietly(() => storage.keys?.() ?? [], []),
})

/** A storage that lives as long as the object: for tests, and for pages that must leave no trace. */
export function memoryStorage(): Storage {
  const entries = new Map<string, string>()
  return {
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
    keys: () => Array.from(entries.keys()),
  }
}
