import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { has, part, pass, press, textOf } from '../../test/screen'
import { comeBack, openRedirectShop } from '../../test/return'
import { tradeNoOf } from '../../test/shop'

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('the landing page after a redirect', () => {
  it('asks at once and shows the payment', async () => {
    const shop = await openRedirectShop()
    shop.told = { status: 'success', paidAt: '2026-11-21T09:30:12+08:00' }
    const { facts } = await comeBack(shop, { intentId: 'cart-42' })
    expect(part('return').dataset.payState).toBe('paid')
    expect(textOf('result-title')).toBe('支付成功')
    expect(facts('paid')).toEqual([expect.objectContaining({ intentId: 'cart-42', tradeNo: tradeNoOf(1), late: false })])
    await pass(3_000)
    expect(facts('complete')).toHaveLength(1)
  })

  it('rule 1: asks the payer where the server knows of no payment, and concludes nothing', async () => {
    const shop = await openRedirectShop()
    const { facts } = await comeBack(shop, { intentId: 'cart-42' })
    expect(part('return').dataset.payState).toBe('waiting')
    expect(textOf('result-title')).toBe('支付完成了吗？')
    expect(textOf('check')).toBe('已完成支付')
    await press('check')
    expect(textOf('check-answer')).toContain('还没有查到付款')
    await press('retry')
    expect(facts('retry')).toEqual([expect.objectContaining({ intentId: 'cart-42', tradeNo: tradeNoOf(1) })])
    expect(shop.calls.create).toBe(1)
  })

  it('rule 2: without an answer it is unknown, and nobody is asked to pay again', async () => {
    const shop = await openRedirectShop()
    shop.find = lost
    const { facts } = await comeBack(shop, { intentId: 'cart-42' })
    await pass(4_000)
    expect(part('return').dataset.payState).toBe('unknown')
    expect(textOf('result-title')).toBe('请勿重复支付')
    expect(textOf('order-number')).toBe(tradeNoOf(1))
    expect(has('retry')).toBe(false)
    expect(facts('unknown')).toHaveLength(1)
  })

  it('says plainly that it does not know which order', async () => {
    const shop = await openRedirectShop()
    const { facts } = await comeBack(shop, { intentId: 'another cart' })
    expect(part('return').dataset.payState).toBe('no-order')
    expect(textOf('result-title')).toBe('不知道要查哪一笔订单')
    await press('leave')
    expect(facts('leave')).toHaveLength(1)
    expect(shop.calls.find).toBe(0)
  })
})
