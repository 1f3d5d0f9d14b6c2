/** WeChat's browser as a test needs it. */
import type { WeixinHost, WeixinJSBridge, WeixinJssdk } from '../../src/bridges/weixin-host'

export const ANDROID = 'Mozilla/5.0 (Linux; Android 14) Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50.2701'
export const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.49'
export const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0.0.0 Safari/537.36'

interface Options {
  bridge?: WeixinJSBridge
  jssdk?: WeixinJssdk
  userAgent?: string
}

/** Builds the browser. `arrive` brings the bridge later, as a slow WeChat does. */
export function createWeixin({ bridge, jssdk, userAgent = ANDROID }: Options = {}) {
  const listeners = new Set<() => void>()
  const now = { bridge }
  const host: WeixinHost = {
    userAgent: () => userAgent,
    bridge: () => now.bridge,
    onBridge(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    jssdk: () => jssdk,
    enteredUrl: () => 'https://shop.example/?code=7#/entered',
    currentUrl: () => 'https://shop.example/cart#/now',
  }
  return {
    host,
    listeners: () => listeners.size,
    arrive(late: WeixinJSBridge) {
      now.bridge = late
      for (const listener of listeners) listener()
    },
  }
}

/** A bridge that answers what it is told, and remembers what it was asked. */
export function bridgeSaying(...answers: unknown[]) {
  const asked: { name: string; payload: unknown }[] = []
  const bridge: WeixinJSBridge = {
    invoke(name, payload, callback) {
      asked.push({ name, payload })
      for (const answer of answers) callback(answer)
    },
  }
  return { bridge, asked }
}

/** The payload of MinCloud's own answer, and the one of seed 002. */
export const BRIDGE_PAYLOAD = {
  appId: 'wx45ac', timeStamp: '1414587457', nonceStr: 'N', package: 'prepay_id=wx20', signType: 'MD5', paySign: 'S', trade_no: 'T', transaction_no: 'X',
}
export const JSSDK_PAYLOAD = { timestamp: '1414587457', nonceStr: 'N', package: 'prepay_id=wx20', signType: 'MD5', paySign: 'S', trade_no: 'T', transaction_no: 'X' }
