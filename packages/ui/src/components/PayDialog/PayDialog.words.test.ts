import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { stillPage } from '../../test/scenes'
import { has, part, pass, press, showDialog, textOf } from '../../test/screen'
import { openShop, tradeNoOf } from '../../test/shop'

const quiet = { ports: { page: stillPage } }
const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('a payment', () => {
  it.each([['partial', '已支付，部分已退款'], ['complete', '已支付，已全额退款']])('whose money went back (%s) is paid, and says so', async (status, title) => {
    const shop = openShop(quiet)
    shop.told = { status }
    const { facts } = await showDialog(shop, { autoCloseMs: null })
    expect(part('dialog').dataset.payState).toBe('paid')
    expect(textOf('result-title')).toBe(title)
    expect(textOf('result-text')).toContain('退款按原路退回')
    expect(facts('paid')).toEqual([expect.objectContaining({ refund: status })])
  })

  it('rule 2: that comes to light after unknown says that nothing is to be paid again', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop, { autoCloseMs: null })
    shop.find = lost
    await press('check')
    await pass(4_000)
    shop.find = () => Promise.resolve({ status: 'success' })
    await press('check')
    await pass(100)
    expect(textOf('result-title')).toBe('支付成功')
    expect(textOf('result-text')).toContain('不用再付')
    expect(facts('paid')).toEqual([expect.objectContaining({ late: true })])
  })
})

describe('an end that is asked about again', () => {
  it('keeps its words meanwhile: a time that is only up is never called unpaid for good', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    shop.told = { tradeState: 'NOTPAY', expiresInMs: 0 }
    await press('check')
    await pass(0)
    const words = textOf('result-text')
    shop.find = () => new Promise((resolve) => { setTimeout(() => resolve({}), 500) })
    await press('check')
    expect(part('dialog').dataset.payState).toBe('checking')
    expect(textOf('result-text')).toBe(words)
    await pass(500)
  })
})

describe('a cancelling whose end nobody knows', () => {
  async function cancelled({ isDone = false } = {}) {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop)
    const { close } = shop
    if (!isDone) shop.close = lost
    shop.find = lost
    await press('cancel')
    await press('cancel-confirm')
    await pass(60_000)
    expect(part('dialog').dataset.payState).toBe('unknown')
    return { shop, facts, recover: () => Object.assign(shop, { close, find: () => Promise.resolve({}) }) }
  }

  it('rule 2: says not to pay, that it goes on, and shows the number', async () => {
    await cancelled()
    expect(textOf('result-title')).toBe('请勿重复支付')
    expect(textOf('result-text')).toContain('还没能确认订单已取消')
    expect(textOf('order-number')).toBe(tradeNoOf(1))
    expect(textOf('cancel-confirm')).toBe('取消订单')
  })

  it.each([['payable', false], ['closed', true]])('is taken up again when the network is back, and the order turns out to be %s', async (_what, isDone) => {
    const { facts, recover } = await cancelled({ isDone })
    recover()
    await pass(60_000)
    expect(part('dialog').dataset.payState).toBe('closed')
    expect(facts('order-closed')).toHaveLength(1)
    expect(has('qrcode')).toBe(false)
  })

  it('is taken up by the payer, too', async () => {
    const { recover } = await cancelled()
    recover()
    await press('cancel-confirm')
    await pass(1_000)
    expect(part('dialog').dataset.payState).toBe('closed')
  })

  it('finds a payment that came first', async () => {
    const { shop, facts } = await cancelled()
    shop.find = () => Promise.resolve({ status: 'success' })
    await press('cancel-confirm')
    await pass(1_000)
    expect(facts('paid')).toHaveLength(1)
    expect(facts('order-closed')).toHaveLength(0)
  })

  it('does not cancel in a circle where the backend refuses', async () => {
    const { shop } = await cancelled()
    shop.find = () => Promise.resolve({})
    shop.close = () => Promise.resolve({ result: 'not-yet' })
    const { close } = shop.calls
    await pass(60_000)
    expect(shop.calls.close - close).toBeLessThan(8)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(textOf('check-answer')).toContain('现在还不能取消')
  })
})
