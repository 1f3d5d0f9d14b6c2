import { BASE62, nonce, randomText } from '../../ports/random-text'
import { signV2 } from '../../wire/v2-sign'
import { buildXml } from '../../wire/xml'
import type { MessagePorts } from '../notice-wire'
import type { Notice, Payment, Trade } from '../trade'
import type { Answer } from './envelope'
import { paymentFields } from './payment-fields'
import { refundMessage } from './refund-message'

/** The body of a notify: of the payment, or of the refund that the notice names. */
export async function notifyMessage(trade: Trade, { id }: Notice, ports: MessagePorts): Promise<string> {
  const { payment } = trade
  if (!payment) throw new Error(`a trade has nothing to tell: ${id}`)
  const key = await keyFor(trade, ports)
  const lessFen = ports.scenarios.strike('tampered-amount', trade.out_trade_no) ? 1 : 0
  const refund = trade.refunds.find(({ refund_id }) => refund_id === id)
  if (!refund) return paymentMessage({ ...trade, total_fee: trade.total_fee - lessFen }, payment, { key, random: ports.random })
  return refundMessage({ trade, payment, refund: { ...refund, refund_fee: refund.refund_fee - lessFen }, key, random: ports.random })
}

/** The fields of a query of the paid order but its `trade_state`, signed like the order. */
function paymentMessage(trade: Trade, payment: Payment, { key, random }: { readonly key: string, readonly random: MessagePorts['random'] }): string {
  const signType = trade.sign_type ?? 'MD5'
  const fields: Answer = {
    return_code: 'SUCCESS',
    result_code: 'SUCCESS',
    appid: trade.appid,
    mch_id: trade.mch_id,
    device_info: trade.device_info,
    nonce_str: nonce(random),
    sign_type: signType === 'MD5' ? undefined : signType,
    ...paymentFields(trade, payment),
  }
  return buildXml({ ...fields, sign: signV2(fields, key, signType) })
}

async function keyFor(trade: Trade, { scenarios, random, credentials }: MessagePorts): Promise<string> {
  return scenarios.strike('bad-signature', trade.out_trade_no) ? randomText(random, BASE62, 32) : (await credentials.wechat()).key
}
