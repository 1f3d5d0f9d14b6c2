import { frozen } from './frozen'
import { DuplicateError, type Collection, type Filter, type Store, type Stored, type Updated } from './store'

function matches<T extends Stored>(record: T, filter: Filter<T>): boolean {
  return Object.entries(filter).every(([key, value]) => value === undefined || Reflect.get(record, key) === value)
}

/** A collection in memory. Records come out as they are kept, frozen, so that reading all of them costs nothing. */
export class MemoryCollection<T extends Stored> implements Collection<T> {
  readonly #records = new Map<string, T>()

  async get(id: string): Promise<T | undefined> {
    return this.#records.get(id)
  }

  async find(filter: Filter<T>): Promise<T | undefined> {
    for (const record of this.#records.values()) if (matches(record, filter)) return record
    return undefined
  }

  async list(filter: Filter<T> = {}): Promise<T[]> {
    return [...this.#records.values()].filter((record) => matches(record, filter))
  }

  async insert(record: T): Promise<void> {
    if (this.#records.has(record.id)) throw new DuplicateError(record.id)
    this.put(record)
  }

  /** Keeps a copy of a record, in the place of one with its id. Gives the copy. */
  put(record: T): T {
    const kept = frozen(structuredClone(record))
    this.#records.set(kept.id, kept)
    return kept
  }

  // Nothing is awaited between reading and writing: that is what makes it atomic here.
  async update(id: string, change: (current: T) => T): Promise<Updated<T> | undefined> {
    const before = this.#records.get(id)
    return before && { before, after: this.put(change(before)) }
  }
}

function isCollectionOf<T extends Stored>(collection: unknown): collection is Collection<T> {
  return collection instanceof MemoryCollection
}

/** A store that forgets everything with the process. */
export function createMemoryStore(): Store {
  const collections = new Map<string, unknown>()
  return {
    collection<T extends Stored>(name: string): Collection<T> {
      const known = collections.get(name)
      if (isCollectionOf<T>(known)) return known
      const made = new MemoryCollection<T>()
      collections.set(name, made)
      return made
    },
  }
}
