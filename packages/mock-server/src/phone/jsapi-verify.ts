import { pageUrl } from '../http/page-url'
import { verifyJsConfig } from '../wallets/wechat-login/jsapi-ticket'
import type { Wallets } from '../wallets/wallets'
import type { BridgeAnswer, JsapiCall } from './jsapi-call'

/** What WeChat tells the payer when it pays nothing from a page. */
export const unregistered = (url: string): string => `当前页面的URL未注册：${url}`

/** `preVerifyJSAPI`, which `wx.config` asks: whether this very page was signed for with a ticket that is good now. */
export async function preVerify({ payload, url }: JsapiCall, wallets: Wallets): Promise<BridgeAnswer> {
  if (!pageUrl(url, wallets.allowedOrigins)) return { err_msg: 'preVerifyJSAPI:fail_invalid url domain', err_desc: unregistered(url) }
  return { err_msg: `preVerifyJSAPI:${await pageVerdict(payload, url, wallets)}` }
}

/**
 * Judges the `verify*` fields that `weixin-js-sdk` adds to every call: `ok`; an `invalid signature`; or no permission, where
 * `wx.config` was never called.
 */
export async function pageVerdict(payload: JsapiCall['payload'], url: string, wallets: Wallets): Promise<string> {
  const { verifyAppId, verifySignature: signature, verifyNonceStr: noncestr, verifyTimestamp: timestamp } = payload
  if (signature === undefined) return 'fail_no permission to execute'
  const isWhole = typeof signature === 'string' && typeof noncestr === 'string' && typeof timestamp === 'string' && payload['verifySignType'] === 'sha1'
  const isOurs = verifyAppId === (await wallets.credentials()).appid
  return isWhole && isOurs && (await verifyJsConfig({ signature, noncestr, timestamp, url }, wallets)) ? 'ok' : 'fail_invalid signature'
}
