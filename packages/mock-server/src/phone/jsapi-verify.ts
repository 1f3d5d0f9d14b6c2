import { pageUrl } from '../http/page-url'
import { verifyJsConfig } from '../wallets/wechat-login/jsapi-ticket'
import type { Wallets } from '../wallets/wallets'
import type { BridgeAnswer, JsapiCall } from './jsapi-call'

/** What WeChat tells the payer when it pays nothing from a page. */
export const unregistered = (url: string): string => `当前页面的URL未注册：${url}`

/** `preVerifyJSAPI`, which `wx.config` asks: whether this very page was signed for with a ticket that is good now. */
export async function preVerify({ payload, url }: JsapiCall, wallets: Wallets): Promise<BridgeAnswer> {
  if (!pageUrl(url, wallets.allowedOrigins)) return { err_msg: 'preVerifyJSAPI:fail_invalid url domain', err_desc: unregistered(url) }
  return { err_msg: (await isSignedFor(url, payload, wallets)) ? 'preVerifyJSAPI:ok' : 'preVerifyJSAPI:fail_invalid signature' }
}

/** Why a call that `weixin-js-sdk` made is not allowed, by the `verify*` fields that it adds; nothing if it is. */
export async function sdkVerdict({ payload, url }: JsapiCall, wallets: Wallets): Promise<string | undefined> {
  // A page that calls the bridge itself has nothing to verify.
  if (!('verifySignType' in payload)) return undefined
  if (payload['verifySignature'] === undefined) return 'fail_no permission to execute'
  return (await isSignedFor(url, payload, wallets)) ? undefined : 'fail_invalid signature'
}

async function isSignedFor(url: string, payload: JsapiCall['payload'], wallets: Wallets): Promise<boolean> {
  const { verifyAppId, verifySignature: signature, verifyNonceStr: noncestr, verifyTimestamp: timestamp, verifySignType } = payload
  if (typeof signature !== 'string' || typeof noncestr !== 'string' || typeof timestamp !== 'string' || verifySignType !== 'sha1') return false
  return verifyAppId === (await wallets.credentials.wechat()).appid && verifyJsConfig({ signature, noncestr, timestamp, url }, wallets)
}
