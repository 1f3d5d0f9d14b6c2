/** WeChat's bridge for a checkout: give it to `createPayClient({ bridges: { wechat: weixinBridge() } })`. */
import type { Bridge } from '../runtime/bridge'
import { payByWeixin } from './weixin'
import { browserWeixin, type WeixinHost } from './weixin-host'
import { isWeixinReady, type WeixinWay } from './weixin-ready'

/** Options of {@link weixinBridge}. */
export interface WeixinBridgeOptions {
  /** Forces WeixinJSBridge or WeChat's JS-SDK. @default by the payload */
  way?: WeixinWay
  /** WeChat's JS-SDK where it is no global: what `import wx from 'weixin-js-sdk'` gives. @default `window.wx` */
  wx?: object
  /** The address to sign for `wx.config`. @default on iOS the one that the page was entered by, elsewhere its own, without the `#` */
  jssdkUrl?: string
  /** How long the payer may take in the wallet, in ms. @default 180000 */
  timeoutMs?: number
  /** What WeChat's browser puts into the page. @default the globals */
  host?: WeixinHost
}

/**
 * WeChat's bridge, by WeixinJSBridge or by `wx.chooseWXPay`.
 * @example
 * const client = createPayClient({ backend, bridges: { wechat: weixinBridge() } })
 */
export const weixinBridge = ({ way, wx, jssdkUrl, timeoutMs, host = browserWeixin }: WeixinBridgeOptions = {}): Bridge => ({
  isReady: ({ clock, signal }) => isWeixinReady({ host, clock, signal, way, wx }),
  pay: (payload, context) => payByWeixin(payload, { ...context, host, way, wx, url: jssdkUrl, timeoutMs }),
})
