/** Paying inside Alipay, by its bridge's `tradePay`. Whatever it answers is a hint: only the backend says paid. */
import { isJsonObject } from '../core/json'
import type { Bridge, BridgeHint } from '../runtime/bridge'
import { inAppBridge, pageHost, type InAppHost } from './in-app'

/** Alipay's own bridge: the object that its browser puts into every page. */
export interface AlipayJSBridge {
  call(name: 'tradePay', payload: Readonly<Record<string, unknown>>, callback: (said: unknown) => void): void
}

/** Options of {@link alipayBridge}. */
export interface AlipayBridgeOptions {
  /** How long the payer may take in the wallet, in ms. @default 180000 */
  timeoutMs?: number
  /** What Alipay's browser puts into the page. @default the globals */
  host?: InAppHost<AlipayJSBridge>
}

/** `tradePay`'s resultCode. 8000 (being processed) and 6004 (unknown) say nothing, and 4000, 6002 (network) and the others are a failure. */
const ENDS = new Map<string, BridgeHint['end']>([['9000', 'ok'], ['6001', 'cancel'], ['99', 'cancel'], ['8000', 'silent'], ['6004', 'silent']])

/** Looked up late: Alipay sets it while the page loads. */
const browserAlipay = pageHost(
  () => (globalThis as { AlipayJSBridge?: AlipayJSBridge }).AlipayJSBridge,
  () => (typeof document === 'undefined' ? undefined : document),
  'AlipayJSBridgeReady',
)

/**
 * Alipay's bridge, for the gateway `alipay_js`.
 * @example
 * const client = createPayClient({ backend, bridges: { alipay: alipayBridge() } })
 */
export const alipayBridge = ({ timeoutMs, host = browserAlipay }: AlipayBridgeOptions = {}): Bridge =>
  inAppBridge({
    host, timeoutMs, browser: /AlipayClient\//i,
    ask: (bridge, { tradeNO, orderStr }, hear) => bridge.call('tradePay', orderStr === undefined ? { tradeNO } : { orderStr }, hear),
    endOf: (said) => ENDS.get(String(isJsonObject(said) && said['resultCode'])) ?? 'fail',
  })
