import { createMemoryStore, type Collection, type Store, type Stored } from '../../src/index'

/** A store that can be read whole. */
export interface DumpingStore extends Store {
  /** Every record of every collection, oldest first. */
  dump(): Promise<Readonly<Record<string, readonly Stored[]>>>
}

/** Creates one that is empty. */
export function createDumpingStore(): DumpingStore {
  const store = createMemoryStore()
  const names = new Set<string>()
  return {
    collection<T extends Stored>(name: string): Collection<T> {
      names.add(name)
      return store.collection<T>(name)
    },
    async dump() {
      const collections = [...names].toSorted().map(async (name) => [name, await store.collection(name).list()] as const)
      return Object.fromEntries(await Promise.all(collections))
    },
  }
}
