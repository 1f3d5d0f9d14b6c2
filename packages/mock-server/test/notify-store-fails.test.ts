import { expect, test } from 'vitest'
import { createManualClock, createMemoryStore, type Collection, type LogEvent, type Store, type Stored } from '../src/index'
import { paidOrder } from './cashier'
import { createMock } from './mock'

/** A store whose writes, or whose lists, fail while they are told to. */
function frailStore(): { readonly store: Store, readonly fails: { update: boolean, list: boolean } } {
  const memory = createMemoryStore()
  const fails = { update: false, list: false }
  const noDisk = (): Promise<never> => Promise.reject(new Error('disk full'))
  const frail = <T extends Stored>(records: Collection<T>): Collection<T> => ({
    get: (id) => records.get(id),
    find: (filter) => records.find(filter),
    list: (filter) => (fails.list ? noDisk() : records.list(filter)),
    insert: (record) => records.insert(record),
    update: (id, change) => (fails.update ? noDisk() : records.update(id, change)),
  })
  return { store: { collection: (name) => frail(memory.collection(name)) }, fails }
}

// Vitest fails a run in which a rejection is unhandled; it would end the process.
test('a notify whose outcome can not be kept is told to the log, and goes on at the next start', async () => {
  const { store, fails } = frailStore()
  const log: LogEvent[] = []
  const clock = createManualClock()
  let sent = 0
  const http = async (): Promise<Response> => {
    fails.update = ++sent === 1
    return new Response('no')
  }
  const first = createMock({ store, clock, http, log: (event) => { log.push(event) } })
  await paidOrder(first, { notify_url: 'http://127.0.0.1:9/n' })
  await clock.advance(60_000)
  expect(sent).toBe(1)
  expect(log).toContainEqual({ type: 'failure', wing: 'wallets', what: 'a notify could not be followed', cause: new Error('disk full') })
  fails.update = false
  await first.server.close()
  createMock({ store, clock, http })
  await clock.advance(15_000)
  expect(sent).toBe(3)
})

test('a start at which the trades can not be read is told to the log', async () => {
  const { store, fails } = frailStore()
  const log: LogEvent[] = []
  fails.list = true
  const { clock } = createMock({ store, log: (event) => { log.push(event) } })
  await clock.advance(0)
  expect(log).toContainEqual({ type: 'failure', wing: 'wallets', what: 'a notify could not be followed', cause: new Error('disk full') })
})
