import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, openTill, scan, WECHAT } from '../../test/counter'
import { has, part, pass, press, textOf } from '../../test/screen'
import { silence } from '../../test/shop'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: new Date(2026, 10, 21, 9, 30) })
  return () => vi.useRealTimers()
})

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))

/** A payer who is asked for the password. */
async function confirming() {
  const counter = await openCounter({ props: { paidMs: null, endedMs: null } })
  counter.shop.told = { tradeState: 'USERPAYING' }
  await scan(WECHAT)
  await counter.see('confirming')
  return counter
}

describe('检查是否完成了付款', () => {
  it('always answers so that it is seen: with the time of the answer', async () => {
    const { see } = await confirming()
    await press('check')
    expect(textOf('check-answer')).toBe('09:30:00 查过：还没有付款')
    await pass(1_000)
    await press('check')
    expect(textOf('check-answer')).toBe('09:30:01 查过：还没有付款')
    await see('confirming')
  })

  it('says that it asks, and asks once', async () => {
    const { shop } = await confirming()
    const { find } = shop.calls
    shop.find = silence
    await press('check')
    await press('check')
    expect(textOf('check')).toBe('正在查询…')
    expect(part('check').getAttribute('aria-disabled')).toBe('true')
    expect(shop.calls.find).toBe(find + 1)
  })

  it('finds what was paid meanwhile', async () => {
    const { shop, facts, see } = await confirming()
    shop.told = { status: 'success' }
    await press('check')
    await see('paid')
    expect(facts('paid')).toHaveLength(1)
  })

  it('rule 2: without an answer it is unknown, and says so each time', async () => {
    const { shop, see } = await confirming()
    shop.find = lost
    await press('check')
    await pass(10_000)
    await see('unknown')
    await press('check')
    await pass(10_000)
    expect(textOf('check-answer')).toContain('还没有结果，请先不要再收')
  })
})

describe('cancelling', () => {
  it('is asked about, with the harmless way first', async () => {
    const { shop, see } = await confirming()
    await press('cancel')
    expect(textOf('cancel-question')).toContain('顾客可能正在输密码')
    expect(document.activeElement).toBe(part('cancel-keep'))
    await press('cancel-keep')
    expect(document.activeElement).toBe(part('cancel'))
    await see('confirming')
    expect(shop.calls.reverse).toBe(0)
  })

  it('rule 3: is shown as cancelled only when the server confirms it', async () => {
    const { shop, facts, see } = await confirming()
    shop.takeBack = () => Promise.resolve({ result: 'under-way' })
    await press('cancel')
    await press('cancel-confirm')
    await pass(6_000)
    await see('cancelling')
    expect(facts('reversed')).toEqual([])
    shop.told = { tradeState: 'REVOKED' }
    await pass(5_000)
    await see('reversed')
    expect(facts('reversed')).toMatchObject([{ by: 'cashier', isRefunded: false }])
    expect(textOf('result-title')).toBe('已撤销')
  })

  it('that comes too early can be repeated after the seconds that the server named', async () => {
    const { shop, see } = await confirming()
    await pass(700)
    shop.takeBack = () => Promise.resolve({ result: 'not-yet', retryInMs: 12_000 })
    await press('cancel')
    await press('cancel-confirm')
    await see('confirming')
    expect(textOf('check-answer')).toContain('现在还不能撤销')
    expect(textOf('cancel')).toBe('12 秒后可以撤销')
    expect(part('cancel').getAttribute('aria-disabled')).toBe('true')
    await press('cancel')
    expect(has('cancel-confirm')).toBe(false)
    await pass(6_000)
    expect(textOf('cancel')).toMatch(/^[67] 秒后可以撤销$/u)
    await pass(7_000)
    expect(textOf('cancel')).toBe('撤销这笔收款')
    await press('cancel')
    expect(has('cancel-confirm')).toBe(true)
  })

  it('rule 2: whose end is not known is unknown, and is taken up again once the charge is found to be there', async () => {
    const { shop, see } = await confirming()
    shop.takeBack = lost
    shop.find = lost
    await press('cancel')
    await press('cancel-confirm')
    await pass(60_000)
    await see('unknown')
    expect(textOf('result-text')).toContain('还没能确认已经撤销')
    shop.takeBack = () => {
      shop.told = { tradeState: 'REVOKED' }
      return Promise.resolve({ result: 'closed' })
    }
    shop.find = () => Promise.resolve({})
    await pass(60_000)
    await see('reversed')
  })

  it('of what was paid in the last moment is paid', async () => {
    const { shop, see } = await confirming()
    shop.told = { status: 'success' }
    await press('cancel')
    await press('cancel-confirm')
    await see('paid')
    expect(shop.calls.reverse).toBe(0)
  })

  it('is not offered where the backend can\'t', async () => {
    const counter = await openCounter({ shop: openTill({}, { canReverse: false }) })
    counter.shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    await counter.see('confirming')
    expect(has('cancel')).toBe(false)
  })

  it('an unknown charge can be taken back, too', async () => {
    const { shop, see } = await confirming()
    shop.find = lost
    await press('check')
    await pass(10_000)
    await see('unknown')
    shop.find = () => Promise.resolve({})
    await press('cancel')
    await press('cancel-confirm')
    await see('reversed')
    expect(shop.calls.reverse).toBe(1)
  })
})
