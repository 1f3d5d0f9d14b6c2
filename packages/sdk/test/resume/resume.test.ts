import { describe, expect, it } from 'vitest'
import { listPending, type OrderAnswer } from '../../src/index'
import { answer, noAnswer, T1, T2 } from '../support/bench'
import { leftBench, leftFor } from '../support/wallet'

describe('coming back from a wallet\'s page', () => {
  it('rule 1: asks at once, and shows the payment on the backend\'s word alone', async () => {
    const { back, script, advance, calls } = await leftBench()
    script.find = () => Promise.resolve(answer('success', { paidAt: 1_700_000_000 }))
    const { resumed, news, states } = back()
    expect(resumed.state).toMatchObject({ name: 'checking', why: 'return', order: { tradeNo: T1, amountFen: 10, description: '深蓝色秋裤', gatewayType: 'alipay_wap' } })
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'paid', late: false, paidAt: 1_700_000_000, order: { tradeNo: T1 } })
    expect(news).toEqual([expect.objectContaining({ type: 'paid', intentId: 'cart-1', tradeNo: T1, amountFen: 10, gatewayType: 'alipay_wap' })])
    expect(states).toEqual(['paid'])
    expect(calls).toMatchObject({ create: 1, find: 1, close: 0 })
    resumed.dispose()
  })

  it('is asked at full rate for a minute, and then as an order of its age is', async () => {
    const { back, advance, calls } = await leftBench()
    const { resumed, states } = back()
    await advance(0)
    const before = calls.find
    await advance(59_000)
    expect(calls.find - before).toBeGreaterThanOrEqual(19)
    expect(states).toEqual(['waiting'])
    const later = calls.find
    await advance(60_000)
    expect(calls.find - later).toBeLessThanOrEqual(12)
    resumed.dispose()
  })

  it('an unpaid order is waiting until it is paid, whenever that comes to light', async () => {
    const { back, script, advance } = await leftBench()
    const { resumed, told } = back()
    await advance(150_000)
    expect(resumed.state.name).toBe('waiting')
    expect(told()).toEqual([])
    script.find = () => Promise.resolve(answer('success'))
    await advance(30_000)
    expect(resumed.state).toMatchObject({ name: 'paid', late: false })
    expect(told()).toEqual(['paid'])
    resumed.dispose()
  })

  it('rule 1: another\'s order is no answer', async () => {
    const { back, script, advance } = await leftBench()
    script.find = () => Promise.resolve({ tradeNo: T2, status: 'success' })
    const { resumed, told } = back()
    await advance(10_000)
    expect(resumed.state.name).toBe('unknown')
    expect(told()).toEqual(['unknown'])
    resumed.dispose()
  })

  it('rule 2: no answer is unknown, told once, and a late payment still turns it to paid', async () => {
    const { back, script, advance } = await leftBench()
    script.find = noAnswer
    const { resumed, told, states } = back()
    await advance(4_000)
    expect(resumed.state).toMatchObject({ name: 'unknown', order: { tradeNo: T1 } })
    expect(resumed.health).toBe('unstable')
    expect(resumed.canPayAgain).toBe(false)
    void resumed.checkNow()
    await advance(4_000)
    expect(told()).toEqual(['unknown'])
    script.find = () => Promise.resolve(answer('success'))
    await advance(60_000)
    expect(resumed.state).toMatchObject({ name: 'paid', late: true })
    expect(states.slice(-1)).toEqual(['paid'])
    expect(told()).toEqual(['unknown', 'paid'])
    resumed.dispose()
  })

  it('rule 3: the provider\'s word that it has ended is checked once more before it is told', async () => {
    const { back, script, advance, calls } = await leftBench()
    const { resumed, told } = back()
    await advance(0)
    script.find = () => Promise.resolve(answer('pending', { tradeState: 'CLOSED' }))
    const before = calls.find
    await advance(3_500)
    expect(calls.find - before).toBe(2)
    expect(resumed.state).toMatchObject({ name: 'expired', by: 'state' })
    expect(told()).toEqual(['expired'])
    resumed.dispose()
  })

  it('rule 2: what is expired turns to paid where money came after all', async () => {
    const { back, script, advance } = await leftBench()
    script.find = () => Promise.resolve(answer('pending', { expiresInMs: 0 }))
    const { resumed, told } = back()
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'expired', by: 'time' })
    script.find = () => Promise.resolve(answer('success'))
    await advance(30_000)
    expect(resumed.state).toMatchObject({ name: 'paid', late: true })
    expect(told()).toEqual(['expired', 'paid'])
    resumed.dispose()
  })

  it('what can never be paid is failed', async () => {
    const { back, script, advance } = await leftBench()
    script.find = () => Promise.resolve(answer('failed', { tradeState: 'PAYERROR' }))
    const { resumed, news } = back()
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'failed', error: { code: 608, errCode: 'PAYERROR', tradeNo: T1 } })
    expect(news).toEqual([expect.objectContaining({ type: 'failed', tradeNo: T1 })])
    resumed.dispose()
  })

  it.each(['partial', 'complete'] as const)('a payment that was refunded (%s) is a payment', async (refund) => {
    const { back, script, advance } = await leftBench()
    script.find = () => Promise.resolve(answer(refund))
    const { resumed } = back()
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'paid', refund })
    resumed.dispose()
  })

  it('rule 4: nothing is created or closed, however long it takes and whatever is asked', async () => {
    const { back, script, advance, calls } = await leftBench()
    const tellings: OrderAnswer[] = [answer('pending', { expiresInMs: 0 }), answer('pending', { tradeState: 'CLOSED' }), answer('failed', { tradeState: 'PAYERROR' }), answer('no such word')]
    for (const telling of tellings) {
      script.find = () => Promise.resolve(telling)
      const { resumed } = back()
      await advance(30_000)
      void resumed.checkNow()
      await advance(10_000_000)
      resumed.dispose()
    }
    expect(calls).toMatchObject({ create: 1, close: 0, reverse: 0 })
  })
})

describe('a check of the payer\'s own', () => {
  it('resolves with what it led to', async () => {
    const { back, script, advance } = await leftBench()
    const { resumed } = back()
    await advance(0)
    const unpaid = resumed.checkNow()
    expect(resumed.state).toMatchObject({ name: 'checking', why: 'user' })
    await advance(0)
    expect(await unpaid).toMatchObject({ name: 'waiting' })
    script.find = () => Promise.resolve(answer('success'))
    const paid = resumed.checkNow()
    await advance(0)
    expect(await paid).toMatchObject({ name: 'paid' })
    expect(await resumed.checkNow()).toMatchObject({ name: 'paid' })
    resumed.dispose()
  })

  it('rule 3: is answered by its own asking, not by an older one that is still on its way', async () => {
    const { back, script, advance } = await leftBench()
    const { resumed, told } = back()
    await advance(0)
    const answers: ((told: OrderAnswer) => void)[] = []
    script.find = () => new Promise((resolve) => { answers.push(resolve) })
    await advance(3_500)
    const asked = resumed.checkNow()
    answers[0]?.(answer('pending', { tradeState: 'CLOSED' }))
    await advance(0)
    expect(resumed.state).toMatchObject({ name: 'checking', why: 'user' })
    answers[1]?.(answer('pending'))
    await advance(0)
    expect([await asked, told()]).toMatchObject([{ name: 'waiting' }, []])
    resumed.dispose()
  })

  it('resolves where the page goes meanwhile', async () => {
    const { back, script, advance } = await leftBench()
    const { resumed } = back()
    await advance(0)
    script.find = () => new Promise(() => {})
    const asked = resumed.checkNow()
    resumed.dispose()
    expect(await asked).toMatchObject({ name: 'checking' })
  })
})

describe('rule 5: a return that is over', () => {
  it('tells nothing, asks nothing and sets no timer', async () => {
    const { back, script, advance, calls, pending } = await leftBench()
    const { resumed, told, states } = back()
    await advance(0)
    resumed.dispose()
    script.find = () => Promise.resolve(answer('success'))
    const before = calls.find
    await advance(300_000)
    expect([calls.find - before, pending(), told(), states]).toEqual([0, 0, [], ['waiting']])
  })

  it('an answer that is on its way when it ends is not heard', async () => {
    const { back, script, advance } = await leftBench()
    let tell: (told: OrderAnswer) => void = () => {}
    script.find = () => new Promise((resolve) => { tell = resolve })
    const { resumed, told } = back()
    await advance(0)
    resumed.dispose()
    tell(answer('success'))
    await advance(0)
    expect([told(), resumed.state.name]).toEqual([[], 'checking'])
  })
})

describe('a page that was kept while the payer was away (bfcache)', () => {
  it('asks at once when it is seen again, at full rate, even after its window', async () => {
    const { back, script, advance, calls } = await leftBench()
    const { resumed, set, states } = back()
    await advance(0)
    set({ hidden: true })
    await advance(600_000)
    const before = calls.find
    set({ hidden: false })
    expect(resumed.state).toMatchObject({ name: 'checking', why: 'return' })
    await advance(59_000)
    expect(calls.find - before).toBeGreaterThanOrEqual(19)
    expect(resumed.state.name).toBe('waiting')
    script.find = () => Promise.resolve(answer('success'))
    set({ hidden: true })
    set({ hidden: false })
    await advance(0)
    expect(resumed.state.name).toBe('paid')
    expect(states.filter((name) => name === 'paid')).toHaveLength(1)
    resumed.dispose()
  })

  it('unknown is asked about again without a word until there is one', async () => {
    const { back, script, advance } = await leftBench()
    script.find = noAnswer
    const { resumed, set } = back()
    await advance(4_000)
    script.find = () => Promise.resolve(answer('pending'))
    set({ hidden: true })
    set({ hidden: false })
    expect(resumed.state.name).toBe('unknown')
    await advance(1_000)
    expect(resumed.state.name).toBe('waiting')
    resumed.dispose()
  })
})

describe('what is remembered', () => {
  it('an old address visited again tells the truth of that order, and orders nothing', async () => {
    const { back, script, advance, calls, tab } = await leftBench()
    script.find = () => Promise.resolve(answer('success'))
    for (const wanted of [{ intentId: 'cart-1' }, { hint: { tradeNo: T1 } }, { order: { tradeNo: T1 } }, {}]) {
      const { resumed, told } = back(wanted)
      await advance(0)
      expect([resumed.state.name, resumed.intentId, told()]).toEqual(['paid', 'cart-1', ['paid']])
      resumed.dispose()
      await advance(3_600_000)
    }
    expect(listPending(tab().client)).toEqual([])
    expect(calls.create).toBe(1)
  })

  it('rule 4: after the payment a checkout of the same intent finds it, and makes no order', async () => {
    const { back, script, advance, calls, tab } = await leftBench()
    script.find = () => Promise.resolve(answer('success'))
    const { resumed } = back()
    await advance(0)
    resumed.dispose()
    const again = tab().checkout(leftFor)
    again.start()
    await advance(0)
    expect(again.state.name).toBe('paid')
    expect(calls.create).toBe(1)
    again.dispose()
  })

  it('rule 4: paying again leads back to the same order', async () => {
    const { back, advance, calls, tab } = await leftBench()
    const { resumed } = back()
    await advance(0)
    expect(resumed.canPayAgain).toBe(true)
    resumed.dispose()
    const again = tab().checkout(leftFor)
    void again.pay()
    await advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    expect(calls.create).toBe(1)
    again.dispose()
  })
})
