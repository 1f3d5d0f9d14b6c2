import Database from 'libsql'
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from './store'

/** An open database, and what ends its use. */
export interface OpenDatabase {
  readonly database: Database.Database
  readonly close: () => void
}

const FILE = 'baas-pay.db'
const LOCK = 'baas-pay.lock'
const SCHEMA_VERSION = 2
/** `BPAY`: tells our database from any other. */
const APPLICATION_ID = 0x42_50_41_59

/**
 * Opens the database in a directory, which is made where there is none. It holds keys, so that its files are the owner's alone.
 * @throws {StoreError} the directory can't be used, another process uses it, or what lies there is not ours
 */
export function openDatabase(directory: string): OpenDatabase {
  prepareFiles(directory)
  const lock = takeLock(directory)
  try {
    const database = openFile(directory)
    return {
      database,
      close: () => {
        database.pragma('wal_checkpoint(TRUNCATE)')
        database.close()
        releaseLock(lock)
      },
    }
  } catch (error) {
    releaseLock(lock)
    throw error
  }
}

function prepareFiles(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    for (const name of [FILE, LOCK]) {
      const path = join(directory, name)
      closeSync(openSync(path, 'a', 0o600))
      chmodSync(path, 0o600)
    }
  } catch (cause) {
    throw new StoreError(`data can not be kept in ${directory} (${codeOf(cause)})`, { cause })
  }
}

// The system lets go of the lock when a process dies, however it dies. It has a file of its own, since a closed connection
// keeps its locks until its last statement is collected; a transaction's end does not wait for that.
function takeLock(directory: string): Database.Database {
  const lock = new Database(join(directory, LOCK))
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (cause) {
    lock.close()
    const isTaken = codeOf(cause).startsWith('SQLITE_BUSY')
    throw new StoreError(isTaken ? `another process uses the data in ${directory}` : `${join(directory, LOCK)} is not a lock of ours; remove it`, { cause })
  }
}

function releaseLock(lock: Database.Database): void {
  lock.exec('ROLLBACK')
  lock.close()
}

function openFile(directory: string): Database.Database {
  const path = join(directory, FILE)
  const database = new Database(path)
  try {
    checkSchema(database, path)
    database.pragma('journal_mode = WAL')
    // What was answered survives the loss of power too, not only of the process.
    database.pragma('synchronous = FULL')
    return database
  } catch (cause) {
    database.close()
    throw cause instanceof StoreError ? cause : new StoreError(`${path} is not a database that can be read (${codeOf(cause)})`, { cause })
  }
}

function checkSchema(database: Database.Database, path: string): void {
  const version = pragmaOf(database, 'user_version')
  const isEmpty = version === 0 && database.prepare('SELECT name FROM sqlite_schema').all().length === 0
  if (isEmpty) return createSchema(database)
  if (pragmaOf(database, 'application_id') !== APPLICATION_ID) throw new StoreError(`${path} is a database of another program`)
  if (version !== SCHEMA_VERSION) throw new StoreError(`${path} has format ${String(version)}, and this version reads format ${SCHEMA_VERSION}; begin with an empty directory`)
}

function createSchema(database: Database.Database): void {
  // `id` is JSON, as `data` is: text that SQLite can't hold as such, with a NUL or half a character in it, is kept exactly.
  database.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE records (seq INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (collection, id)) STRICT;
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${SCHEMA_VERSION};
    COMMIT`)
}

function pragmaOf(database: Database.Database, name: string): unknown {
  return database.prepare(`PRAGMA ${name}`).pluck().all()[0]
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
}
