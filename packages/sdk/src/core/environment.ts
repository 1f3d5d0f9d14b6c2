/** Where a page is, told by its user agent alone, and by which ways a payer can pay there. Pure: the caller reads the user agent. */
import { gateways, type Flow, type GatewayType, type Provider } from './gateways'

/** Whose browser shows the page; `wxwork` is WeCom (企业微信), `browser` any that is no wallet's own. */
export type App = 'wechat' | 'wxwork' | 'alipay' | 'qq' | 'browser'

/** A page's surroundings. */
export interface Environment {
  readonly app: App
  /** `phone`: a handheld, on which the wallets' apps may be. An iPad whose browser calls itself a Mac is a desktop. */
  readonly device: 'phone' | 'desktop'
}

/** Why a way of paying can't work here: where the page would have to be instead. `at-counter`: only a shop's scanner reads a payment code. */
export type Obstacle = 'in-wechat' | 'in-alipay' | 'in-qq' | 'in-browser' | 'on-phone' | 'on-desktop' | 'at-counter'

/** A way of paying as it fits the environment. */
export interface Suggestion {
  readonly gatewayType: GatewayType
  /** Absent where it works. */
  readonly obstacle?: Obstacle | undefined
  /** Whether its code would be on the screen of the phone that should scan it. */
  readonly needsOtherPhone: boolean
}

/** The first that matches: each later one's name is also in the user agents of an earlier one, or in those of browsers that are none of these. */
const APPS: readonly (readonly [App, RegExp])[] = [
  ['wxwork', /wxwork\//i],
  ['wechat', /MicroMessenger\//i],
  ['alipay', /AlipayClient\//i],
  // With its space: QQ's browser is another app, and calls itself MQQBrowser/.
  ['qq', /\sQQ\/\d/i],
]

/** HarmonyOS NEXT writes `(Tablet; OpenHarmony …)`; "Tablet" alone is also in old Windows browsers. */
const HANDHELD = /iPhone|iPad|iPod|Android|Mobile|\(Tablet;/i

/**
 * Tells the environment from a user agent.
 * @example
 * detectEnvironment('Mozilla/5.0 (iPhone; …) Mobile/15E148 MicroMessenger/8.0.50 NetType/WIFI') // { app: 'wechat', device: 'phone' }
 */
export const detectEnvironment = (userAgent: string): Environment => ({
  app: APPS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'browser',
  device: HANDHELD.test(userAgent) ? 'phone' : 'desktop',
})

type Rule = (environment: Environment) => Obstacle | undefined

const anywhere: Rule = () => undefined
const only = (own: App, obstacle: Obstacle): Rule => ({ app }) => (app === own ? undefined : obstacle)
const on = (wanted: Environment['device']): Rule => ({ device }) => (device === wanted ? undefined : `on-${wanted}`)
/** WeChat and WeCom open no page of Alipay's, and `mweb_url` answers 请在微信外打开订单 there. */
const outsideWeChat = (rule: Rule): Rule => (environment) => (environment.app === 'wechat' || environment.app === 'wxwork' ? 'in-browser' : rule(environment))
/** Another app's browser may not call WeChat. */
const inBrowser = (rule: Rule): Rule => (environment) => (environment.app === 'browser' ? rule(environment) : 'in-browser')
const counter: Rule = () => 'at-counter'

const RULES: Readonly<Record<GatewayType, Rule>> = {
  weixin_tenpay_native: anywhere,
  weixin_tenpay_js: only('wechat', 'in-wechat'),
  weixin_tenpay_wap: inBrowser(on('phone')),
  weixin_tenpay_micropay: counter,
  alipay_page: outsideWeChat(on('desktop')),
  alipay_wap: outsideWeChat(on('phone')),
  alipay_qrcode: anywhere,
  alipay_barcode: counter,
  alipay_js: only('alipay', 'in-alipay'),
  qpay_native: anywhere,
  qpay_micropay: counter,
  qpay_js: only('qq', 'in-qq'),
  paypal: anywhere,
}

/** What is less trouble for the payer comes first: on a phone a code needs a second one. */
const ORDER: Readonly<Record<Environment['device'], readonly Flow[]>> = {
  phone: ['jsapi', 'redirect', 'qrcode', 'scan'],
  desktop: ['jsapi', 'qrcode', 'redirect', 'scan'],
}

/** Whose wallet the app is. */
const WALLETS: Partial<Record<App, Provider>> = { wechat: 'wechat', alipay: 'alipay', qq: 'qq' }

/**
 * The offered ways of paying, best first: those that can work here, an app's own wallet before the others; then those that can't, with the
 * reason. Equally good ones stay in the order that they are offered in. What a browser says of itself is no proof, and neither is this.
 * @example
 * const [best] = suggestGateways(detectEnvironment(navigator.userAgent), backend.gateways)
 */
export function suggestGateways(environment: Environment, offered: readonly GatewayType[]): readonly Suggestion[] {
  const rank = (gatewayType: GatewayType): number => {
    const { flow, provider } = gateways[gatewayType]
    return ORDER[environment.device].indexOf(flow) + (provider === WALLETS[environment.app] ? 0 : ORDER.phone.length)
  }
  return offered
    .map((gatewayType): Suggestion => ({
      gatewayType,
      obstacle: RULES[gatewayType](environment),
      needsOtherPhone: environment.device === 'phone' && gateways[gatewayType].flow === 'qrcode',
    }))
    .sort((a, b) => Number(a.obstacle !== undefined) - Number(b.obstacle !== undefined) || rank(a.gatewayType) - rank(b.gatewayType))
}
