import { describe, expect, it } from 'vitest'
import { begunBy, isLinkOver, suggestMethods, type Bridge, type CreatedOrder, type PayMethod, type TradeNo } from '../src/index'
import { createBench, T1 } from './support/bench'

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
const IN_WECHAT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16B92 MicroMessenger/6.7.2 NetType/WIFI Language/zh_CN'
const bridge: Bridge = { isReady: () => Promise.resolve(true), pay: () => Promise.resolve({ end: 'ok' }) }
const order = { tradeNo: T1, show: { flow: 'redirect', url: 'https://wx.tenpay.com/x' }, expiresInMs: 900_000 } as const satisfies CreatedOrder
const goods = { amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }

const bench = (bridges = { wechat: bridge }) => createBench({}, { gateways: ['weixin_tenpay_native', 'weixin_tenpay_js', 'weixin_tenpay_wap', 'alipay_qrcode'], bridges })

describe('a page’s methods become', () => {
  it.each<[string, readonly PayMethod[], readonly string[]]>([
    [PHONE, ['wechat'], ['weixin_tenpay_wap']],
    [IN_WECHAT, ['wechat'], ['weixin_tenpay_js']],
    ['', ['wechat'], ['weixin_tenpay_native']],
    ['', ['alipay', 'wechat'], ['alipay_qrcode', 'weixin_tenpay_native']],
    ['', ['wechat', 'weixin_tenpay_native'], ['weixin_tenpay_native']],
    ['', ['weixin_tenpay_js', 'alipay'], ['alipay_qrcode', 'weixin_tenpay_js']],
    ['', ['qq', 'paypal'], []],
  ])('in %j of %j: %j', (userAgent, methods, expected) => {
    expect(suggestMethods(bench().client, methods, userAgent).map(({ gatewayType }) => gatewayType)).toEqual(expected)
  })

  it('one row a wallet where only one of its ways can work here, or none', () => {
    const { client } = bench()
    const of = (methods: readonly PayMethod[]) => suggestMethods(client, methods, '').map(({ gatewayType, obstacle }) => [gatewayType, obstacle])
    expect(of(['weixin_tenpay_js', 'weixin_tenpay_native', 'weixin_tenpay_wap'])).toEqual([['weixin_tenpay_native', undefined]])
    expect(of(['weixin_tenpay_js', 'weixin_tenpay_wap'])).toEqual([['weixin_tenpay_js', 'in-wechat']])
  })

  it('no JSAPI where the client has no bridge', () => {
    const { client } = createBench({}, { gateways: ['weixin_tenpay_js', 'weixin_tenpay_native'] })
    expect(suggestMethods(client, ['wechat'], IN_WECHAT).map(({ gatewayType }) => gatewayType)).toEqual(['weixin_tenpay_native'])
  })
})

describe('an order that an earlier page has left', () => {
  async function left() {
    const made = bench()
    made.script.create = () => Promise.resolve(order)
    const checkout = made.checkout({ gateway: 'weixin_tenpay_wap', ...goods })
    checkout.start()
    await made.advance(0)
    checkout.dispose()
    return made
  }

  it('tells by which way it was begun, for the same goods alone', async () => {
    const { client } = await left()
    expect(begunBy(client, goods)).toBe('weixin_tenpay_wap')
    expect([{ ...goods, amountFen: 20 }, { ...goods, description: '袜子' }, { ...goods, intentId: 'cart-2' }, { ...goods, intentId: undefined }].map((other) => begunBy(client, other))).toEqual([undefined, undefined, undefined, undefined])
  })

  it('whose answer never came is none', async () => {
    const made = bench()
    made.script.create = () => new Promise(() => {})
    const checkout = made.checkout({ gateway: 'weixin_tenpay_wap', ...goods })
    checkout.start()
    await made.advance(1_000)
    expect(begunBy(made.client, goods)).toBeUndefined()
    await made.advance(600_000)
    expect(isLinkOver(made.client, {})).toBe(false)
    checkout.dispose()
  })

  it('has an address that WeChat opens for five minutes', async () => {
    const { client, advance } = await left()
    await advance(299_999)
    expect(isLinkOver(client, { tradeNo: T1 })).toBe(false)
    await advance(1)
    expect(isLinkOver(client, { tradeNo: T1 })).toBe(true)
    expect(isLinkOver(client, { tradeNo: 'T9' as TradeNo })).toBe(false)
  })
})
