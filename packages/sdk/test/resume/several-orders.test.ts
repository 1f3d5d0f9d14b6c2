import { describe, expect, it } from 'vitest'
import { answer, noAnswer, T1, T2 } from '../support/bench'
import { leftBench, leftFor, shownOrder } from '../support/wallet'

/** An intent with an older order that may still be paid, and the one that the payer left for. */
async function twoOrders() {
  const bench = await leftBench()
  const { storage } = bench.client.ports
  const [key = ''] = storage.keys?.() ?? []
  const record = JSON.parse(storage.get(key) ?? '') as { attempts: object[] }
  const [first] = record.attempts
  storage.set(key, JSON.stringify({ ...record, attempts: [first, { ...first, no: 2, tradeNo: T2, clientToken: 'b'.repeat(32) }] }))
  return bench
}

describe('an intent with several orders', () => {
  it('rule 2: one that was paid behind the shown one makes the intent paid', async () => {
    const { back, script, advance } = await twoOrders()
    script.find = (tradeNo) => Promise.resolve({ tradeNo: (tradeNo ?? T1) as never, status: tradeNo === T1 ? 'success' : 'pending' })
    const { resumed, news } = back()
    expect(resumed.state).toMatchObject({ name: 'checking', order: { tradeNo: T2 } })
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'paid', order: { tradeNo: T1, gatewayType: 'alipay_wap' } })
    expect(news).toEqual([expect.objectContaining({ type: 'paid', tradeNo: T1 })])
    resumed.dispose()
  })

  it.each([[T1, T2], [T2, T1]])('two payments are told as such: %s, then %s', async (firstPaid, secondPaid) => {
    const { back, script, advance } = await twoOrders()
    const paid = new Set([firstPaid])
    script.find = (tradeNo) => Promise.resolve({ tradeNo: tradeNo as never, status: paid.has(tradeNo as never) ? 'success' : 'pending' })
    const { resumed, news } = back()
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'paid', order: { tradeNo: firstPaid } })
    paid.add(secondPaid)
    await advance(120_000)
    expect(news.map(({ type }) => type)).toEqual(['paid', 'duplicate-paid'])
    expect(news[1]).toMatchObject({ first: { tradeNo: firstPaid, intentId: 'cart-1' }, second: { tradeNo: secondPaid, gatewayType: 'alipay_wap' } })
    expect(resumed.state).toMatchObject({ name: 'paid', order: { tradeNo: firstPaid } })
    resumed.dispose()
  })

  it('rule 6: one that does not answer does not matter to the other', async () => {
    const { back, script, advance } = await twoOrders()
    script.find = (tradeNo) => (tradeNo === T1 ? noAnswer() : Promise.resolve(answer('pending', { tradeNo: T2 })))
    const { resumed } = back()
    await advance(10_000)
    expect([resumed.state.name, resumed.health]).toEqual(['waiting', 'ok'])
    resumed.dispose()
  })

  it('rule 5: an end is told even where a listener asks again at once', async () => {
    const { back, script, advance } = await twoOrders()
    script.find = noAnswer
    const { resumed, told } = back()
    const stop = resumed.subscribe(() => {
      if (resumed.state.name !== 'unknown') return
      stop()
      script.find = (tradeNo) => Promise.resolve({ tradeNo: tradeNo as never, status: tradeNo === T2 ? 'success' : 'pending' })
      void resumed.checkNow()
    })
    await advance(60_000)
    expect(told()).toEqual(['unknown', 'paid'])
    resumed.dispose()
  })

  it('the older one is asked for where the address names it', async () => {
    const { back, script, advance } = await twoOrders()
    script.find = (tradeNo) => Promise.resolve({ tradeNo: tradeNo as never, status: 'pending' })
    const { resumed } = back({ intentId: leftFor.intentId, hint: { tradeNo: shownOrder.tradeNo } })
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    resumed.dispose()
  })
})
