import { alipayNotices } from './alipay/notices'
import type { NoticeWire } from './notice-wire'
import { qqNotices } from './qq/notices'
import type { Notice, Trade, WireName } from './trade'
import { wechatV2Notices } from './wechat-v2/notices'
import { wechatV3Notices } from './wechat-v3/notices'

/** A row for each wire that tells merchants. PayPal's has none: a merchant asks. */
const NOTICE_WIRES: Readonly<Partial<Record<WireName, NoticeWire>>> = {
  'wechat-v2': wechatV2Notices,
  'wechat-v3': wechatV3Notices,
  'alipay': alipayNotices,
  'qq': qqNotices,
}

/** How the merchant of a trade is told what a notice tells. */
export function noticeWireOf(trade: Trade, { id }: Notice): NoticeWire {
  const wire = trade.refunds.find(({ refund_id }) => refund_id === id)?.wire ?? trade.wire
  const found = NOTICE_WIRES[wire]
  if (!found) throw new Error(`a wire tells nobody: ${wire}`)
  return found
}
