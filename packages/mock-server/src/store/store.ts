/** A record with the key it is kept under. Plain data only. */
export interface Stored { readonly id: string }

/** What an update found and what it left behind. */
export interface Updated<T> { readonly before: T, readonly after: T }

/** Fields that a record must have, compared with `===`; text, numbers, booleans and null only. */
export type Filter<T> = { readonly [K in keyof T as T[K] extends string | number | boolean | null ? K : never]?: T[K] }

/** One kind of record. Values go in as copies. What comes out is there to be read: it may be frozen, and others may read the same. */
export interface Collection<T extends Stored> {
  get(id: string): Promise<T | undefined>
  /** The oldest record that matches. */
  find(filter: Filter<T>): Promise<T | undefined>
  /** Every record that matches, oldest first. */
  list(filter?: Filter<T>): Promise<T[]>
  /** Rejects with `DuplicateError` if the id is taken. */
  insert(record: T): Promise<void>
  /**
   * Replaces a record by what the pure `change` makes of it. Updates of one id come one after the other, so that none loses
   * another's change; one whose `change` throws leaves the record as it was. Answers nothing when there is no such record.
   */
  update(id: string, change: (current: T) => T): Promise<Updated<T> | undefined>
}

/** Where both wings keep what they know. */
export interface Store {
  /**
   * The collection of this name.
   * @param reading `whole` where it is listed whole again and again, and nobody else writes to it: a store that is not in memory
   * may read it from there
   */
  collection<T extends Stored>(name: string, reading?: 'whole'): Collection<T>
  /** Lets go of what the store holds open; nothing can be read or written after it. */
  close?(): void | Promise<void>
}

/** An id was inserted twice. */
export class DuplicateError extends Error {
  override readonly name = 'DuplicateError'
  constructor(readonly id: string) {
    super('a record with this id exists already')
  }
}

/** A store can't be opened, or is closed. The message is one line for whoever starts the server. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}
