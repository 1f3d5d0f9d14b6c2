import { HError, memoryStorage } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, openTill, SALE, scan, WECHAT, WECHAT_2 } from '../../test/counter'
import { has, pass, press, textOf } from '../../test/screen'
import { silence, tradeNoOf } from '../../test/shop'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))
const PAID = { status: 'success' } as const

describe('the next customer', () => {
  it('is waited for by itself after a payment, and pays by an order of their own', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = PAID
    await scan(WECHAT)
    expect(textOf('auto-close')).toBe('稍后自动接待下一位')
    await pass(5_900)
    await see('paid')
    await pass(100)
    await see('ready')
    expect(facts('ready')).toHaveLength(2)
    expect(facts('complete')).toMatchObject([{ tradeNo: tradeNoOf(1) }])
    await scan(WECHAT_2)
    await see('paid')
    const [first, second] = facts('paid')
    expect(second?.intentId).not.toBe(first?.intentId)
    expect(second?.tradeNo).toBe(tradeNoOf(2))
  })

  it('comes at a tap, and never by itself where the page says so', async () => {
    const { shop, see } = await openCounter({ props: { paidMs: null } })
    shop.told = PAID
    await scan(WECHAT)
    await pass(600_000)
    await see('paid')
    await press('next')
    await see('ready')
    expect(shop.calls.create).toBe(1)
  })

  it.each([
    ['charging', { create: silence }, {}],
    ['confirming', {}, { tradeState: 'USERPAYING' }],
    ['unknown', { create: lost, find: lost }, {}],
  ] as const)('is never waited for by itself while it is %s', async (screen, answers, told) => {
    const client = { createTimeoutMs: 10_000_000, readTimeoutMs: 10_000_000 }
    const { shop, facts, see } = await openCounter({ shop: openTill(client), props: { paidMs: 1, endedMs: 1 } })
    Object.assign(shop, answers, { told })
    await scan(WECHAT)
    await pass(900_000)
    await see(screen)
    expect(facts('ready')).toHaveLength(1)
  })

  it('after a refusal it is the same customer: the scanner is heard at once, and the screen is ready after a while', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { status: 'failed', tradeState: 'NOTENOUGH' }
    await scan(WECHAT)
    await see('refused')
    await pass(30_000)
    await see('ready')
    shop.told = PAID
    await scan(WECHAT_2)
    await see('paid')
    expect(facts('paid')[0]?.intentId).toBe(facts('refused')[0]?.intentId)
  })
})

describe('a sale with a name of its own', () => {
  const named = { ...SALE, intentId: 'sale-1' }

  it('is not sold twice: the page says what comes next', async () => {
    const { shop, wrapper, facts, see } = await openCounter({ props: { intent: named } })
    shop.told = PAID
    await scan(WECHAT)
    await pass(60_000)
    await see('paid')
    expect(has('next')).toBe(false)
    expect(facts('complete')).toHaveLength(1)
    await scan(WECHAT_2)
    expect(shop.calls.create).toBe(1)
    await wrapper.setProps({ intent: { ...SALE, intentId: 'sale-2' } })
    await see('ready')
    await scan(WECHAT_2)
    await see('paid')
    expect(facts('paid').map(({ intentId }) => intentId)).toEqual(['sale-1', 'sale-2'])
  })

  it('that the page changes at `paid` waits until the success was seen', async () => {
    const { shop, wrapper, see } = await openCounter({ props: { intent: named } })
    shop.told = PAID
    await scan(WECHAT)
    await wrapper.setProps({ intent: { ...SALE, intentId: 'sale-2', amountFen: 500 } })
    await see('paid')
    expect(textOf('amount')).toBe('¥19.90')
    await pass(6_000)
    await see('ready')
    expect(textOf('amount')).toBe('¥5.00')
  })

  it('rule 4: comes back after a reload to the charge that is not over, and charges no second code', async () => {
    const shop = openTill({ storage: memoryStorage() })
    const before = await openCounter({ shop, props: { intent: named } })
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    await before.see('confirming')
    before.wrapper.unmount()
    const after = await openCounter({ shop, props: { intent: named } })
    await after.see('confirming')
    await scan(WECHAT_2)
    expect(shop.calls.create).toBe(1)
    shop.told = PAID
    await pass(10_000)
    await after.see('paid')
    expect(after.facts('paid')).toMatchObject([{ intentId: 'sale-1' }])
    expect([after.facts('scan'), after.facts('charging')]).toEqual([[], []])
  })
})

describe('what is to be paid', () => {
  it('changes at once while nothing is under way', async () => {
    const { wrapper, shop } = await openCounter()
    await wrapper.setProps({ intent: { amountFen: 2500, description: '晚餐' } })
    expect([textOf('amount'), textOf('description')]).toEqual(['¥25.00', '晚餐'])
    shop.told = PAID
    await scan(WECHAT)
    expect(shop.asked).toMatchObject([{ amountFen: 2500, description: '晚餐' }])
  })

  it('never changes under a charge: the next code pays the new amount', async () => {
    const { wrapper, shop, see } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    await wrapper.setProps({ intent: { amountFen: 2500, description: '晚餐' } })
    expect(textOf('amount')).toBe('¥19.90')
    shop.told = { status: 'failed', tradeState: 'PAYERROR' }
    await pass(10_000)
    await see('refused')
    shop.told = PAID
    await scan(WECHAT_2)
    await see('paid')
    expect(shop.asked.map(({ amountFen }) => amountFen)).toEqual([1990, 2500])
  })
})

it('what was sold without a name is forgotten once the next customer comes: a counter sells for years', async () => {
  const storage = memoryStorage()
  const { shop, see } = await openCounter({ shop: openTill({ storage }) })
  shop.told = PAID
  for (const code of [WECHAT, WECHAT_2]) {
    await scan(code)
    await see('paid')
    expect(storage.keys?.()).toHaveLength(1)
    await press('next')
    expect(storage.keys?.()).toEqual([])
  }
})

describe('going on without a result', () => {
  it('is asked about, told, and what there was stays watched: a late payment is told, and leaves the next customer\'s screen alone', async () => {
    const { shop, facts, see } = await openCounter()
    shop.create = shop.find = lost
    await scan(WECHAT)
    await pass(15_000)
    await press('leave-unknown')
    expect(textOf('cancel-question')).toContain('不再向这位顾客收款')
    await press('next-confirm')
    await see('ready')
    expect(facts('leave')).toMatchObject([{ masked: '13****89' }])
    const [unknown] = facts('unknown')
    shop.find = () => Promise.resolve({ status: 'success', clientToken: unknown?.clientToken, tradeNo: tradeNoOf(1) })
    await pass(60_000)
    await see('ready')
    expect(facts('paid')).toMatchObject([{ late: true, intentId: unknown?.intentId, masked: '13****89' }])
  })

  it('with a named sale waits for the page\'s next', async () => {
    const { shop, wrapper, facts, see } = await openCounter({ props: { intent: { ...SALE, intentId: 'sale-1' } } })
    shop.create = shop.find = lost
    await scan(WECHAT)
    await pass(15_000)
    await press('leave-unknown')
    await press('next-confirm')
    await see('unknown')
    await wrapper.setProps({ intent: { ...SALE, intentId: 'sale-2' } })
    await see('ready')
    expect(facts('leave')).toMatchObject([{ intentId: 'sale-1' }])
  })
})

it('rule 5: a counter that is gone asks, hears and tells nothing more', async () => {
  const { shop, wrapper } = await openCounter()
  shop.told = { tradeState: 'USERPAYING' }
  await scan(WECHAT)
  const told = vi.fn()
  await wrapper.setProps({ onPaid: told, onScan: told, onRejected: told })
  wrapper.unmount()
  const { find, create } = shop.calls
  shop.told = PAID
  await scan(WECHAT_2)
  await pass(120_000)
  expect(shop.calls).toMatchObject({ find, create })
  expect(told).not.toHaveBeenCalled()
})
