import { alipayNotices } from './alipay/notices'
import type { NoticeWire } from './notice-wire'
import { qqNotices } from './qq/notices'
import type { Trade, WireName } from './trade'
import { wechatV2Notices } from './wechat-v2/notices'

/** A row for each wire that tells merchants. PayPal's has none: a merchant asks. */
const NOTICE_WIRES: Readonly<Partial<Record<WireName, NoticeWire>>> = {
  'wechat-v2': wechatV2Notices,
  'alipay': alipayNotices,
  'qq': qqNotices,
}

/** How the merchant of a trade is told. */
export function noticeWireOf({ wire }: Trade): NoticeWire {
  const found = NOTICE_WIRES[wire]
  if (!found) throw new Error(`a wire tells nobody: ${wire}`)
  return found
}
