/** What WeChat's browser puts into a page, as a port. */
import type { Stop } from '../runtime/page'

/** WeChat's own bridge: the object that its browser puts into every page. */
export interface WeixinJSBridge {
  invoke(name: 'getBrandWCPayRequest', payload: Readonly<Record<string, unknown>>, callback: (said: unknown) => void): void
}

/** What `wx.config` takes to know a page of the official account. */
export interface JssdkConfig {
  readonly appId: string
  /** Seconds since the epoch, with a small `s`: only the payload for WeixinJSBridge writes `timeStamp`. */
  readonly timestamp: number | string
  readonly nonceStr: string
  /** SHA-1 over the jsapi_ticket, the two above and the page's address. */
  readonly signature: string
}

type Hears = (said: unknown) => void

/** The part of WeChat's JS-SDK that pays: the script tag sets `window.wx`, the npm module `weixin-js-sdk` only exports it. */
export interface WeixinJssdk {
  config(config: JssdkConfig & { jsApiList: string[] }): void
  ready(callback: () => void): void
  error(callback: Hears): void
  chooseWXPay(options: Readonly<Record<string, unknown>> & Record<'success' | 'cancel' | 'fail', Hears>): void
}

/** WeChat's browser as a page sees it. */
export interface WeixinHost {
  readonly userAgent: () => string
  readonly bridge: () => WeixinJSBridge | undefined
  /** Calls back when the bridge is there. */
  readonly onBridge: (listener: () => void) => Stop
  readonly jssdk: () => WeixinJssdk | undefined
  /** The address that the page was entered by, and the one that it has now. */
  readonly enteredUrl: () => string
  readonly currentUrl: () => string
}

interface Globals {
  WeixinJSBridge?: WeixinJSBridge
  /** The script tag sets both; the npm module sets neither. */
  wx?: unknown
  jWeixin?: unknown
}

const globals = globalThis as Globals
const READY = 'WeixinJSBridgeReady'

/** Whether a value is WeChat's JS-SDK. A mini-program's page has another `wx`, which pays otherwise. */
export const isJssdk = (value: unknown): value is WeixinJssdk => {
  const { config, chooseWXPay } = Object(value) as Partial<WeixinJssdk>
  return typeof config === 'function' && typeof chooseWXPay === 'function'
}

/** The globals, looked up late: WeChat sets them while the page loads. Without a DOM there are none. */
export const browserWeixin: WeixinHost = {
  userAgent: () => (typeof navigator === 'undefined' ? '' : navigator.userAgent),
  bridge: () => globals.WeixinJSBridge,
  onBridge(listener) {
    if (typeof document === 'undefined') return () => {}
    document.addEventListener(READY, listener)
    return () => document.removeEventListener(READY, listener)
  },
  jssdk: () => [globals.wx, globals.jWeixin].find(isJssdk),
  // What pushState and replaceState do to the address, they don't do to this entry. Safari 14 has none.
  enteredUrl: () => performance.getEntriesByType('navigation')[0]?.name ?? location.href,
  currentUrl: () => location.href,
}
