import { formatAlipayTime } from '../../wire/alipay-time'
import { yuanFromFen } from '../../wire/yuan'
import { numberIn } from './biz-content'
import { findTrade } from './find-trade'
import type { AlipayOperation } from './operation'
import { namesOf } from './payment-fields'

/** `alipay.trade.fastpay.refund.query`. Of a refund that nobody has asked for it answers 10000 too, and tells nothing. */
export const refundQuery: AlipayOperation = async ({ biz }, wallets) => {
  const out_request_no = numberIn(biz, 'out_request_no')
  const trade = await findTrade(biz, wallets)
  const found = trade.refunds.find(({ out_refund_no }) => out_refund_no === out_request_no)
  if (!found) return {}
  return {
    ...namesOf(trade),
    out_request_no,
    total_amount: yuanFromFen(trade.total_fee),
    refund_amount: yuanFromFen(found.refund_fee),
    refund_status: 'REFUND_SUCCESS',
    gmt_refund_pay: formatAlipayTime(found.success_at),
  }
}
