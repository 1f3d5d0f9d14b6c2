import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tradeNoOf } from '../../test/shop'
import { comeBack, openRedirectShop } from '../../test/return'
import { has, part, settle, textOf } from '../../test/screen'

const number = tradeNoOf(1)
const alipay = (tradeNo: string) => `out_trade_no=${encodeURIComponent(tradeNo)}&method=alipay.trade.wap.pay.return&sign=abc&total_amount=0.10`
const here = () => location.pathname + location.search + location.hash
const cameBackTo = (address: string, state: unknown = null) => history.replaceState(state, '', address)

const before = here()
beforeEach(() => cameBackTo('/pay/return'))
afterEach(() => cameBackTo(before))

describe('the address that the payer came back to', () => {
  it('loses what the wallet added, and keeps what is the shop\'s', async () => {
    cameBackTo(`/pay/return?cart=42&${alipay(number)}#top`, { ours: 1 })
    await comeBack(await openRedirectShop(), { intentId: 'cart-42' })
    expect(here()).toBe('/pay/return?cart=42#top')
    expect(history.state).toMatchObject({ ours: 1 })
  })

  it('is let be where the shop wishes so', async () => {
    cameBackTo(`/pay/return?${alipay(number)}`)
    await comeBack(await openRedirectShop(), { cleanUrl: false })
    expect(here()).toBe(`/pay/return?${alipay(number)}`)
  })

  it('is let be where no wallet added anything', async () => {
    cameBackTo('/pay/return?cart=42&token=mine')
    await comeBack(await openRedirectShop(), { intentId: 'cart-42' })
    expect(here()).toBe('/pay/return?cart=42&token=mine')
    expect(history.state).toBeNull()
  })

  it('hints at the order, also after a reload of the address that was cleaned', async () => {
    cameBackTo(`/pay/return?${alipay(number)}`)
    const shop = await openRedirectShop()
    const { storage } = shop.client.ports
    for (const key of storage.keys?.() ?? []) storage.remove(key)
    for (const visit of ['from the wallet', 'by a reload']) {
      const { wrapper } = await comeBack(shop)
      expect([visit, part('return').dataset.payState]).toEqual([visit, 'waiting'])
      expect(textOf('order-number')).toBe(number)
      expect(here()).toBe('/pay/return')
      wrapper.unmount()
    }
  })

  it('is cleaned in vue-router\'s memory of it, too', async () => {
    cameBackTo(`/pay/return?cart=42&${alipay(number)}`, { back: null, current: `/pay/return?cart=42&${alipay(number)}`, position: 1 })
    await comeBack(await openRedirectShop(), { intentId: 'cart-42' })
    expect(history.state).toMatchObject({ back: null, current: '/pay/return?cart=42', position: 1 })
  })

  it('a shop that hears of the cleaning and says less than before has said nothing new', async () => {
    const shop = await openRedirectShop()
    const { wrapper } = await comeBack(shop, { intentId: 'cart-42', order: { tradeNo: number } })
    const asked = shop.calls.find
    await wrapper.setProps({ order: undefined })
    await wrapper.setProps({ order: {} })
    await wrapper.setProps({ intentId: '' })
    await settle()
    expect(shop.calls.find).toBe(asked)
    await wrapper.setProps({ order: { tradeNo: tradeNoOf(7) } })
    await settle()
    expect(shop.calls.find).toBe(asked + 1)
  })
})

describe('rule 8: a hostile address', () => {
  const hostile = ['<img src=x onerror=alert(1)>', 'javascript:alert(1)', 'https://evil.test/', '客服电话400']

  it.each(hostile)('is not shown, not asked about and not followed: %s', async (text) => {
    cameBackTo(`/pay/return?${alipay(text)}&redirect=${encodeURIComponent(text)}&return_url=${encodeURIComponent(text)}`)
    const shop = await openRedirectShop()
    const { storage } = shop.client.ports
    for (const key of storage.keys?.() ?? []) storage.remove(key)
    const asked = shop.calls.find
    const went = location.href.split('?')[0]
    await comeBack(shop)
    expect(part('return').dataset.payState).toBe('no-order')
    expect(document.body.innerHTML).not.toContain(text)
    expect(document.body.innerHTML).not.toContain('<img')
    expect(shop.calls.find).toBe(asked)
    expect(location.href.split('?')[0]).toBe(went)
  })

  it.each(hostile)('is not shown where the shop hands it on as a number either: %s', async (text) => {
    await comeBack(await openRedirectShop(), { intentId: 'another cart', order: { tradeNo: text as never } })
    expect(document.body.innerHTML).not.toContain(text)
    expect(has('order-number')).toBe(false)
  })

  it('that says "paid" is asked about like any other', async () => {
    cameBackTo(`/pay/return?cart=42&trade_status=TRADE_SUCCESS&result=success&${alipay(number)}`)
    const { facts } = await comeBack(await openRedirectShop(), { intentId: 'cart-42' })
    expect(part('return').dataset.payState).toBe('waiting')
    expect(facts('paid')).toEqual([])
  })
})
