import { beforeEach, describe, expect, it, vi } from 'vitest'
import { has, INTENT, part, partsNamed, pass, press, settle, showDialog, textOf } from '../../test/screen'
import { tradeNoOf } from '../../test/shop'
import { openShopOfTwo } from '../../test/two-orders'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

const WANTED = { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' } as const
const numbers = () => partsNamed('order-number').map((number) => number.textContent?.trim())

describe('a second payment', () => {
  it('is said calmly, with both numbers and that the shop refunds, and stays until the payer leaves', async () => {
    const { shop, pay } = openShopOfTwo(WANTED)
    const { facts } = await showDialog(shop, { intent: INTENT, autoCloseMs: 100_000 }, { support: '<a href="tel:10086">找客服</a>' })
    pay(2)
    await press('check')
    expect([textOf('result-title'), numbers(), has('support')]).toEqual(['支付成功', [tradeNoOf(2)], false])
    pay(1)
    await pass(60_000)
    expect(facts('duplicate-paid')).toHaveLength(1)
    expect(part('dialog').dataset.payState).toBe('paid')
    expect(textOf('result-title')).toBe('这笔订单付了两次')
    expect(textOf('result-text')).toContain('退回其中一笔')
    expect(numbers()).toEqual([tradeNoOf(2), tradeNoOf(1)])
    expect([has('support'), has('auto-close')]).toEqual([true, false])
    expect(textOf('live-result')).toContain('这笔订单付了两次')
    await pass(300_000)
    expect(facts('complete')).toEqual([])
    await press('confirm')
    expect(facts('complete')).toEqual([expect.objectContaining({ tradeNo: tradeNoOf(2) })])
  })

  it('that comes to light after the payer has gone on is there for whoever opens the dialog again', async () => {
    const { shop, pay } = openShopOfTwo(WANTED)
    const { wrapper, facts } = await showDialog(shop)
    pay(2)
    await press('check')
    await pass(3_000)
    expect(facts('complete')).toHaveLength(1)
    pay(1)
    await pass(60_000)
    expect([facts('duplicate-paid').length, has('dialog')]).toEqual([1, false])
    await wrapper.setProps({ open: true })
    await settle()
    expect(numbers()).toEqual([tradeNoOf(2), tradeNoOf(1)])
    expect(facts('paid')).toHaveLength(1)
    await press('confirm')
    expect(has('dialog')).toBe(false)
    expect(facts('complete')).toHaveLength(1)
  })

  it('is not said of the next intent', async () => {
    const { shop, pay } = openShopOfTwo(WANTED)
    const { wrapper } = await showDialog(shop)
    pay(2)
    await press('check')
    pay(1)
    await pass(60_000)
    await wrapper.setProps({ intent: { ...INTENT, intentId: 'cart-43' }, open: true })
    await settle()
    await wrapper.setProps({ open: false })
    await wrapper.setProps({ open: true })
    await settle()
    expect(part('dialog').dataset.payState).toBe('waiting')
    shop.find = () => Promise.resolve({ status: 'success' })
    await press('check')
    expect(textOf('result-title')).toBe('支付成功')
  })
})
