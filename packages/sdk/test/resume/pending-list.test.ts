import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { forgetPending, listPending, memoryStorage, watchPending } from '../../src/index'
import { answer, createBench, shownBench, T1 } from '../support/bench'
import { goods } from '../support/world'

describe('what is pending', () => {
  it('is told of each intent that has an order, newest first, by what a checkout must ask to come back to it', async () => {
    const { client, tab, advance } = await shownBench({}, undefined, { ...goods, intentId: 'cart-1' })
    await advance(1_000)
    const second = tab().checkout({ ...goods, intentId: 'cart/2 %', amountFen: 20, description: '台灯' })
    second.start()
    await advance(0)
    expect(listPending(client)).toEqual([
      expect.objectContaining({ intentId: 'cart/2 %', gatewayType: 'weixin_tenpay_native', amountFen: 20, description: '台灯' }),
      expect.objectContaining({ intentId: 'cart-1', amountFen: goods.amountFen, order: expect.objectContaining({ tradeNo: T1 }), expiresAt: expect.any(Number), createdAt: expect.any(Number) }),
    ])
    second.dispose()
  })

  it('rule 1: a payment is not in it, and nothing in it says paid', async () => {
    const { client, script, advance, checkout } = await shownBench()
    script.find = () => Promise.resolve(answer('success'))
    await advance(5_000)
    expect(checkout.state.name).toBe('paid')
    expect(listPending(client)).toEqual([])
  })

  it('what is broken, or somebody else\'s, is passed over', async () => {
    const { client } = await shownBench({}, { user: 'ann' }, { ...goods, intentId: 'cart-1' })
    const { storage } = client.ports
    const [key = ''] = storage.keys?.() ?? []
    storage.set(key.replace('cart-1', '%zz'), storage.get(key) ?? '')
    storage.set(key.replace('cart-1', 'cart-2'), storage.get(key) ?? '')
    storage.set(key.replace('cart-1', 'cart-3'), '{')
    storage.set(key.replace('ann', 'bob'), storage.get(key) ?? '')
    expect(listPending(client).map(({ intentId }) => intentId)).toEqual(['cart-1'])
  })

  it('one that is forgotten is gone, and the others stay', async () => {
    const { client, tab, advance } = await shownBench({}, undefined, { ...goods, intentId: 'cart-1' })
    const second = tab().checkout({ ...goods, intentId: 'cart-2' })
    second.start()
    await advance(0)
    forgetPending(client, 'cart-2')
    await advance(10_000)
    expect(listPending(client).map(({ intentId }) => intentId)).toEqual(['cart-1'])
    second.dispose()
  })
})

describe('news of what is pending', () => {
  it('comes with each write of this client, until it is stopped', async () => {
    const bench = createBench()
    const lists: number[] = []
    const stop = watchPending(bench.client, () => lists.push(listPending(bench.client).length))
    const checkout = bench.checkout({ ...goods, intentId: 'cart-1' })
    checkout.start()
    await bench.advance(0)
    expect(lists.slice(-1)).toEqual([1])
    bench.script.find = () => Promise.resolve(answer('success'))
    await bench.advance(5_000)
    expect(lists.slice(-1)).toEqual([0])
    const count = lists.length
    stop()
    forgetPending(bench.client)
    expect(lists).toHaveLength(count)
    checkout.dispose()
  })

  it('is told to each who listens, and of our own keys alone', () => {
    const { client } = createBench({}, { storage: memoryStorage() })
    const [first, second] = [vi.fn(), vi.fn()]
    watchPending(client, first)()
    const stop = watchPending(client, second)
    client.ports.storage.set('of the shop', '1')
    expect(second).not.toHaveBeenCalled()
    forgetPending(client, 'cart-1')
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1])
    stop()
  })

  it('rule 2: whoever breaks at it holds up no payment', async () => {
    const reported: unknown[] = []
    const report = (error: unknown) => void reported.push(error)
    process.on('unhandledRejection', report)
    onTestFinished(() => void process.off('unhandledRejection', report))
    const bench = createBench()
    const stop = watchPending(bench.client, () => { throw new Error('the shop broke') })
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(0)
    expect(checkout.state.name).toBe('waiting')
    bench.script.find = () => Promise.resolve(answer('success'))
    await bench.advance(5_000)
    expect(checkout.state.name).toBe('paid')
    expect(reported).toContainEqual(new Error('the shop broke'))
    stop()
    checkout.dispose()
  })

  it('comes from another tab by the browser\'s own event', () => {
    const page = new EventTarget()
    vi.stubGlobal('window', page)
    onTestFinished(() => void vi.unstubAllGlobals())
    const { client } = createBench()
    const told = vi.fn()
    const stop = watchPending(client, told)
    const write = (key: string | null) => page.dispatchEvent(Object.assign(new Event('storage'), { key }))
    write('of the shop')
    expect(told).not.toHaveBeenCalled()
    write('baas-pay:pending:v1:bench:guest:cart-1')
    write(null)
    expect(told).toHaveBeenCalledTimes(2)
    stop()
    write(null)
    expect(told).toHaveBeenCalledTimes(2)
  })
})
