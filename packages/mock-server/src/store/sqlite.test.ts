import Database from 'libsql'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSqliteStore } from './sqlite'
import { StoreError, type Store } from './store'

let directory = ''
const opened: Store[] = []
beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'baas-pay-sqlite-')) })
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close?.()
  rmSync(directory, { recursive: true, force: true })
})

function open(path = directory): Store {
  const store = createSqliteStore(path)
  opened.push(store)
  return store
}

function refusal(path = directory): unknown {
  try {
    open(path)
    return 'opened'
  } catch (error) {
    return error
  }
}

describe('a directory of data', () => {
  test('is there again after it was closed', async () => {
    const store = open()
    await store.collection('a').insert({ id: 'x' })
    await store.close?.()
    expect(await open().collection('a').list()).toStrictEqual([{ id: 'x' }])
  })

  test('is one process\'s at a time', async () => {
    const store = open()
    expect(refusal()).toMatchObject({ name: 'StoreError', message: `another process uses the data in ${directory}` })
    await store.close?.()
    expect(refusal()).toBe('opened')
  })

  test('is not read or written after it was closed', async () => {
    const store = open()
    const records = store.collection<{ id: string }>('a')
    await records.insert({ id: 'x' })
    await store.close?.()
    await store.close?.()
    for (const use of [records.get('x'), records.list(), records.find({ id: 'x' }), records.insert({ id: 'y' }), records.update('x', (current) => current)]) {
      await expect(use).rejects.toThrow('the store is closed')
    }
  })

  test.skipIf(process.platform === 'win32')('rule 8: is open to its owner alone, since it holds keys', async () => {
    const path = join(directory, 'new', 'data')
    await open(path).collection('a').insert({ id: 'x' })
    expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(readdirSync(path).length).toBeGreaterThan(2)
    for (const name of readdirSync(path)) expect([name, statSync(join(path, name)).mode & 0o777]).toStrictEqual([name, 0o600])
  })
})

describe('a directory that can\'t be used', () => {
  const file = (): string => join(directory, 'baas-pay.db')
  const write = (sql: string) => (): string => {
    const database = new Database(file())
    database.exec(sql)
    database.close()
    return directory
  }
  test.each<[string, () => string, RegExp]>([
    ['is a file', () => { writeFileSync(file(), ''); return file() }, /^data can not be kept in .*baas-pay\.db \(EEXIST\)$/],
    ['lies in a file', () => { writeFileSync(file(), ''); return join(file(), 'data') }, /^data can not be kept in .* \(ENOTDIR\)$/],
    ['has a directory where the database goes', () => { mkdirSync(file()); return directory }, /\(EISDIR\)$/],
    ['has no database where the database goes', () => { writeFileSync(file(), 'not a database\n'.repeat(100)); return directory }, /baas-pay\.db is not a database that can be read \(SQLITE_NOTADB\)$/],
    ['has the database of another program', write('CREATE TABLE songs (name)'), /is a database of another program$/],
    ['has a later version\'s database', write('PRAGMA application_id = 0x42504159; PRAGMA user_version = 99'), /has format 99, and this version reads format 2; begin with an empty directory$/],
    ['has an earlier version\'s database', write('PRAGMA application_id = 0x42504159; PRAGMA user_version = 1'), /has format 1, and this version reads format 2; begin with an empty directory$/],
  ])('because it %s is refused in one line', (_, prepare, message) => {
    const error = refusal(prepare())
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ message: expect.stringMatching(message) })
  })

  test('is not locked by the attempt', () => {
    writeFileSync(file(), 'not a database\n'.repeat(100))
    refusal()
    rmSync(file())
    expect(refusal()).toBe('opened')
  })
})
