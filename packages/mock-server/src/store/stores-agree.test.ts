import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMemoryStore } from './memory'
import { createSqliteStore } from './sqlite'
import type { Collection, Store } from './store'

interface Item { readonly id: string, readonly key: string | number | boolean | null, readonly data: unknown }
type Step = (items: Collection<Item>) => Promise<unknown>

let directory = ''
let run = 0
beforeAll(() => { directory = mkdtempSync(join(tmpdir(), 'baas-pay-stores-')) })
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const id = fc.constantFrom('a', 'b', 'c', '')
const key = fc.oneof(fc.constantFrom('', '0', 'null', 'true', 0, 1, true, false, null), fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)))
const item: fc.Arbitrary<Item> = fc.record({ id, key, data: fc.jsonValue({ maxDepth: 2 }) }).map((record) => JSON.parse(JSON.stringify(record)))

/** What a step gave: a value, or the kind of its error. */
const outcome = (step: Step, items: Collection<Item>): Promise<unknown> => step(items).catch((error: unknown) => (error instanceof Error ? error.name : error))

const steps = fc.array(fc.oneof(
  item.map((record): Step => (items) => items.insert(record)),
  fc.tuple(id, item).map(([at, change]): Step => (items) => items.update(at, (current) => ({ ...current, key: change.key, data: [current.data, change.data] }))),
  id.map((at): Step => (items) => items.update(at, () => { throw new TypeError('no') })),
  id.map((at): Step => (items) => items.get(at)),
  key.map((value): Step => (items) => items.find({ key: value })),
  fc.record({ key, id }, { requiredKeys: [] }).map((filter): Step => (items) => items.list(filter)),
), { maxLength: 30 })

test.each([['read from disk', undefined], ['read whole', 'whole']] as const)('both stores give the same answers, whatever is asked of them, and after a restart too: %s', async (_, reading) => {
  await fc.assert(fc.asyncProperty(steps, fc.nat(30), async (program, restartAt) => {
    const path = join(directory, String(++run))
    const memory = createMemoryStore().collection<Item>('items')
    let disk: Store = createSqliteStore(path)
    let items = disk.collection<Item>('items', reading)
    for (const [index, step] of program.entries()) {
      if (index === restartAt) {
        await disk.close?.()
        disk = createSqliteStore(path)
        items = disk.collection('items', reading)
      }
      expect(await outcome(step, items)).toStrictEqual(await outcome(step, memory))
    }
    expect(await items.list()).toStrictEqual(await memory.list())
    await disk.close?.()
  }), { numRuns: 60 })
}, 30_000)
