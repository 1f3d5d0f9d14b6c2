import { formatAlipayTime } from '../../wire/alipay-time'
import { yuanFromFen } from '../../wire/yuan'
import { refundedFen, type Refund, type Trade } from '../trade'
import { transition } from '../trade-state'
import type { Wallets } from '../wallets'
import { fenIn, invalid, numberIn, textIn } from './biz-content'
import { AlipayFailure } from './failure'
import { findTrade } from './find-trade'
import type { AlipayAnswer, AlipayOperation } from './operation'
import { buyerFields, namesOf } from './payment-fields'
import { tradeStatusOf } from './trade-status'

/** `alipay.trade.refund`: gives money back at once. The same `out_request_no` again is the same refund, and moves nothing. */
export const refund: AlipayOperation = async ({ biz }, wallets) => wallets.refunds(async () => {
  const trade = await findTrade(biz, wallets)
  const fen = fenIn(biz, 'refund_amount')
  textIn(biz, 'refund_reason', 256)
  const out_refund_no = requestNumber(biz, trade, fen)
  const known = trade.refunds.find((one) => one.out_refund_no === out_refund_no)
  if (known && known.refund_fee !== fen) throw new AlipayFailure('ACQ.DISCORDANT_REPEAT_REQUEST')
  if (known) return fieldsOf(trade, known, 'N')
  checkRefundable(trade, fen, wallets)
  const made = newRefund(trade, { out_refund_no, fen }, wallets.clock.now())
  const after = (await wallets.trades.update(trade.id, (current) => transition(current, { type: 'refund', refund: made })))?.after
  // A cancel may have come first.
  if (!after?.refunds.some((one) => one.out_refund_no === out_refund_no)) throw new AlipayFailure('ACQ.TRADE_STATUS_ERROR')
  void wallets.notifier.wake(after)
  return fieldsOf(after, made, 'Y')
})

/** Without a number a refund is of the whole trade. */
function requestNumber(biz: Readonly<Record<string, unknown>>, trade: Trade, fen: number): string {
  if (textIn(biz, 'out_request_no', 64) !== '') return numberIn(biz, 'out_request_no')
  if (fen < trade.total_fee) throw invalid('out_request_no')
  return trade.out_trade_no
}

function checkRefundable(trade: Trade, fen: number, { clock }: Wallets): void {
  if (!trade.payment || trade.state === 'REVOKED') throw new AlipayFailure('ACQ.TRADE_STATUS_ERROR')
  if (tradeStatusOf(trade, clock.now()) === 'TRADE_FINISHED') throw new AlipayFailure('ACQ.TRADE_HAS_FINISHED')
  if (fen > trade.total_fee - refundedFen(trade)) throw new AlipayFailure('ACQ.REASON_TRADE_REFUND_FEE_ERR')
}

function newRefund(trade: Trade, { out_refund_no, fen }: { readonly out_refund_no: string, readonly fen: number }, now: number): Refund {
  return { out_refund_no, refund_id: out_refund_no, refund_fee: fen, account: '', notify_url: trade.notify_url, created_at: now, success_at: now }
}

/** `refund_fee` is all that has gone back of the trade. */
function fieldsOf(trade: Trade, { refund_fee, success_at }: Refund, fund_change: 'Y' | 'N'): AlipayAnswer {
  return {
    ...namesOf(trade),
    ...buyerFields(trade),
    fund_change,
    refund_fee: yuanFromFen(refundedFen(trade)),
    gmt_refund_pay: formatAlipayTime(success_at),
    refund_detail_item_list: [{ fund_channel: 'ALIPAYACCOUNT', amount: yuanFromFen(refund_fee) }],
  }
}
