import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, openTill, scan, UNIONPAY, WECHAT } from '../../test/counter'
import { has, part, pass, press, textOf } from '../../test/screen'
import { silence } from '../../test/shop'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))
const DINNER = { amountFen: 2500, description: '晚餐' }

describe('the amount on the screen is the one that is being charged', () => {
  it.each([
    ['charging', { create: silence }],
    ['unknown', { create: lost, find: lost }],
  ] as const)('while it is %s, and the page has moved on already', async (screen, answers) => {
    const client = { createTimeoutMs: 10_000_000, readTimeoutMs: 10_000_000 }
    const { shop, wrapper, see } = await openCounter({ shop: openTill(client) })
    Object.assign(shop, answers)
    await scan(WECHAT)
    await pass(15_000)
    await see(screen)
    await wrapper.setProps({ intent: DINNER })
    await pass(0)
    expect([textOf('amount'), textOf('description')]).toEqual(['¥19.90', '午餐'])
  })

  it('and the next amount comes with the next customer', async () => {
    const { shop, wrapper, see } = await openCounter()
    shop.told = { status: 'failed', tradeState: 'PAYERROR' }
    await scan(WECHAT)
    await see('refused')
    await wrapper.setProps({ intent: DINNER })
    await see('ready')
    expect([textOf('amount'), textOf('description')]).toEqual(['¥25.00', '晚餐'])
  })
})

it('that nothing would be heard is said beside a word about the last scan', async () => {
  const { focus } = await openCounter()
  await scan(UNIONPAY)
  expect(has('scan-notice')).toBe(true)
  await focus(false)
  expect(has('arm')).toBe(true)
})

it('the same word about the next scan is said to a screen reader again', async () => {
  await openCounter()
  await scan(UNIONPAY)
  await pass(0)
  const said = textOf('live')
  expect(said).toContain('云闪付')
  part('live').textContent = ''
  await scan(UNIONPAY)
  await pass(0)
  expect(textOf('live')).toBe(said)
})

it.each([[-3_600_000, '撤销这笔收款'], [0, '10 秒后可以撤销'], [3_600_000, '撤销这笔收款']])('a clock that is put by %i ms keeps no cancel from the cashier', async (byMs, says) => {
  const { shop } = await openCounter()
  shop.told = { tradeState: 'USERPAYING' }
  shop.takeBack = () => Promise.resolve({ result: 'not-yet', retryInMs: 12_000 })
  await scan(WECHAT)
  await press('cancel')
  await press('cancel-confirm')
  expect(textOf('cancel')).toBe('12 秒后可以撤销')
  vi.setSystemTime(Date.now() + byMs)
  await pass(2_000)
  expect(textOf('cancel')).toBe(says)
})
