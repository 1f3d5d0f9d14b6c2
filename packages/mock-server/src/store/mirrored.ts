import { MemoryCollection } from './memory'
import type { Collection, Stored } from './store'

/**
 * The same collection, read from memory: it is loaded at its first use, and written to both. Nobody else may write to it
 * meanwhile, and its writes must end in the order in which they began.
 */
export function mirrored<T extends Stored>(collection: Collection<T>): Collection<T> {
  let loading: Promise<MemoryCollection<T>> | undefined
  const mirror = (): Promise<MemoryCollection<T>> => (loading ??= load(collection).catch((error: unknown) => {
    loading = undefined
    throw error
  }))
  return {
    get: async (id) => (await mirror()).get(id),
    find: async (filter) => (await mirror()).find(filter),
    list: async (filter) => (await mirror()).list(filter),
    async insert(record) {
      const [copy, memory] = [structuredClone(record), await mirror()]
      await collection.insert(copy)
      // As it came out of it, which a restart would give too.
      memory.put((await collection.get(copy.id)) ?? copy)
    },
    async update(id, change) {
      const memory = await mirror()
      const updated = await collection.update(id, change)
      return updated && { before: updated.before, after: memory.put(updated.after) }
    },
  }
}

async function load<T extends Stored>(collection: Collection<T>): Promise<MemoryCollection<T>> {
  const memory = new MemoryCollection<T>()
  for (const record of await collection.list()) memory.put(record)
  return memory
}
