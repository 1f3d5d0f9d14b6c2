import { decodeUtf8 } from '../../http/body'
import type { Received } from '../../ports/http'
import { parseXml } from '../../wire/xml'
import type { NoticeWire } from '../notice-wire'
import { NOTIFY_LADDER_MS } from '../notify-ladder'
import { notifyMessage } from './notify-message'

/** WeChat Pay v2 tells by XML, until it is answered with XML that says SUCCESS. */
export const wechatV2Notices: NoticeWire = {
  message: async (trade, notice, ports) => ({ body: await notifyMessage(trade, notice, ports), headers: { 'content-type': 'text/xml; charset=utf-8' } }),
  isAcknowledged: ({ status, body }) => status === 200 && saysSuccess(body),
  ladderMs: NOTIFY_LADDER_MS,
}

/** Whether a merchant's answer is XML with a `return_code` of SUCCESS. */
export function saysSuccess(answer: Received['body']): boolean {
  try {
    return parseXml(decodeUtf8(answer) ?? '')['return_code'] === 'SUCCESS'
  } catch {
    return false
  }
}
