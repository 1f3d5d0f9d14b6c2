import type { Database } from 'libsql'
import { openDatabase } from './database'
import { mirrored } from './mirrored'
import { DuplicateError, StoreError, type Collection, type Filter, type Store, type Stored, type Updated } from './store'

/** Where a collection's rows are. */
interface Rows {
  readonly database: Database
  readonly collection: string
  /** Fields that have an index. */
  readonly indexed: Set<string>
  /** Throws once the store is closed; a statement would run all the same. */
  readonly checkOpen: () => void
}

/** A condition on rows, and the values for its question marks. */
interface Condition { readonly sql: string, readonly values: readonly string[] }

class SqliteCollection<T extends Stored> implements Collection<T> {
  constructor(readonly rows: Rows) {}

  async get(id: string): Promise<T | undefined> {
    return this.#select({ sql: ' AND id = ?', values: [JSON.stringify(id)] }).map(this.#parse)[0]
  }

  async find(filter: Filter<T>): Promise<T | undefined> {
    return this.#select(this.#matches(filter), ' LIMIT 1').map(this.#parse)[0]
  }

  async list(filter: Filter<T> = {}): Promise<T[]> {
    return this.#select(this.#matches(filter)).map(this.#parse)
  }

  async insert(record: T): Promise<void> {
    try {
      this.#run('INSERT INTO records (collection, id, data) VALUES (?, ?, ?)', [this.rows.collection, JSON.stringify(record.id), JSON.stringify(record)])
    } catch (error) {
      throw isUniqueViolation(error) ? new DuplicateError(record.id) : error
    }
  }

  async update(id: string, change: (current: T) => T): Promise<Updated<T> | undefined> {
    this.rows.checkOpen()
    const key = JSON.stringify(id)
    return this.rows.database.transaction(() => {
      const [before] = this.#select({ sql: ' AND id = ?', values: [key] })
      if (before === undefined) return undefined
      const after = JSON.stringify(change(this.#parse(before)))
      this.#run('UPDATE records SET data = ? WHERE collection = ? AND id = ?', [after, this.rows.collection, key])
      return { before: this.#parse(before), after: this.#parse(after) }
    }).immediate()
  }

  #select({ sql, values }: Condition, limit = ''): string[] {
    this.rows.checkOpen()
    const found = this.rows.database.prepare(`SELECT data FROM records WHERE collection = ?${sql} ORDER BY seq${limit}`).pluck().all(this.rows.collection, ...values)
    return found.map(String)
  }

  readonly #parse = (data: string): T => JSON.parse(data)

  #run(sql: string, values: readonly string[]): number {
    this.rows.checkOpen()
    return this.rows.database.prepare(sql).run(...values).changes
  }

  // A field is compared as the JSON that was written for it, so that 1, '1', true and null differ as they do by `===`.
  #matches(filter: Filter<T>): Condition {
    const wanted = Object.entries(filter).filter(([, value]) => value !== undefined)
    return {
      sql: wanted.map(([field]) => ` AND ${this.#indexed(field)} = ?`).join(''),
      values: wanted.map(([, value]) => JSON.stringify(value)),
    }
  }

  #indexed(field: string): string {
    if (!/^\w+$/.test(field)) throw new TypeError(`a field to find by is a plain name: ${field}`)
    const expression = `data -> '$."${field}"'`
    if (!this.rows.indexed.has(field)) {
      this.rows.checkOpen()
      this.rows.database.exec(`CREATE INDEX IF NOT EXISTS records_by_${field} ON records (collection, ${expression})`)
      this.rows.indexed.add(field)
    }
    return expression
  }
}

/**
 * Opens a store that keeps everything in a directory, made where there is none. What was answered survives the process and
 * the machine. One process uses a directory at a time; one that was killed leaves nothing to clean up. Records are JSON.
 * @throws {StoreError} the directory can't be used, another process uses it, or what lies there is not ours
 */
export function createSqliteStore(directory: string): Store {
  const { database, close } = openDatabase(directory)
  const indexed = new Set<string>()
  let isOpen = true
  const checkOpen = (): void => {
    if (!isOpen) throw new StoreError('the store is closed')
  }
  return {
    collection<T extends Stored>(collection: string, reading?: 'whole'): Collection<T> {
      const onDisk = new SqliteCollection<T>({ database, collection, indexed, checkOpen })
      return reading === 'whole' ? mirrored(onDisk) : onDisk
    },
    close() {
      if (!isOpen) return
      isOpen = false
      close()
    },
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE'
}
