import { StoreError, type Store } from './store'

/**
 * Opens the store in a directory; nothing where none is named. The database is loaded only here, so that who keeps nothing
 * needs none.
 * @throws {StoreError} the directory can't be used, or this machine has no build of the database
 */
export async function openStore(directory: string | undefined): Promise<Store | undefined> {
  if (directory === undefined) return undefined
  const { createSqliteStore } = await import('./sqlite').catch((cause: unknown) => {
    throw new StoreError('data can not be kept: libsql, the database, does not load on this machine', { cause })
  })
  return createSqliteStore(directory)
}
