/** Whether WeChat's wallet can be asked from this page: found out before an order is made (rule 9). */
import { HError } from '../errors'
import type { Clock } from '../runtime/clock'
import { heardWithin } from '../runtime/heard'
import { isJssdk, type WeixinHost, type WeixinJssdk } from './weixin-host'

/** WeChat's two ways into the same wallet. */
export type WeixinWay = 'WeixinJSBridge' | 'wx'

/** What is looked at. */
export interface WeixinReadiness {
  readonly host: WeixinHost
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Forces a way. @default by the payload */
  readonly way?: WeixinWay | undefined
  /** WeChat's JS-SDK where it is no global. @default the page's own */
  readonly wx?: object | undefined
}

/** MinCloud's own SDK waits as long. */
export const BRIDGE_TIMEOUT_MS = 10_000
/** Outside WeChat only a simulated bridge can still come, and it comes with the page. */
const ELSEWHERE_TIMEOUT_MS = 1_000

/** The JS-SDK that was handed in, else the page's own. Throws HError 611 where it is neither. */
export function jssdkOf({ host, wx = host.jssdk() }: Pick<WeixinReadiness, 'host' | 'wx'>): WeixinJssdk {
  if (isJssdk(wx)) return wx
  throw new HError(611, 'unsupported function: this page has no wx', {
    hint: 'Load WeChat\'s JS-SDK by its script tag, which sets window.wx; weixin-js-sdk of npm sets none: hand it in by the option wx.',
  })
}

/**
 * Waits for WeChat's bridge; false where it does not come: 10 s in WeChat's browser, 1 s elsewhere. Rejects with HError 611 where the way by
 * `wx` is forced and there is no JS-SDK.
 */
export async function isWeixinReady({ host, clock, signal, way, wx }: WeixinReadiness): Promise<boolean> {
  const timeoutMs = /MicroMessenger/i.test(host.userAgent()) ? BRIDGE_TIMEOUT_MS : ELSEWHERE_TIMEOUT_MS
  if (!host.bridge()) await heardWithin<void>({ clock, signal, timeoutMs }, (tell) => host.onBridge(() => tell()))
  if (!host.bridge()) return false
  if (way === 'wx') jssdkOf({ host, wx })
  return true
}
