import { describe, expect, it } from 'vitest'
import { documentedGateways, gateways, gatewayTypes, isGatewayType } from './gateways'
import { checkBridge, checkGateway, checkGoods } from './request'

describe('the table of gateways', () => {
  it('has MinCloud\'s documented six', () => {
    expect(documentedGateways).toEqual(['weixin_tenpay_native', 'weixin_tenpay_js', 'weixin_tenpay_wap', 'alipay_page', 'alipay_wap', 'qpay_native'])
  })
  it('carries a code exactly in the QR flow and a page exactly in the redirect flow', () => {
    const carries = { qrcode: ['code_url'], jsapi: ['payload'], redirect: ['mweb_url', 'payment_url'], scan: ['none'] }
    for (const type of gatewayTypes) expect(carries[gateways[type].flow]).toContain(gateways[type].carries)
  })
  it.each(['constructor', '__proto__', 'toString', 'weixin_tenpay', '', undefined, null, 1])('does not take %j for a gateway', (value) => {
    expect(isGatewayType(value)).toBe(false)
  })
})

describe('rule 9: a mistake is caught before anything is sent', () => {
  it('names the gateways for one that does not exist', () => {
    expect(() => checkGateway('wechat', gatewayTypes)).toThrow(expect.objectContaining({ code: 608, message: '608: incorrect gateway type', hint: expect.stringContaining('weixin_tenpay_native') }))
  })
  it('says which gateways this backend offers', () => {
    expect(() => checkGateway('paypal', documentedGateways)).toThrow(expect.objectContaining({ code: 608, hint: expect.stringContaining('alipay_wap') }))
  })
  it.each(['weixin_tenpay_js', 'alipay_js', 'qpay_js'] as const)('refuses %s where the client has no bridge of that wallet', (type) => {
    expect(() => checkBridge(type, {})).toThrow(expect.objectContaining({ code: 611, hint: expect.stringContaining('bridges') }))
  })
  it('takes a jsapi gateway whose bridge is there, and any other without one', () => {
    expect(checkBridge('weixin_tenpay_js', { wechat: {} })).toBe('weixin_tenpay_js')
    for (const type of gatewayTypes.filter((one) => gateways[one].flow !== 'jsapi')) expect(checkBridge(type, {})).toBe(type)
  })
  it.each([
    [{ amountFen: 0, description: 'x' }], [{ amountFen: 1.5, description: 'x' }], [{ amountFen: Number.NaN, description: 'x' }], [{ amountFen: -1, description: 'x' }],
    [{ amountFen: 1, description: '' }], [{ amountFen: 1, description: '  ' }], [{ amountFen: 1, description: undefined as unknown as string }],
  ])('refuses the goods %j', (goods) => {
    expect(() => checkGoods(goods)).toThrow(expect.objectContaining({ code: 605, hint: expect.any(String) }))
  })
})
