/** Paying inside QQ, by `mqq.tenpay.pay` of its script `qqapi.js`. Whatever it answers is a hint: only the backend says paid. */
import { isJsonObject } from '../core/json'
import type { Bridge, BridgeHint } from '../runtime/bridge'
import { inAppBridge, pageHost, type InAppHost } from './in-app'

/** The part of `mqq` that pays. The script sets it in any browser; elsewhere than in QQ its version is '0'. */
export interface Mqq {
  readonly QQVersion?: unknown
  readonly tenpay: { pay(payload: Readonly<Record<string, unknown>>, callback: (said: unknown) => void): void }
}

/** Options of {@link qqBridge}. */
export interface QqBridgeOptions {
  /** How long the payer may take in the wallet, in ms. @default 180000 */
  timeoutMs?: number
  /** What QQ's script puts into the page. @default the globals */
  host?: InAppHost<Mqq>
}

/** `resultCode`: the payer has given up by either of the two. */
const ENDS = new Map<string, BridgeHint['end']>([['0', 'ok'], ['1', 'cancel'], ['-1', 'cancel']])

function mqqOf(value: unknown): Mqq | undefined {
  const mqq = Object(value) as Partial<Mqq>
  return typeof mqq.tenpay?.pay === 'function' && String(mqq.QQVersion) !== '0' ? (mqq as Mqq) : undefined
}

/** Looked up late: the page loads the script. */
const browserQq = pageHost(
  () => mqqOf((globalThis as { mqq?: unknown }).mqq),
  () => (typeof window === 'undefined' ? undefined : window),
  'load',
)

/**
 * QQ's bridge, for the gateway `qpay_js`. The page loads `https://open.mobile.qq.com/sdk/qqapi.js` itself.
 * @example
 * const client = createPayClient({ backend, bridges: { qq: qqBridge() } })
 */
export const qqBridge = ({ timeoutMs, host = browserQq }: QqBridgeOptions = {}): Bridge =>
  inAppBridge({
    host, timeoutMs, browser: /\sQQ\/[\d.]+/i,
    ask: (mqq, { tokenId, appInfo, pubAcc = '', pubAccHint = '' }, hear) => mqq.tenpay.pay({ tokenId, appInfo, pubAcc, pubAccHint }, hear),
    endOf: (said) => ENDS.get(String(isJsonObject(said) && said['resultCode'])) ?? 'fail',
  })
