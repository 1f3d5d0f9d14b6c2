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

/** The part of WeChat's JS-SDK (`weixin-js-sdk`, the script that sets `wx`) that pays. */
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
  /** Set by the script tag; the npm module sets only `jWeixin`. */
  wx?: Partial<WeixinJssdk>
  jWeixin?: Partial<WeixinJssdk>
}

const globals = globalThis as Globals
const READY = 'WeixinJSBridgeReady'

/** The globals, looked up late: WeChat sets them while the page loads. Without a DOM there are none. */
export const browserWeixin: WeixinHost = {
  userAgent: () => (typeof navigator === 'undefined' ? '' : navigator.userAgent),
  bridge: () => globals.WeixinJSBridge,
  onBridge(listener) {
    if (typeof document === 'undefined') return () => {}
    document.addEventListener(READY, listener)
    return () => document.removeEventListener(READY, listener)
  },
  // A mini-program's page has another `wx`, which pays otherwise.
  jssdk: () => [globals.wx, globals.jWeixin].find((one): one is WeixinJssdk => typeof one?.config === 'function' && typeof one.chooseWXPay === 'function'),
  // What pushState and replaceState do to the address, they don't do to this entry. Safari 14 has none.
  enteredUrl: () => performance.getEntriesByType('navigation')[0]?.name ?? location.href,
  currentUrl: () => location.href,
}
