import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMemoryStore, type LogEvent } from '../../src/index'
import { createSqliteStore } from '../../src/store/sqlite'
import { fault } from '../cashier'
import { WALLETS } from '../mock'
import { createWalnut, payByQr, shop, ticketOf, type WalnutMock } from './walnut'

let data = ''
beforeEach(() => { data = mkdtempSync(join(tmpdir(), 'baas-pay-walnut-')) })
afterEach(() => rmSync(data, { recursive: true, force: true }))

/** A mock whose callback notes the pay objects that it is run for. */
function withCallback(options: Parameters<typeof createWalnut>[0] = {}, then: (id: string) => unknown = () => {}) {
  const runs: string[] = []
  const run = ({ id }: { id: string }): unknown => {
    runs.push(id)
    return then(id)
  }
  return { runs, mock: createWalnut({ ...options, walnut: shop({ callbacks: { my_callback: { run } } }) }) }
}

async function bought(mock: WalnutMock) {
  const ticket = await ticketOf(mock)
  const { data: { id, pay_id, pay_re } } = await mock.buy(ticket)
  return { ticket, id, pay_id, code: pay_re['data'] }
}

describe('a success callback', () => {
  test('runs once, with notifies that come twice and checks beside them', async () => {
    const { mock, runs } = withCallback()
    const { ticket, id, pay_id, code } = await bought(mock)
    await fault(mock, 'duplicate-notify')
    await Promise.all([payByQr(mock, code), mock.check(ticket, id), mock.check(ticket, id)])
    await mock.check(ticket, id)
    await mock.clock.advance(24 * 3_600_000)
    expect(runs).toStrictEqual([pay_id])
  })

  test('runs not again when the order changes after its payment, by refunds', async () => {
    const { mock, runs } = withCallback()
    const { ticket, id, pay_id, code } = await bought(mock)
    await payByQr(mock, code)
    for (const amount_fen of [3, 7]) {
      await mock.server.wallets.fetch(`${WALLETS}/sandbox/orders/${pay_id}/refund`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ amount_fen }) })
      await mock.clock.advance(10_000)
    }
    expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'OK', or_status: 5 })
    expect(runs).toStrictEqual([pay_id])
  })

  test('runs where no notify ever comes, once somebody checks', async () => {
    const { mock, runs } = withCallback()
    const { ticket, id, pay_id, code } = await bought(mock)
    await fault(mock, 'loses-notify')
    await payByQr(mock, code)
    expect(runs).toStrictEqual([])
    await mock.check(ticket, id)
    await mock.clock.advance(0)
    expect(runs).toStrictEqual([pay_id])
  })

  test('runs for what costs nothing, too', async () => {
    const { mock, runs } = withCallback()
    const { data: bill } = await mock.buy(await ticketOf(mock), { products: [{ id: 'trial' }], pay_tp: 'wx.qrcode' })
    expect(bill).toMatchObject({ pay_tp: 'free', or_st: 'OK', fee: 0, pay_re: { status: 'OK', dataType: 'TEXT' } })
    expect(runs).toStrictEqual([bill.pay_id])
  })

  test('runs not for what is not paid', async () => {
    const { mock, runs } = withCallback()
    const { ticket, id } = await bought(mock)
    await mock.check(ticket, id)
    await mock.clock.advance(3_600_000)
    await mock.check(ticket, id)
    expect(runs).toStrictEqual([])
  })

  test('that fails is told to the log and to the pay object, and is not run again', async () => {
    const log: LogEvent[] = []
    const { mock, runs } = withCallback({ log: (event) => log.push(event) }, () => { throw new Error('the shop is down') })
    const { ticket, id, pay_id, code } = await bought(mock)
    await payByQr(mock, code)
    expect((await mock.check(ticket, pay_id)).data).toMatchObject({ apply_at: mock.clock.now(), apply_re: 'failed' })
    expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'OK' })
    expect(log).toContainEqual(expect.objectContaining({ type: 'failure', what: 'a success callback has failed' }))
    expect(runs).toHaveLength(1)
  })
})

describe('a success callback over a restart with kept data', () => {
  test('that has run runs no more', async () => {
    const first = withCallback({ store: createSqliteStore(data) })
    const { code, pay_id } = await bought(first.mock)
    await payByQr(first.mock, code)
    await first.mock.server.close()
    const second = withCallback({ store: createSqliteStore(data), clock: first.mock.clock })
    await second.mock.ask('pay/price')
    await second.mock.clock.advance(24 * 3_600_000)
    expect([first.runs, second.runs]).toStrictEqual([[pay_id], []])
    await second.mock.server.close()
  })

  test('runs at the next start where the payment was heard of and the process ended before it', async () => {
    const store = createMemoryStore()
    const without = createWalnut({ store, walnut: shop({ callbacks: { my_callback: { run: () => {} } } }) })
    const { code, pay_id } = await bought(without)
    const pays = store.collection<{ id: string, apply_at: number | null, apply_re: string | null }>('merchant.walnut-pays')
    await payByQr(without, code)
    await without.server.close()
    await pays.update(pay_id, (pay) => ({ ...pay, apply_at: null, apply_re: null }))
    const { mock, runs } = withCallback({ store, clock: without.clock })
    await mock.ask('pay/price')
    await mock.clock.advance(0)
    expect(runs).toStrictEqual([pay_id])
  })

  test('that a stop left half done is told to the log, and not run again', async () => {
    const store = createMemoryStore()
    const first = createWalnut({ store, walnut: shop({ callbacks: { my_callback: { run: () => {} } } }) })
    const { code, pay_id } = await bought(first)
    await payByQr(first, code)
    await first.server.close()
    await store.collection<{ id: string, apply_re: string | null }>('merchant.walnut-pays').update(pay_id, (pay) => ({ ...pay, apply_re: null }))
    const log: LogEvent[] = []
    const { mock, runs } = withCallback({ store, clock: first.clock, log: (event) => log.push(event) })
    await mock.ask('pay/price')
    await mock.clock.advance(0)
    expect(runs).toStrictEqual([])
    expect(log).toContainEqual(expect.objectContaining({ what: expect.stringContaining(pay_id) }))
  })
})

test('rule 4: the code of the try before is no good once another is made', async () => {
  const { mock, runs } = withCallback()
  const { ticket, id, code } = await bought(mock)
  const { data: next } = await mock.ask('pay/pay', { ticket, id, force: 'true' })
  expect((await payByQr(mock, code)).status).not.toBe(200)
  await payByQr(mock, next.pay_re['data'])
  expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'OK', pay_id: next.pay_id })
  expect(runs).toStrictEqual([next.pay_id])
})
