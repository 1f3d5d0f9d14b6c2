import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, scan, WECHAT, WECHAT_2 } from '../../test/counter'
import { has, pass, press, textOf } from '../../test/screen'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

/** A counter whose charge the shop's server has begun to take back by itself. */
async function beingReversed() {
  const counter = await openCounter()
  counter.shop.told = { tradeState: 'USERPAYING' }
  await scan(WECHAT)
  await counter.see('confirming')
  counter.shop.told = { tradeState: 'REVERSING' }
  await pass(5_000)
  await counter.see('cancelling')
  return counter
}

describe('rule 2: while the server takes a charge back', () => {
  it('the cashier is told to keep the goods, and to charge nothing in its place', async () => {
    const { facts } = await beingReversed()
    expect([textOf('hint'), textOf('help')]).toEqual(['正在撤销', '有结果之前，先不要交货，也不要再收一次'])
    expect(has('cancel')).toBe(false)
    await scan(WECHAT_2)
    expect(facts('rejected')).toMatchObject([{ reason: 'busy' }])
    expect(facts('charging')).toHaveLength(1)
    expect([facts('paid'), facts('reversed'), facts('unknown')]).toEqual([[], [], []])
  })

  it('the charge can be asked for, and the answer does not speak of a payment that is missing', async () => {
    await beingReversed()
    await press('check')
    await pass(0)
    expect(textOf('check-answer')).toMatch(/还没有结果，请先不要再收$/)
  })

  it('the cashier can go on to the next customer', async () => {
    const { facts, see } = await beingReversed()
    await press('leave-unknown')
    await press('next-confirm')
    await see('ready')
    expect(facts('leave')).toHaveLength(1)
  })

  it('a payment that stands after its customer has gone is told as late: nobody at the counter is to be thanked for it', async () => {
    const { shop, facts, see } = await beingReversed()
    await press('leave-unknown')
    await press('next-confirm')
    shop.told = { status: 'success' }
    await pass(40_000)
    await see('ready')
    expect(facts('paid')).toMatchObject([{ late: true }])
  })

  it.each([
    [{ status: 'success', refundStatus: 'complete' }, 'reversed', '已撤销，钱已退回'],
    [{ tradeState: 'REVOKED' }, 'reversed', '顾客没有付款，已撤销'],
    [{ status: 'success' }, 'paid', '收款成功'],
  ] as const)('%o is its end: %s', async (told, screen, title) => {
    const { shop, see } = await beingReversed()
    shop.told = told
    await pass(4_000)
    await see(screen)
    expect(textOf('result-title')).toBe(title)
  })

  it('a page that comes back to it does not say that a payer is waited for', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { tradeState: 'REVERSING' }
    await scan(WECHAT)
    await see('cancelling')
    expect(facts('confirming')).toEqual([])
  })
})
