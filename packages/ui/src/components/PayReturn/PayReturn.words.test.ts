import type { TradeNo } from '@baas-pay/sdk'
import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { has, partsNamed, pass, press, textOf } from '../../test/screen'
import { comeBack, openRedirectShop } from '../../test/return'
import { silence, tradeNoOf } from '../../test/shop'
import { openShopOfTwo } from '../../test/two-orders'

const SUPPORT = { support: '<a href="tel:10086">找客服</a>' }
/** An order that this browser did not make. */
const elsewhere = { intentId: undefined, order: { tradeNo: 'T20261121000000000000000000000099' as TradeNo } }

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('in another browser', () => {
  it('an order that waits says where it can be paid, and offers no paying here', async () => {
    await comeBack(await openRedirectShop(), elsewhere)
    await pass(4_000)
    expect(textOf('elsewhere')).toContain('回到下单时用的浏览器')
    expect([has('retry'), has('check'), has('leave')]).toEqual([false, true, true])
  })
})

describe('a payer who needs somebody', () => {
  it('is told whom, and the number, where nobody knows what came of the payment', async () => {
    const shop = await openRedirectShop()
    shop.find = () => Promise.reject(new HError(600))
    await comeBack(shop, { intentId: 'cart-42' }, SUPPORT)
    await pass(10_000)
    expect([textOf('result-title'), has('support'), textOf('order-number')]).toEqual(['请勿重复支付', true, tradeNoOf(1)])
  })

  it('sees no number while it is only being asked for', async () => {
    const shop = await openRedirectShop()
    shop.find = silence
    await comeBack(shop, { intentId: 'cart-42' })
    await pass(2_000)
    expect([textOf('result-title'), has('order-number')]).toEqual(['正在确认付款结果', false])
  })

  it('is told of a second payment, with both numbers, and stays', async () => {
    const { shop, pay } = openShopOfTwo({ gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' })
    pay(2)
    const { facts } = await comeBack(shop, { intentId: 'cart-42', autoCloseMs: 100_000 }, SUPPORT)
    await pass(0)
    expect([textOf('result-title'), has('support')]).toEqual(['支付成功', false])
    pay(1)
    await pass(60_000)
    expect(facts('duplicate-paid')).toHaveLength(1)
    expect([textOf('result-title'), has('support')]).toEqual(['这笔订单付了两次', true])
    expect(partsNamed('order-number').map((number) => number.textContent?.trim())).toEqual([tradeNoOf(2), tradeNoOf(1)])
    await pass(300_000)
    expect(facts('complete')).toEqual([])
    await press('confirm')
    expect(facts('complete')).toHaveLength(1)
  })
})
