import { nonce } from '../../ports/random-text'
import type { Random } from '../../ports/random'
import { formatBeijingText } from '../../wire/beijing-time'
import { sealReqInfo } from '../../wire/req-info'
import { buildXml } from '../../wire/xml'
import type { Payment, Refund, Trade } from '../trade'
import { RECEIVER } from './refund-fields'

/** What a refund's notify is made with. */
export interface RefundMessage {
  readonly trade: Trade
  readonly payment: Payment
  readonly refund: Refund
  /** Seals the message; without it nobody can read it, which is all that vouches for it. */
  readonly key: string
  readonly random: Random
}

/** The body of a notify that a refund's money has arrived. It is not signed: what it tells is encrypted. */
export function refundMessage({ trade, payment, refund, key, random }: RefundMessage): string {
  const info = {
    out_refund_no: refund.out_refund_no,
    out_trade_no: trade.out_trade_no,
    refund_account: refund.account,
    refund_fee: String(refund.refund_fee),
    refund_id: refund.refund_id,
    refund_recv_accout: RECEIVER,
    refund_request_source: 'API',
    refund_status: 'SUCCESS',
    settlement_refund_fee: String(refund.refund_fee),
    settlement_total_fee: String(trade.total_fee),
    success_time: formatBeijingText(refund.success_at),
    total_fee: String(trade.total_fee),
    transaction_id: payment.transaction_id,
  }
  return buildXml({ return_code: 'SUCCESS', appid: trade.appid, mch_id: trade.mch_id, nonce_str: nonce(random), req_info: sealReqInfo(buildXml(info, 'root'), key) })
}
