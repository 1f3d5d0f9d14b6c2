/** WeChat's JS-SDK: `wx.config`, then `wx.chooseWXPay`. It says nothing where there is no bridge, so its callers wait with a time-out. */
import { isJsonObject } from '../core/json'
import { heardWithin, type Patience } from '../runtime/heard'
import type { JssdkConfig, WeixinJssdk } from './weixin-host'

/** Makes the page known to WeChat. Throws with WeChat's own words where it is refused, such as `config:invalid signature`. */
export async function configure(jssdk: WeixinJssdk, credentials: () => Promise<JssdkConfig>, patience: Patience): Promise<void> {
  const config = await credentials()
  const told = await heardWithin<{ refusal?: unknown }>(patience, (tell) => {
    let isStale = true
    // An error that is told at once is that of an earlier wx.config of this page.
    jssdk.error((refusal) => { if (!isStale) tell({ refusal }) })
    isStale = false
    jssdk.config({ ...config, jsApiList: ['chooseWXPay'] })
    // Ready is also told after a refusal, so the refusal has to be heard first.
    jssdk.ready(() => tell({}))
  })
  if (told && !('refusal' in told)) return
  const { errMsg } = isJsonObject(told?.refusal) ? told.refusal : {}
  throw new Error(typeof errMsg === 'string' ? errMsg : 'wx.config: no answer')
}

/** WeChat's iOS refuses seconds that are a number. */
export const asText = (seconds: unknown): unknown => (typeof seconds === 'number' ? String(seconds) : seconds)

/** Asks the wallet. The payload's `timeStamp` becomes `timestamp`, and without a `signType` it is MD5, not the JS-SDK's SHA1. */
export function choose(jssdk: WeixinJssdk, payload: Readonly<Record<string, unknown>>, hear: (said: unknown) => void): void {
  const { timestamp, timeStamp = timestamp, nonceStr, package: prepay, signType = 'MD5', paySign } = payload
  jssdk.chooseWXPay({ timestamp: asText(timeStamp), nonceStr, package: prepay, signType, paySign, success: hear, cancel: hear, fail: hear })
}
