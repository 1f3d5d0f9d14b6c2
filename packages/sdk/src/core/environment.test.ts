import { describe, expect, it } from 'vitest'
import { USER_AGENTS } from '../../test/support/user-agents'
import { detectEnvironment, suggestGateways, type Environment } from './environment'
import { gatewayTypes, type GatewayType } from './gateways'

describe('a browser is told by what it calls itself', () => {
  it.each(USER_AGENTS)('$name is $app on a $device', ({ app, device, userAgent }) => {
    expect(detectEnvironment(userAgent)).toEqual({ app, device })
  })

  it('of each is known where it was seen, and that it is another one', () => {
    expect(USER_AGENTS.length).toBeGreaterThanOrEqual(60)
    for (const { source } of USER_AGENTS) expect(source).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+/)
    for (const key of ['name', 'userAgent'] as const) expect(new Set(USER_AGENTS.map((one) => one[key])).size).toBe(USER_AGENTS.length)
  })

  // The form that developer.huawei.com documents (web-default-useragent), where `Mobile` is left out on what is no phone.
  it.each([['Phone', ' Mobile', 'phone'], ['Tablet', '', 'phone'], ['PC', '', 'desktop']] as const)('HarmonyOS NEXT’s own form of a %s', (type, mobile, device) => {
    const userAgent = `Mozilla/5.0 (${type}; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36  ArkWeb/4.1.6.1${mobile}`
    expect(detectEnvironment(userAgent)).toEqual({ app: 'browser', device })
  })

  it.each(['', 'curl/8.5.0', 'node'])('%j is a desktop’s browser: a code can be shown anywhere', (userAgent) => {
    expect(detectEnvironment(userAgent)).toEqual({ app: 'browser', device: 'desktop' })
  })
})

const wechat: GatewayType[] = ['weixin_tenpay_native', 'weixin_tenpay_js', 'weixin_tenpay_wap']
const suggest = (app: Environment['app'], device: Environment['device'], offered: readonly GatewayType[]) =>
  suggestGateways({ app, device }, offered).map(({ gatewayType, obstacle }) => (obstacle ? `${gatewayType}: ${obstacle}` : gatewayType))

describe('what can be paid by', () => {
  it.each([
    ['browser', 'phone', ['weixin_tenpay_wap', 'weixin_tenpay_native', 'weixin_tenpay_js: in-wechat']],
    ['browser', 'desktop', ['weixin_tenpay_native', 'weixin_tenpay_js: in-wechat', 'weixin_tenpay_wap: on-phone']],
    ['wechat', 'phone', ['weixin_tenpay_js', 'weixin_tenpay_native', 'weixin_tenpay_wap: in-browser']],
    ['wechat', 'desktop', ['weixin_tenpay_js', 'weixin_tenpay_native', 'weixin_tenpay_wap: in-browser']],
    ['wxwork', 'phone', ['weixin_tenpay_native', 'weixin_tenpay_js: in-wechat', 'weixin_tenpay_wap: in-browser']],
    ['alipay', 'phone', ['weixin_tenpay_native', 'weixin_tenpay_js: in-wechat', 'weixin_tenpay_wap: in-browser']],
    ['qq', 'phone', ['weixin_tenpay_native', 'weixin_tenpay_js: in-wechat', 'weixin_tenpay_wap: in-browser']],
  ] as const)('WeChat’s ways in %s on a %s', (app, device, expected) => {
    expect(suggest(app, device, wechat)).toEqual(expected)
  })

  it.each([
    ['browser', 'phone', ['alipay_wap', 'alipay_qrcode', 'alipay_js: in-alipay', 'alipay_page: on-desktop']],
    ['browser', 'desktop', ['alipay_qrcode', 'alipay_page', 'alipay_js: in-alipay', 'alipay_wap: on-phone']],
    ['wechat', 'phone', ['alipay_qrcode', 'alipay_js: in-alipay', 'alipay_page: in-browser', 'alipay_wap: in-browser']],
    ['alipay', 'phone', ['alipay_js', 'alipay_wap', 'alipay_qrcode', 'alipay_page: on-desktop']],
  ] as const)('Alipay’s ways in %s on a %s', (app, device, expected) => {
    expect(suggest(app, device, ['alipay_page', 'alipay_wap', 'alipay_qrcode', 'alipay_js'])).toEqual(expected)
  })

  it('an app’s own wallet comes before the others', () => {
    expect(suggest('qq', 'phone', ['weixin_tenpay_native', 'alipay_wap', 'qpay_native', 'qpay_js']).slice(0, 2)).toEqual(['qpay_js', 'qpay_native'])
  })

  it('equally good ones keep the order that they are offered in', () => {
    expect(suggest('browser', 'desktop', ['qpay_native', 'alipay_qrcode', 'weixin_tenpay_native'])).toEqual(['qpay_native', 'alipay_qrcode', 'weixin_tenpay_native'])
  })

  it('a payment code is nothing that a payer can choose on a page of their own', () => {
    expect(suggest('browser', 'desktop', ['weixin_tenpay_micropay', 'paypal'])).toEqual(['paypal', 'weixin_tenpay_micropay: at-counter'])
  })

  it('only a code on a phone needs another phone', () => {
    const other = (device: Environment['device']) => suggestGateways({ app: 'browser', device }, gatewayTypes).filter(({ needsOtherPhone }) => needsOtherPhone).map(({ gatewayType }) => gatewayType)
    expect(other('phone')).toEqual(['weixin_tenpay_native', 'alipay_qrcode', 'qpay_native'])
    expect(other('desktop')).toEqual([])
  })

  it('every gateway is told of, in each environment, once', () => {
    for (const app of ['wechat', 'wxwork', 'alipay', 'qq', 'browser'] as const) {
      for (const device of ['phone', 'desktop'] as const) {
        expect(suggestGateways({ app, device }, gatewayTypes).map(({ gatewayType }) => gatewayType).toSorted()).toEqual(gatewayTypes.toSorted())
      }
    }
  })
})
