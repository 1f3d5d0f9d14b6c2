import { DuplicateError, type Collection, type Filter, type Store, type Stored, type Updated } from './store'

function matches<T extends Stored>(record: T, filter: Filter<T>): boolean {
  return Object.entries(filter).every(([key, value]) => value === undefined || Reflect.get(record, key) === value)
}

class MemoryCollection<T extends Stored> implements Collection<T> {
  readonly #records = new Map<string, T>()

  async get(id: string): Promise<T | undefined> {
    return structuredClone(this.#records.get(id))
  }

  async find(filter: Filter<T>): Promise<T | undefined> {
    for (const record of this.#records.values()) if (matches(record, filter)) return structuredClone(record)
    return undefined
  }

  async list(filter: Filter<T> = {}): Promise<T[]> {
    return [...this.#records.values()].filter((record) => matches(record, filter)).map((record) => structuredClone(record))
  }

  async insert(record: T): Promise<void> {
    if (this.#records.has(record.id)) throw new DuplicateError(record.id)
    this.#records.set(record.id, structuredClone(record))
  }

  // Nothing is awaited between reading and writing: that is what makes it atomic here.
  async update(id: string, change: (current: T) => T): Promise<Updated<T> | undefined> {
    const before = this.#records.get(id)
    if (!before) return undefined
    const after = structuredClone(change(structuredClone(before)))
    this.#records.set(id, after)
    return structuredClone({ before, after })
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
