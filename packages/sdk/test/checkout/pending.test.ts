import { describe, expect, it } from 'vitest'
import { createCheckout, createPayClient, forgetPending, HError, memoryStorage, quotePrice, type Backend, type Fen } from '../../src/index'
import { recordKeys } from '../../src/core/record'
import { browserStorage } from '../../src/runtime/storage'
import { answer, createBench, noAnswer, secondOrder, shownBench, T1, T2 } from '../support/bench'
import { goods } from '../support/world'

describe('what is remembered is forgotten on logout', () => {
  it('of this backend and user, and of no other', async () => {
    const storage = memoryStorage()
    const bench = await shownBench({}, { storage, user: 'ann' })
    const bob = createCheckout(createPayClient({ ...bench.client.ports, backend: bench.client.backend, user: 'bob' }), goods)
    bob.start()
    await bench.advance(0)
    storage.set('of the shop', 'kept')
    expect(storage.keys?.()).toHaveLength(3)
    bench.checkout.dispose()
    forgetPending(bench.client)
    expect(storage.keys?.().filter((key) => key.includes('ann'))).toEqual([])
    expect(storage.keys?.()).toHaveLength(2)
    bob.dispose()
  })

  it('a user whose name begins like another\'s is another', async () => {
    const storage = memoryStorage()
    const bench = await shownBench({}, { storage, user: 'ann' })
    forgetPending(createPayClient({ ...bench.client.ports, backend: bench.client.backend, user: 'an' }))
    expect(storage.keys?.()).toHaveLength(1)
  })

  it.each([
    ['has no keys', { get: () => null, set: () => {}, remove: () => {} }],
    ['is the browser\'s, where there is none', browserStorage],
  ])('a storage that %s is let be', (_case, storage) => {
    const bench = createBench({}, { storage })
    expect(() => forgetPending(bench.client)).not.toThrow()
  })
})

describe("a till's browser", () => {
  const DAY_MS = 24 * 60 * 60_000

  it('forgets a day later what was charged, and nothing else, so that its storage does not fill', async () => {
    const storage = memoryStorage()
    const bench = createBench({}, { storage, user: 'till', gateways: ['weixin_tenpay_micropay'] })
    bench.script.create = () => Promise.resolve({ ...answer('success', { expiresInMs: undefined }), show: { flow: 'none' } })
    const sell = async (intentId: string, code: string) => {
      const sale = bench.checkout({ ...goods, gateway: 'weixin_tenpay_micropay', intentId })
      void sale.charge(code)
      await bench.advance(1_000)
      expect(sale.state.name).toBe('paid')
      sale.dispose()
    }
    const sales = () => (storage.keys?.() ?? []).map((key) => key.split(':').pop())
    storage.set('of the shop', 'kept')
    storage.set(`${recordKeys(bench.client.backend.scope, 'till')}of-a-later-version`, '{"v":2}')
    await sell('sale-1', '134567890123456789')
    await bench.advance(DAY_MS)
    await sell('sale-2', '134567890123456780')
    expect(sales()).toEqual(expect.arrayContaining(['sale-1', 'sale-2']))
    await bench.advance(3 * 60 * 60_000)
    await sell('sale-3', '134567890123456781')
    expect(new Set(sales())).toEqual(new Set(['of the shop', 'of-a-later-version', 'sale-2', 'sale-3']))
  })
})

describe('a reload whose goods the server prices', () => {
  const basket = (id: string) => ({ ...goods, products: [{ id, amount: 2 }] })
  const closed = answer('pending', { tradeState: 'CLOSED', expiresInMs: 0 })

  it.each([
    { asks: 'for the same comes back to its order', id: 'tea', old: answer('pending'), tradeNo: T1, creates: 1 },
    { asks: 'for others closes the old order and makes one for what is bought now', id: 'coffee', old: closed, tradeNo: T2, creates: 2 },
  ])('$asks', async ({ id, old, tradeNo, creates }) => {
    const bench = await shownBench({}, {}, basket('tea'))
    bench.checkout.dispose()
    bench.script.create = () => Promise.resolve(secondOrder)
    bench.script.find = (asked) => Promise.resolve(asked === T1 ? old : answer('pending', { tradeNo: T2 }))
    const again = bench.tab().checkout(basket(id))
    again.start()
    await bench.advance(5_000)
    expect(again.state).toMatchObject({ name: 'waiting', order: { tradeNo } })
    expect(bench.calls.create).toBe(creates)
  })
})

describe('a reload that asks for something else than the create whose answer was lost', () => {
  const reused = () => Promise.reject(new HError(409, 'token_reused', { errCode: 'token_reused' }))

  it('begins anew by another token: nobody has seen the first one\'s code', async () => {
    const { checkout, script, advance, tab, tokens } = createBench()
    script.create = noAnswer
    const first = checkout()
    first.start()
    await advance(10_000)
    first.dispose()
    script.create = (_context, { merchandiseSnapshot }, token) => merchandiseSnapshot && token === tokens[0] ? reused() : Promise.resolve(secondOrder)
    script.find = () => Promise.resolve(answer('pending', { tradeNo: T2 }))
    const again = tab().checkout({ ...goods, merchandiseSnapshot: { changed: true } })
    again.start()
    await advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 } })
    expect(new Set(tokens).size).toBe(2)
    again.dispose()
  })

  it('a backend that calls every token used is one that refuses', async () => {
    const { checkout, script, advance, calls } = createBench()
    script.create = reused
    const first = checkout()
    first.start()
    await advance(60_000)
    expect(first.state).toMatchObject({ name: 'failed', error: { code: 409 } })
    expect(calls.create).toBe(1)
  })
})

describe('what was remembered by one version of the page and one state of another tab', () => {
  it('the order of a flow without a token is found again by its number', async () => {
    const bench = await shownBench({ token: true })
    bench.checkout.dispose()
    const again = bench.tab().checkout()
    again.start()
    await bench.advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    expect(bench.calls.create).toBe(1)
  })

  it('a free order without a token is not ordered again', async () => {
    const bench = createBench({ token: true })
    bench.script.create = () => Promise.resolve({ tradeNo: T1, status: 'success' })
    bench.script.find = () => Promise.resolve(answer('success'))
    const free = bench.checkout()
    free.start()
    await bench.advance(0)
    expect(free.state.name).toBe('paid')
    const again = bench.tab().checkout()
    again.start()
    await bench.advance(0)
    expect(again.state.name).toBe('paid')
    expect(bench.calls.create).toBe(1)
  })
})

describe('a quote', () => {
  const priced = (quote: Backend['quote']) => {
    const { client } = createBench()
    return { ...client, backend: { ...client.backend, ...(quote && { quote }) } }
  }

  it('is the backend\'s', async () => {
    expect(await quotePrice(priced(({ amountFen }) => Promise.resolve({ amountFen: (amountFen * 2) as Fen })), goods)).toEqual({ amountFen: 20 })
  })

  it('rule 9: is refused where the backend has none, and for a request that no checkout would take', async () => {
    await expect(quotePrice(priced(undefined), goods)).rejects.toMatchObject({ code: 611 })
    await expect(quotePrice(priced(() => Promise.reject(new Error('asked'))), { ...goods, amountFen: 0 })).rejects.toMatchObject({ code: 605 })
    await expect(quotePrice(priced(() => Promise.reject(new Error('asked'))), { ...goods, gateway: 'paypal' })).rejects.toMatchObject({ code: 608 })
  })
})
