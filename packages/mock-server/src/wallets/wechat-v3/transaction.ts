import { formatRfc3339 } from '../../wire/v3-time'
import type { Trade } from '../trade'
import { DESCRIPTIONS } from '../wechat-v2/orderquery'

/** An order as every answer and notify tells of it. What nobody has paid has no payer and no number of WeChat Pay's. */
export function transactionOf(trade: Trade): object {
  const { appid, mch_id: mchid, out_trade_no, trade_type, state, attach, total_fee: total, device_info: device_id, payment } = trade
  const isPaid = payment !== null && (state === 'SUCCESS' || state === 'REFUND')
  return {
    appid,
    mchid,
    out_trade_no,
    ...(isPaid && { transaction_id: payment.transaction_id }),
    trade_type,
    trade_state: state,
    trade_state_desc: DESCRIPTIONS[state],
    ...(attach !== '' && { attach }),
    ...(device_id !== '' && { scene_info: { device_id } }),
    ...(isPaid
      ? { bank_type: 'OTHERS', success_time: formatRfc3339(payment.paid_at), payer: { openid: payment.openid }, amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' }, promotion_detail: [] }
      : { amount: { total, currency: 'CNY' } }),
  }
}
