import { createHash } from 'node:crypto'
import { BASE62, randomText } from '../../ports/random-text'
import { sealResource } from '../../wire/v3-resource'
import { stampOf } from '../../wire/v3-stamp'
import { formatRfc3339 } from '../../wire/v3-time'
import type { MessagePorts, NoticeMessage, NoticeWire } from '../notice-wire'
import { NOTIFY_LADDER_MS } from '../notify-ladder'
import type { Notice, Payment, Refund, Trade } from '../trade'
import { RECEIVER } from '../wechat-v2/refund-fields'
import { transactionOf } from './transaction'

/** WeChat Pay v3 tells by JSON that is signed and sealed, until it is answered with 200 or 204, whatever the answer says. */
export const wechatV3Notices: NoticeWire = {
  message,
  isAcknowledged: ({ status }) => status === 200 || status === 204,
  ladderMs: NOTIFY_LADDER_MS,
}

/** What one notify tells. */
interface Told {
  readonly event_type: string
  readonly summary: string
  readonly original_type: 'transaction' | 'refund'
  readonly at: number
  readonly content: object
}

async function message(trade: Trade, notice: Notice, ports: MessagePorts): Promise<NoticeMessage> {
  const { clock, random, scenarios, credentials } = ports
  const lessFen = scenarios.strike('tampered-amount', trade.out_trade_no) ? 1 : 0
  const [{ api_v3_key }, keys] = await Promise.all([credentials.wechat(), credentials.wechatKeys()])
  const body = JSON.stringify(envelope(told(trade, notice, lessFen), { trade, notice, api_v3_key, random }))
  // Signed with a key that is good for nothing here, it is anybody's.
  const privateKey = scenarios.strike('bad-signature', trade.out_trade_no) ? keys.merchant_private_key : keys.platform_private_key
  const stamp = stampOf(body, { serial: keys.platform_serial, privateKey, random, now: clock.now() })
  return { body, headers: { 'content-type': 'application/json; charset=utf-8', ...stamp } }
}

type Sealing = { readonly trade: Trade, readonly notice: Notice, readonly api_v3_key: string, readonly random: MessagePorts['random'] }

function envelope({ event_type, summary, original_type, at, content }: Told, { trade, notice, api_v3_key, random }: Sealing): object {
  const sealed = sealResource(JSON.stringify(content), api_v3_key, { nonce: randomText(random, BASE62, 12), associated_data: original_type })
  return {
    id: idOf(trade, notice),
    create_time: formatRfc3339(at),
    resource_type: 'encrypt-resource',
    event_type,
    summary,
    resource: { original_type, algorithm: 'AEAD_AES_256_GCM', ...sealed },
  }
}

/** A notify keeps its id however often it is tried. */
function idOf({ id }: Trade, notice: Notice): string {
  const hex = createHash('sha256').update(`${id} ${notice.id}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

function told(trade: Trade, { id }: Notice, lessFen: number): Told {
  const { payment } = trade
  if (!payment) throw new Error(`a trade has nothing to tell: ${id}`)
  const refund = trade.refunds.find(({ refund_id }) => refund_id === id)
  if (refund) return { event_type: 'REFUND.SUCCESS', summary: '退款成功', original_type: 'refund', at: refund.success_at, content: refundContent(trade, payment, { ...refund, refund_fee: refund.refund_fee - lessFen }) }
  // Whatever has become of the trade meanwhile, this tells of its payment.
  const content = transactionOf({ ...trade, state: 'SUCCESS', total_fee: trade.total_fee - lessFen })
  return { event_type: 'TRANSACTION.SUCCESS', summary: '支付成功', original_type: 'transaction', at: payment.paid_at, content }
}

function refundContent({ mch_id: mchid, out_trade_no, total_fee: total }: Trade, { transaction_id }: Payment, { out_refund_no, refund_id, refund_fee: refund, success_at }: Refund): object {
  return {
    mchid,
    out_trade_no,
    transaction_id,
    out_refund_no,
    refund_id,
    refund_status: 'SUCCESS',
    success_time: formatRfc3339(success_at),
    user_received_account: RECEIVER,
    amount: { total, refund, payer_total: total, payer_refund: refund },
  }
}
