/** Paying inside WeChat, by its bridge or by its JS-SDK. Whatever either of them answers is a hint: only the backend says paid. */
import { isJsonObject } from '../core/json'
import { heardWithin } from '../runtime/heard'
import type { JssdkConfig, WeixinHost, WeixinJssdk } from './weixin-host'
import { asText, choose, configure } from './weixin-jssdk'
import { BRIDGE_TIMEOUT_MS, isWeixinReady, jssdkOf, type WeixinReadiness, type WeixinWay } from './weixin-ready'

/**
 * How a bridge left off. None of them is a proof: `ok` may be wrong, and after any of them but `unready` the payer may have paid.
 * `silent`: it never called back. `unready`: the wallet was not asked, so that nothing can have been paid by this order.
 */
export type BridgeEnd = 'ok' | 'cancel' | 'fail' | 'silent' | 'unready'

/** What a bridge answered. */
export interface BridgeAnswer {
  readonly end: BridgeEnd
  /** Its own words, such as `get_brand_wcpay_request:cancel`. */
  readonly message: string
  /** The whole answer, as it came. */
  readonly said: Readonly<Record<string, unknown>>
  /** What went wrong before the wallet was asked, such as the HError of the credentials' request. */
  readonly cause?: unknown
}

/** A create order answer for JSAPI: what the bridge is given. */
export type WeixinPayload = Readonly<Record<string, unknown>>

/** What {@link payByWeixin} works over. */
export interface WeixinPorts extends WeixinReadiness {
  /** What `wx.config` takes for a page's address. Only the way by `wx` asks for it. */
  readonly credentials: (url: string) => Promise<JssdkConfig>
  /** The address that `wx.config` is signed for. @default {@link signedUrl} */
  readonly url?: string | undefined
  /** How long the payer may take in the wallet before the bridge counts as silent, in ms. @default 180000 */
  readonly timeoutMs?: number | undefined
  /** Called right before the wallet is asked: from then on the payer may pay. */
  readonly onAsk?: (() => void) | undefined
}

/** A payer reads, types a password, changes the card. */
const PAYER_TIMEOUT_MS = 180_000

/** A payload with `appId` is WeixinJSBridge's; one with `timestamp` and without `appId` is made for `wx.chooseWXPay` (seed 002). */
export const wayOf = (payload: WeixinPayload): WeixinWay =>
  payload['appId'] === undefined && payload['timestamp'] !== undefined ? 'wx' : 'WeixinJSBridge'

/**
 * The address that `wx.config` must be signed for, without its `#`: the page's own, but on iOS the one that the page was entered by,
 * which a single-page app has left by `history.pushState`. Signed wrongly, WeChat says 当前页面的URL未注册 or `invalid signature`.
 */
export const signedUrl = ({ userAgent, enteredUrl, currentUrl }: WeixinHost): string =>
  (/iPhone|iPad|iPod/i.test(userAgent()) ? enteredUrl() : currentUrl()).replace(/#.*/, '')

const PAYMENT = /^(get_?brand_?wcpay_?request|chooseWXPay)$/i

/** What an answer of the bridge means; undefined where it speaks of something else, as `pre_verify_jsapi:ok` does. */
export function readBridge(said: unknown): BridgeAnswer | undefined {
  const answer = isJsonObject(said) ? said : {}
  const { errMsg, err_msg = errMsg } = answer
  const message = typeof err_msg === 'string' ? err_msg : ''
  const [, about = 'system', word] = /^([^:]*):(.*)$/.exec(message) ?? []
  const isPayment = PAYMENT.test(about)
  if (!isPayment && about !== 'system') return undefined
  return { end: isPayment && (word === 'ok' || word === 'cancel') ? word : 'fail', message, said: answer }
}

function bridgePayload(payload: WeixinPayload): WeixinPayload {
  const { timestamp, timeStamp = timestamp } = payload
  return timeStamp === undefined ? payload : { ...payload, timeStamp: asText(timeStamp) }
}

const ended = (end: BridgeEnd, message: string): BridgeAnswer => ({ end, message, said: {} })

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Asks WeChat's wallet for a payment, and tells how the asking ended. Rejects only when aborted.
 * @example
 * const { end } = await payByWeixin(order.show.payload, { host: browserWeixin, clock, signal, credentials })
 * // Whatever `end` says: now ask the backend.
 */
export async function payByWeixin(payload: WeixinPayload, ports: WeixinPorts): Promise<BridgeAnswer> {
  const { host, clock, signal, way = wayOf(payload), timeoutMs = PAYER_TIMEOUT_MS } = ports
  let jssdk: WeixinJssdk | undefined
  try {
    if (!(await isWeixinReady({ ...ports, way }))) return ended('unready', 'no WeixinJSBridge: this page is not in WeChat')
    if (way === 'wx') {
      jssdk = jssdkOf(ports)
      await configure(jssdk, () => ports.credentials(ports.url ?? signedUrl(host)), { clock, signal, timeoutMs: BRIDGE_TIMEOUT_MS })
    }
  } catch (cause) {
    if (signal.aborted) throw cause
    return { ...ended('unready', wordsOf(cause)), cause }
  }
  ports.onAsk?.()
  const told = heardWithin<BridgeAnswer>({ clock, signal, timeoutMs }, (tell) => {
    const hear = (said: unknown) => {
      const answer = readBridge(said)
      if (answer) tell(answer)
    }
    if (jssdk) choose(jssdk, payload, hear)
    else host.bridge()?.invoke('getBrandWCPayRequest', bridgePayload(payload), hear)
  })
  return told.then(
    (answer) => answer ?? ended('silent', 'the bridge never called back'),
    (broken: unknown) => {
      if (signal.aborted) throw broken
      return ended('fail', wordsOf(broken))
    },
  )
}
