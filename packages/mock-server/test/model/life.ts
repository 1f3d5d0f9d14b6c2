import type { Collection, Store, Stored } from '../../src/index'

/** The life of one process, which ends without a word: from then on nothing that it has begun goes on. */
export class Life {
  #writesLeft = Infinity
  #isOver = false
  #end: () => void = () => {}
  /** Settles when it ends. */
  readonly over = new Promise<void>((resolve) => { this.#end = resolve })

  constructor(readonly onEnd: () => void) {}

  /** Ends it at one of the writes to come: 0 before the next, 1 after it, 2 before the one after that, and so on. */
  endAt(write: number): void {
    this.#writesLeft = write
  }

  /** Comes back while it lasts. */
  async go(isWrite = false): Promise<void> {
    if (isWrite && this.#writesLeft-- === 0) this.#die()
    if (this.#isOver) await new Promise<never>(() => {})
  }

  #die(): void {
    this.#isOver = true
    this.#end()
    this.onEnd()
  }

  /** The same store, as this process sees it. */
  storeOf(store: Store): Store {
    return { collection: <T extends Stored>(name: string): Collection<T> => this.#mortal(store.collection<T>(name)) }
  }

  #mortal<T extends Stored>(inner: Collection<T>): Collection<T> {
    const lived = async <R>(act: () => Promise<R>, isWrite = false): Promise<R> => {
      await this.go(isWrite)
      const result = await act()
      await this.go(isWrite)
      return result
    }
    return {
      get: (id) => lived(() => inner.get(id)),
      find: (filter) => lived(() => inner.find(filter)),
      list: (filter) => lived(() => inner.list(filter)),
      insert: (record) => lived(() => inner.insert(record), true),
      update: (id, change) => lived(() => inner.update(id, change), true),
    }
  }
}
