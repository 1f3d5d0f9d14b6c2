import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryStore } from './memory'
import { createSqliteStore } from './sqlite'
import { DuplicateError, type Collection, type Store } from './store'

interface Counter { readonly id: string, readonly count: number, readonly kind: string, readonly notes: readonly string[] }

let directory = ''
beforeAll(() => { directory = mkdtempSync(join(tmpdir(), 'baas-pay-store-')) })
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** A store in which every collection is read from memory. */
function mirroredStore(path: string): Store {
  const store = createSqliteStore(path)
  return { collection: (name) => store.collection(name, 'whole'), close: () => store.close?.() }
}

let last = 0
const opened: Store[] = []
afterEach(async () => { for (const store of opened.splice(0)) await store.close?.() })

function open(make: (directory: string) => Store): Store {
  const store = make(join(directory, String(++last)))
  opened.push(store)
  return store
}

/** Changes a record that was handed out, or is kept from it. */
function vandalise(record: Counter | undefined): void {
  expect(record).toBeDefined()
  for (const change of [() => Object.assign(record ?? {}, { count: 9 }), () => Object.assign(record?.notes ?? [], ['changed'])]) {
    try {
      change()
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError)
    }
  }
}

const counter = (id: string, kind = 'a'): Counter => ({ id, count: 0, kind, notes: [] })

describe.each([['memory', createMemoryStore], ['sqlite', createSqliteStore], ['mirrored sqlite', mirroredStore]])('the %s store', (_, make) => {
  const counters = (): Collection<Counter> => open(make).collection('counters')

  test('loses no update, however many run at once', async () => {
    const records = counters()
    await records.insert(counter('x'))
    await Promise.all(Array.from({ length: 100 }, () => records.update('x', (current) => ({ ...current, count: current.count + 1 }))))
    expect(await records.get('x')).toMatchObject({ count: 100 })
  })

  test('tells an update what it found and what it left', async () => {
    const records = counters()
    await records.insert(counter('x'))
    const updated = await records.update('x', (current) => ({ ...current, count: 1 }))
    expect(updated).toMatchObject({ before: { count: 0 }, after: { count: 1 } })
    expect(await records.update('none', (current) => current)).toBeUndefined()
  })

  test('leaves a record as it was when the change throws', async () => {
    const records = counters()
    await records.insert(counter('x'))
    await expect(records.update('x', () => { throw new Error('no') })).rejects.toThrow('no')
    expect(await records.get('x')).toStrictEqual(counter('x'))
    expect(await records.update('x', (current) => ({ ...current, count: 2 }))).toMatchObject({ after: { count: 2 } })
  })

  test('takes an id once', async () => {
    const records = counters()
    const results = await Promise.allSettled([records.insert(counter('x')), records.insert({ ...counter('x'), count: 9 })])
    expect(results.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected'])
    await expect(records.insert(counter('x'))).rejects.toBeInstanceOf(DuplicateError)
    expect(await records.get('x')).toMatchObject({ count: 0 })
  })

  test('finds by fields, oldest first', async () => {
    const records = counters()
    for (const [id, kind] of [['1', 'a'], ['2', 'b'], ['3', 'a']] as const) await records.insert(counter(id, kind))
    expect(await records.find({ kind: 'a' })).toMatchObject({ id: '1' })
    expect(await records.list({ kind: 'a' })).toMatchObject([{ id: '1' }, { id: '3' }])
    expect(await records.list()).toHaveLength(3)
    expect(await records.find({ kind: 'c' })).toBeUndefined()
  })

  test('compares as === does', async () => {
    const records: Collection<{ id: string, value: string | number | boolean | null }> = open(make).collection('values')
    const values = [0, '0', 1, '1', true, 'true', false, null, 'null', '', '"', "'", 'a\u0000b', 'a', '\ud800', '秋裤', 1e21, 0.1, -5]
    for (const [index, value] of values.entries()) await records.insert({ id: String(index), value })
    for (const [index, value] of values.entries()) expect(await records.list({ value })).toStrictEqual([{ id: String(index), value }])
    expect(await records.find({ value: 2 })).toBeUndefined()
  })

  test('does not look at a field that is undefined', async () => {
    const records = counters()
    await records.insert(counter('x'))
    const filter: object = { kind: undefined, count: 0 }
    expect(await records.list(filter)).toHaveLength(1)
  })

  test('matches no record by a field that it has not', async () => {
    const records: Collection<{ id: string, note: string | null }> = open(make).collection('notes')
    await records.insert({ id: 'x', note: null })
    await records.insert(JSON.parse('{"id":"y"}'))
    expect(await records.list({ note: null })).toMatchObject([{ id: 'x' }])
  })

  test('keeps ids apart that are almost the same', async () => {
    const records = counters()
    const ids = ['a', 'a\u0000', 'a\u0000b', '\ud800', '\udfff', '1', '01', 'A', '']
    for (const id of ids) await records.insert(counter(id))
    for (const id of ids) expect(await records.get(id)).toMatchObject({ id })
    expect(await records.get('a\u0000c')).toBeUndefined()
  })

  test('keeps the order in which records came, whatever is done to them', async () => {
    const records = counters()
    for (const id of ['3', '1', '2']) await records.insert(counter(id))
    await records.update('3', (current) => ({ ...current, count: 1 }))
    expect((await records.list()).map(({ id }) => id)).toStrictEqual(['3', '1', '2'])
  })

  test('rule 8: keeps a __proto__ key as data', async () => {
    const records: Collection<{ id: string, snapshot: unknown }> = open(make).collection('orders')
    await records.insert({ id: 'x', snapshot: JSON.parse('{"__proto__":{"paid":true}}') })
    const kept = await records.get('x')
    expect(JSON.stringify(kept)).toBe('{"id":"x","snapshot":{"__proto__":{"paid":true}}}')
    expect(kept?.snapshot).not.toHaveProperty('paid')
  })

  test('keeps what it was given, whatever is done to that or to what it hands out', async () => {
    const records = counters()
    const notes: string[] = []
    await records.insert({ ...counter('x'), notes })
    notes.push('changed outside')
    expect(await records.get('x')).toMatchObject({ notes: [] })
    const updated = await records.update('x', (current) => ({ ...current, kind: 'b' }))
    for (const found of [await records.get('x'), await records.find({ id: 'x' }), (await records.list())[0], updated?.after]) vandalise(found)
    expect(await records.get('x')).toStrictEqual({ ...counter('x', 'b'), notes: [] })
  })

  test('keeps one collection a name', async () => {
    const store = open(make)
    await store.collection<Counter>('a').insert(counter('x'))
    expect(await store.collection<Counter>('a').get('x')).toBeDefined()
    expect(await store.collection<Counter>('b').get('x')).toBeUndefined()
  })
})
