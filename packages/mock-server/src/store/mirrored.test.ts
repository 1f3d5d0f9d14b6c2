import { expect, test } from 'vitest'
import { createMemoryStore } from './memory'
import { mirrored } from './mirrored'
import type { Collection } from './store'

interface Item { readonly id: string, readonly kind: string }

/** A collection that tells how often it was read whole, and fails when it is told to. */
function watched(): { readonly items: Collection<Item>, readonly reads: () => number, readonly fail: (is: boolean) => void } {
  const items = createMemoryStore().collection<Item>('items')
  let reads = 0
  let fails = false
  const list: Collection<Item>['list'] = (filter) => {
    reads++
    return fails ? Promise.reject(new Error('no disk')) : items.list(filter)
  }
  return {
    items: { get: (id) => items.get(id), find: (filter) => items.find(filter), insert: (record) => items.insert(record), update: (id, change) => items.update(id, change), list },
    reads: () => reads,
    fail: (is) => { fails = is },
  }
}

test('a mirrored collection reads the other once, and copies nothing on the way out', async () => {
  const { items, reads } = watched()
  await items.insert({ id: 'x', kind: 'a' })
  const mirror = mirrored(items)
  await mirror.insert({ id: 'y', kind: 'a' })
  await mirror.update('x', (item) => ({ ...item, kind: 'b' }))
  for (let time = 0; time < 10; time++) expect((await mirror.list())[0]).toBe(await mirror.find({ kind: 'b' }))
  expect(reads()).toBe(1)
  expect(await items.list()).toStrictEqual(await mirror.list())
})

test('a mirrored collection that could not be read is read again', async () => {
  const { items, fail } = watched()
  await items.insert({ id: 'x', kind: 'a' })
  const mirror = mirrored(items)
  fail(true)
  await expect(mirror.get('x')).rejects.toThrow('no disk')
  fail(false)
  expect(await mirror.get('x')).toStrictEqual({ id: 'x', kind: 'a' })
})

test('a mirrored collection keeps what a failed write left', async () => {
  const { items } = watched()
  const mirror = mirrored({ ...items, update: () => Promise.reject(new Error('disk full')), insert: () => Promise.reject(new Error('disk full')) })
  await items.insert({ id: 'x', kind: 'a' })
  await expect(mirror.update('x', (item) => ({ ...item, kind: 'b' }))).rejects.toThrow('disk full')
  await expect(mirror.insert({ id: 'y', kind: 'a' })).rejects.toThrow('disk full')
  expect(await mirror.list()).toStrictEqual([{ id: 'x', kind: 'a' }])
})
