import { describe, expect, it } from 'vitest'
import { gatewayTypes } from './gateways'
import { checkBridge, checkGateway, checkGoods } from './request'

const goods = { amountFen: 10, description: '深蓝色秋裤', merchandiseRecordID: 'r', returnUrl: 'https://shop.example/back' }

describe('a request that is in order', () => {
  it('has its goods taken as they are', () => {
    expect(checkGoods(goods)).toEqual(goods)
  })

  it('rule 7: may be free where the server prices it, and nowhere else', () => {
    expect(checkGoods({ ...goods, amountFen: 0 }, { prices: true }).amountFen).toBe(0)
    expect(() => checkGoods({ ...goods, amountFen: 0 })).toThrow(expect.objectContaining({ code: 605 }))
    for (const amountFen of [-1, 0.5, Number.NaN]) expect(() => checkGoods({ ...goods, amountFen }, { prices: true })).toThrow(expect.objectContaining({ code: 605 }))
  })

  it.each(gatewayTypes)('may be paid by %s where that is offered', (type) => {
    expect(checkGateway(type, gatewayTypes)).toBe(type)
    expect(checkGateway(type, [type])).toBe(type)
  })
})

describe('rule 9: a refusal says what is wrong, and what to do', () => {
  it.each(['', '  ', undefined, 7])('the description %j', (description) => {
    expect(() => checkGoods({ ...goods, description: description as string })).toThrow(expect.objectContaining({
      code: 605, message: '605: incorrect parameter type: description is empty', hint: expect.stringContaining('what is paid'),
    }))
  })

  it.each([null, 42, {}])('the intent %j: as a name it would be that of other carts, or found by nobody', (intentId) => {
    expect(() => checkGoods({ ...goods, intentId: intentId as never })).toThrow(expect.objectContaining({ code: 605, message: '605: incorrect parameter type: intentId is no text' }))
  })

  it('a gateway that nobody knows: every one that exists', () => {
    expect(() => checkGateway('wechat', ['qpay_native'])).toThrow(expect.objectContaining({ message: '608: incorrect gateway type', hint: `Use one of: ${gatewayTypes.join(', ')}.` }))
  })

  it('a gateway that this backend lacks: the ones that it has', () => {
    expect(() => checkGateway('paypal', ['qpay_native', 'alipay_wap'])).toThrow(expect.objectContaining({
      message: '608: incorrect gateway type: this backend does not offer paypal', hint: 'It offers: qpay_native, alipay_wap.',
    }))
  })

  it.each([['weixin_tenpay_js', 'wechat: weixinBridge()'], ['alipay_js', 'alipay: alipayBridge()'], ['qpay_js', 'qq: qqBridge()']] as const)('%s without its wallet\'s bridge: how to give the client that one', (gateway, option) => {
    expect(() => checkBridge(gateway, { paypal: {} })).toThrow(expect.objectContaining({
      message: `611: unsupported function: the client has no bridge for ${gateway}`, hint: expect.stringContaining(`{ ${option} }`),
    }))
  })
})
