import { describe, expect, test } from 'vitest'
import { createMemoryStore } from './memory'
import { DuplicateError, type Collection } from './store'

interface Counter { readonly id: string, readonly count: number, readonly kind: string, readonly notes: readonly string[] }

const counters = (): Collection<Counter> => createMemoryStore().collection('counters')
const counter = (id: string, kind = 'a'): Counter => ({ id, count: 0, kind, notes: [] })

describe('the memory store', () => {
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

  test('hands out copies', async () => {
    const records = counters()
    const notes: string[] = []
    await records.insert({ ...counter('x'), notes })
    notes.push('changed outside')
    expect(await records.get('x')).toMatchObject({ notes: [] })
  })

  test('keeps one collection a name', async () => {
    const store = createMemoryStore()
    await store.collection<Counter>('a').insert(counter('x'))
    expect(await store.collection<Counter>('a').get('x')).toBeDefined()
    expect(await store.collection<Counter>('b').get('x')).toBeUndefined()
  })
})
