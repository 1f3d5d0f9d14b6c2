import { describe, expect, it } from 'vitest'
import { memoryStorage, type Storage, type TransactionNo } from '../../src/index'
import { answer, noAnswer, T1, T2 } from '../support/bench'
import { leftBench, leftFor } from '../support/wallet'

/** Comes back in a browser that knows nothing of the order. */
async function elsewhere(wanted: Parameters<Awaited<ReturnType<typeof leftBench>>['back']>[0]) {
  const bench = await leftBench()
  const tab = bench.tab()
  const other = { ...tab, client: { ...tab.client, ports: { ...tab.client.ports, storage: memoryStorage() } } }
  return { ...bench, ...bench.back(wanted, other), other }
}

describe('coming back in a browser that did not make the order', () => {
  it.each(['order', 'hint'] as const)('asks by the order\'s number: %s', async (by) => {
    const { resumed, script, advance, news, calls } = await elsewhere({ intentId: 'cart-1', [by]: { tradeNo: T1 } })
    expect(resumed.state).toMatchObject({ name: 'checking', order: { description: '', gatewayType: undefined } })
    script.find = () => Promise.resolve(answer('success', { transactionNo: 'P1' as TransactionNo, amountFen: 10 as never }))
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'paid', order: { tradeNo: T1, transactionNo: 'P1', amountFen: 10 } })
    // That it was for this intent only the shop's server can say.
    expect(news).toEqual([{ type: 'paid', late: false, refund: undefined, paidAt: undefined, intentId: undefined, gatewayType: undefined, tradeNo: T1, transactionNo: 'P1', amountFen: 10 }])
    expect(calls.create).toBe(1)
    resumed.dispose()
  })

  it('rule 4: an order that can be paid elsewhere is not offered to be paid again here', async () => {
    const { resumed, advance, script } = await elsewhere({ order: { tradeNo: T1 } })
    await advance(0)
    expect([resumed.state.name, resumed.canPayAgain]).toEqual(['waiting', false])
    script.find = () => Promise.resolve(answer('pending', { tradeState: 'CLOSED' }))
    await advance(4_000)
    expect([resumed.state.name, resumed.canPayAgain]).toEqual(['expired', true])
    resumed.dispose()
  })

  it.each([{}, { intentId: 'cart-1' }, { order: { tradeNo: '<b>' as never } }, { hint: {} }])('says that it does not know which order, and asks nothing: %o', async (wanted) => {
    const { resumed, told, calls, advance } = await elsewhere(wanted)
    const before = calls.find
    await advance(60_000)
    expect(resumed.state).toEqual({ name: 'no-order' })
    expect(await resumed.checkNow()).toEqual({ name: 'no-order' })
    expect([told(), calls.find - before, resumed.canPayAgain, resumed.health]).toEqual([[], 0, false, 'ok'])
    resumed.dispose()
  })

  it('an order that the backend does not know is none, until it does', async () => {
    const { resumed, script, advance, told } = await elsewhere({ hint: { tradeNo: T2 } })
    script.find = () => Promise.resolve(undefined)
    await advance(0)
    await advance(4_000)
    expect(resumed.state).toEqual({ name: 'no-order' })
    expect(told()).toEqual([])
    script.find = () => Promise.resolve({ tradeNo: T2, status: 'pending' })
    await advance(10_000)
    expect(resumed.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 } })
    resumed.dispose()
  })

  it('rule 2: a backend that does not answer has not said that there is none', async () => {
    const { resumed, script, advance, told } = await elsewhere({ order: { tradeNo: T1 } })
    script.find = noAnswer
    await advance(4_000)
    expect(resumed.state).toMatchObject({ name: 'unknown', order: { tradeNo: T1 } })
    expect(told()).toEqual(['unknown'])
    resumed.dispose()
  })

  it('a storage without keys knows an intent that is named', async () => {
    const bench = await leftBench()
    const tab = bench.tab()
    const { storage } = tab.client.ports
    const keyless: Storage = { get: (key) => storage.get(key), set: (key, value) => storage.set(key, value), remove: (key) => storage.remove(key) }
    const other = { ...tab, client: { ...tab.client, ports: { ...tab.client.ports, storage: keyless } } }
    const named = bench.back({ intentId: leftFor.intentId }, other)
    const unnamed = bench.back({}, other)
    expect([named.resumed.state.name, unnamed.resumed.state.name]).toEqual(['checking', 'no-order'])
    named.resumed.dispose()
  })
})
