import { HError } from '@baas-pay/sdk'
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { comeBack, openRedirectShop } from '../../test/return'
import { has, part, pass, press, textOf } from '../../test/screen'
import { silence, tradeNoOf } from '../../test/shop'
import { createPayUI } from '../../plugin'
import { PayReturn } from '.'

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))
const cart = { intentId: 'cart-42' }

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('what the landing page says', () => {
  it('while it asks: what it does, and nothing of an end', async () => {
    const shop = await openRedirectShop()
    shop.find = silence
    await comeBack(shop, cart)
    expect(part('return').dataset.payState).toBe('checking')
    expect(textOf('result-title')).toBe('正在确认付款结果')
    expect(textOf('amount')).toBe('¥0.10')
    expect(textOf('description')).toBe('深蓝色秋裤')
    expect(has('check') || has('retry') || has('confirm')).toBe(false)
  })

  it.each([
    ['paid', { status: 'success' }, '支付成功'],
    ['paid', { status: 'success', refundStatus: 'partial' }, '已支付，部分已退款'],
    ['paid', { status: 'complete' }, '已支付，已全额退款'],
    ['waiting', { tradeState: 'USERPAYING' }, '支付完成了吗？'],
    ['expired', { tradeState: 'CLOSED' }, '订单已关闭'],
    ['expired', { expiresInMs: 0 }, '付款时间到了'],
    ['failed', { status: 'failed', tradeState: 'PAYERROR' }, '这笔付款没有成功'],
  ])('%s by %o', async (state, told, title) => {
    const shop = await openRedirectShop()
    shop.told = told
    const { facts } = await comeBack(shop, { ...cart, autoCloseMs: null })
    expect([part('return').dataset.payState, textOf('result-title')]).toEqual([state, title])
    expect(textOf('order-number')).toBe(tradeNoOf(1))
    if (state !== 'waiting') expect(facts(state)).toEqual([expect.objectContaining({ intentId: 'cart-42', tradeNo: tradeNoOf(1) })])
  })

  it('rule 2: a payment that comes to light after unknown is told as late', async () => {
    const shop = await openRedirectShop()
    shop.find = lost
    const { facts } = await comeBack(shop, { ...cart, autoCloseMs: null })
    await pass(4_000)
    shop.find = () => Promise.resolve({ status: 'success' })
    await pass(30_000)
    expect(textOf('result-text')).toContain('刚刚才查到')
    expect(facts('unknown')).toHaveLength(1)
    expect(facts('paid')).toEqual([expect.objectContaining({ late: true })])
  })

  it('rule 6: trouble with the network is said, and that the payment is safe', async () => {
    const shop = await openRedirectShop()
    await comeBack(shop, cart)
    shop.find = lost
    await pass(7_000)
    expect(part('return').dataset.payState).toBe('waiting')
    expect(textOf('network')).toContain('已付款不会丢失')
  })
})

describe('what the payer can do', () => {
  it('rule 4: nothing that could pay twice, where the end is not known', async () => {
    const shop = await openRedirectShop()
    shop.find = lost
    const { facts } = await comeBack(shop, cart)
    await pass(4_000)
    expect(has('retry')).toBe(false)
    await press('check')
    await pass(4_000)
    expect(textOf('check-answer')).toContain('请先不要付款')
    await press('leave')
    expect(facts('leave')).toEqual([expect.objectContaining({ tradeNo: tradeNoOf(1) })])
    expect([facts('retry'), facts('unknown').length]).toEqual([[], 1])
  })

  it('an order whose time is up: paying again first, asking again beside it', async () => {
    const shop = await openRedirectShop()
    shop.told = { expiresInMs: 0 }
    const { facts } = await comeBack(shop, cart)
    await press('check')
    expect(textOf('check-answer')).toContain('没有收到付款')
    await press('retry')
    expect(facts('retry')).toEqual([expect.objectContaining({ intentId: 'cart-42' })])
    expect(facts('expired')).toHaveLength(1)
  })

  it('asking once while it is being asked', async () => {
    const shop = await openRedirectShop()
    await comeBack(shop, cart)
    shop.find = silence
    const before = shop.calls.find
    await press('check')
    expect(part('check').getAttribute('aria-disabled')).toBe('true')
    expect(textOf('check')).toBe('正在查询…')
    expect(textOf('result-title')).toBe('支付完成了吗？')
    await press('check')
    expect(shop.calls.find).toBe(before + 1)
  })

  it('the success stays for a while, or until 确定; it completes once', async () => {
    const shop = await openRedirectShop()
    shop.told = { status: 'success' }
    const { facts } = await comeBack(shop, cart)
    expect(textOf('auto-close')).toContain('3')
    await press('confirm')
    await pass(10_000)
    expect(facts('complete')).toEqual([expect.objectContaining({ intentId: 'cart-42' })])
  })

  it('a payment that is being copied is not taken away', async () => {
    const shop = await openRedirectShop()
    shop.told = { status: 'success' }
    const { facts } = await comeBack(shop, cart)
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.resolve() }, configurable: true })
    await press('copy')
    await pass(10_000)
    expect(facts('complete')).toEqual([])
  })
})

describe('a page around it', () => {
  it('puts in whom to turn to, where something went wrong', async () => {
    const shop = await openRedirectShop()
    await comeBack(shop, { intentId: 'another' }, { support: '<a href="tel:1">客服</a>', footer: '页脚', header: '我的小店' })
    expect([textOf('support'), textOf('footer'), textOf('title')]).toEqual(['客服', '页脚', '我的小店'])
  })

  it('rule 5: after it is gone nothing is asked', async () => {
    const shop = await openRedirectShop()
    const { wrapper, facts } = await comeBack(shop, cart)
    wrapper.unmount()
    shop.told = { status: 'success' }
    const before = shop.calls.find
    await pass(300_000)
    expect([shop.calls.find, facts('paid')]).toEqual([before, []])
  })

  it('rule 9: without a client is told what to do', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    expect(() => mount(PayReturn)).toThrow('createPayUI')
    warn.mockRestore()
  })

  it('that is rendered on a server says that it is asking, and asks nobody', async () => {
    const shop = await openRedirectShop()
    const before = shop.calls.find
    const html = await renderToString(createSSRApp(PayReturn, cart).use(createPayUI({ client: shop.client })))
    expect(html).toContain('正在确认付款结果')
    expect(shop.calls.find).toBe(before)
  })
})
