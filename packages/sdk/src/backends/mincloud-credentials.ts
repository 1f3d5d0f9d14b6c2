/** What MinCloud answers for `wx.config`. */
import type { JssdkConfig } from '../bridges/weixin-host'
import { asJson } from './mincloud-wire'

/** What `wx.config` takes, from an answer that has MinCloud's lower-case names or WeChat's own. */
export function readCredentials(data: unknown): JssdkConfig {
  const { appid, appId = appid, noncestr, nonceStr = noncestr, timestamp, signature } = asJson(data) ?? {}
  return { appId: String(appId), timestamp: Number(timestamp), nonceStr: String(nonceStr), signature: String(signature) }
}
