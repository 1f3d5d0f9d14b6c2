import { describe, expect, it } from 'vitest'
import { detectEnvironment, suggestGateways, type Environment } from './environment'
import { gatewayTypes, type GatewayType } from './gateways'

/** Browsers as they call themselves, each with where it was seen. */
const userAgents: readonly (readonly [string, Environment['app'], Environment['device'], string])[] = [
  // github.com/hubvue/tools packages/utils/__mocks__/ua.ts
  ['WeChat 5 on iOS', 'wechat', 'phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 6_1_3 like Mac OS X) AppleWebKit/536.26 (KHTML, like Gecko) Mobile/10B329 MicroMessenger/5.0.1'],
  ['WeCom on iOS', 'wxwork', 'phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 10_2 like Mac OS X) AppleWebKit/602.3.12 (KHTML, like Gecko) Mobile/14C92 wxwork/2.4.2 MicroMessenger/6.3.22 Language/zh'],
  ['Alipay on Android', 'alipay', 'phone', 'Mozilla/5.0 (Linux; U; Android 10; zh-CN; H9493 Build/52.1.A.3.49) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/69.0.3497.100 UWS/3.21.0.169 Mobile Safari/537.36 AlipayChannelId/5136 UCBS/3.21.0.169_200731162109 NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:411|0|3.5,ac:sp) AliApp(AP/10.2.0.8026) AlipayClient/10.2.0.8026 Language/zh-Hans useStatusBar/true isConcaveScreen/false Region/CN NebulaX/1.0.0 Ariver/1.0.0'],
  ['QQ on Android', 'qq', 'phone', 'Mozilla/5.0 (Linux; Android 5.1; OPPO R9tm Build/LMY47I; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/53.0.2785.49 Mobile MQQBrowser/6.2 TBS/043128 Safari/537.36 V1_AND_SQ_7.0.0_676_YYB_D PA QQ/7.0.0.3135 NetType/4G WebP/0.3.0 Pixel/1080'],
  ['Safari on iOS', 'browser', 'phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_1 like Mac OS X) AppleWebKit/603.1.30 (KHTML, like Gecko) Version/10.0 Mobile/14E304 Safari/602.1'],
  ['Chrome on Android', 'browser', 'phone', 'Mozilla/5.0 (Linux; Android 7.1.1; OPPO R9sk) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/76.0.3809.111 Mobile Safari/537.36'],
  ['Douyin on Android', 'browser', 'phone', 'Mozilla/5.0 (Linux; Android 9; COL-TL10 Build/HUAWEICOL-TL10; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/75.0.3770.156 Mobile Safari/537.36 aweme_130400 JsSdk/1.0 NetType/WIFI Channel/huawei_1 AppName/aweme app_version/13.4.0 ByteLocale/zh-Hans-CN Region/CN AppSkin/black AppTheme/dark TTWebView/0751130003508'],
  ['Chrome on Windows', 'browser', 'desktop', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/75.0.3770.142 Safari/537.36'],
  ['Edge on macOS', 'browser', 'desktop', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/98.0.4758.80 Safari/537.36 Edg/98.0.1108.43'],
  // In public code that asks as these browsers (string search for "wxwork/3.1.16", "wxwork/2.7.2")
  ['WeCom 3 on iOS', 'wxwork', 'phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)  Mobile/15E148 wxwork/3.1.16 MicroMessenger/7.0.1 Language/zh ColorScheme/Dark'],
  ['WeCom on Android', 'wxwork', 'phone', 'Mozilla/5.0 (Linux; Android 9.0; BKL-AL20 Build/HUAWEIBKL-AL20; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/57.0.2987.132 MQQBrowser/6.2 TBS/044409 Mobile Safari/537.36 wxwork/2.7.2 MicroMessenger/6.3.22 NetType/WIFI Language/zh'],
  // github.com/GiantAxeWhy/doraemon test/constants.ts/user-agent.ts
  ['WeChat on an iPad', 'wechat', 'phone', 'Mozilla/5.0 (iPad; CPU OS 11_0 like Mac OS X) AppleWebKit/604.1.34 (KHTML, like Gecko) Version/11.0 Mobile/15A5341f Safari/604.1 wechatdevtools/1.03.2006090 MicroMessenger/7.0.4'],
  ['WeChat on macOS', 'wechat', 'desktop', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_4) AppleWebKit/605.1.15 (KHTML, like Gecko) MicroMessenger/6.5.2.501 MiniProgramEnv/Mac MiniProgram wechatdevtools/1.03.2006090 MicroMessenger/7.0.4'],
  ['WeChat on Windows', 'wechat', 'desktop', 'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/53.0.2785.143 Safari/537.36 MicroMessenger/7.0.4.501 NetType/WIFI MiniProgramEnv/Windows WindowsWechat wechatdevtools/1.03.2006090 MicroMessenger/7.0.4'],
  // In public logs and notes on telling these browsers apart (string search for "V1_IPH_SQ_", "MQQBrowser/8.0.2", "AlipayClient/10.1.52.6006")
  ['QQ on iOS', 'qq', 'phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 11_2_6 like Mac OS X) AppleWebKit/604.5.6 (KHTML, like Gecko) Mobile/15D100 QQ/7.5.0.407 V1_IPH_SQ_7.5.0_1_APP_A Pixel/750 Core/UIWebView Device/Apple(iPhone 7) NetType/WIFI QBWebViewType/1'],
  ['QQ Browser on iOS', 'browser', 'phone', 'Mozilla/5.0 (iPhone 91; CPU iPhone OS 11_2_6 like Mac OS X) AppleWebKit/604.5.6 (KHTML, like Gecko) Version/11.0 MQQBrowser/8.0.2 Mobile/15D100 Safari/8536.25 MttCustomUA/2 QBWebViewType/1 WKType/1'],
  ['Alipay on iOS', 'alipay', 'phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16B92 NebulaSDK/1.8.100112 Nebula PSDType(1) AlipayDefined(nt:WIFI,ws:375|603|2.0) AliApp(AP/10.1.52.6006) AlipayClient/10.1.52.6006 Alipay Language/zh-Hans'],
  ['WeChat on iOS', 'wechat', 'phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16B92 MicroMessenger/6.7.2 NetType/WIFI Language/zh_CN'],
]

describe('a browser is told by what it calls itself', () => {
  it.each(userAgents)('%s is %s on a %s', (_name, app, device, userAgent) => {
    expect(detectEnvironment(userAgent)).toEqual({ app, device })
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
