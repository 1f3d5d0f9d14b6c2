import { createHash } from 'node:crypto'
import { decodeUtf8 } from '../../http/body'
import { writeAlipayForm } from '../../wire/alipay-form'
import { notifyText, signAlipay } from '../../wire/alipay-sign'
import { formatAlipayTime } from '../../wire/alipay-time'
import { formatBeijing } from '../../wire/beijing-time'
import { yuanFromFen } from '../../wire/yuan'
import type { MessagePorts, NoticeWire } from '../notice-wire'
import type { Notice, Payment, Trade } from '../trade'
import { namesOf, paidAmounts } from './payment-fields'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }

type Fields = Readonly<Record<string, string | undefined>>

/** How Alipay tells: a signed form, until the answer is the word `success` and nothing else; eight sends in 25 hours. */
export const alipayNotices: NoticeWire = {
  async message(trade, notice, ports) {
    const { payment } = trade
    if (!payment) throw new Error(`a trade has nothing to tell: ${notice.id}`)
    const fields = { ...commonFields(trade, payment, notice, ports), ...eventFields(trade, notice, ports) }
    return { body: writeAlipayForm({ ...fields, sign_type: 'RSA2', sign: signAlipay(notifyText(fields), await keyFor(trade, ports)) }), headers: FORM }
  },
  isAcknowledged: ({ status, body }) => status === 200 && decodeUtf8(body) === 'success',
  ladderMs: [4 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR],
}

function commonFields(trade: Trade, payment: Payment, notice: Notice, { clock }: MessagePorts): Fields {
  return {
    notify_time: formatAlipayTime(clock.now()),
    notify_type: 'trade_status_sync',
    notify_id: notifyIdOf(trade, payment, notice),
    app_id: trade.appid,
    auth_app_id: trade.appid,
    charset: 'utf-8',
    version: '1.0',
    ...namesOf(trade),
    buyer_id: payment.openid,
    seller_id: trade.mch_id,
    subject: trade.body,
    body: trade.extras['body'] || undefined,
    passback_params: trade.attach || undefined,
    gmt_create: formatAlipayTime(trade.seen_at ?? trade.created_at),
    gmt_payment: formatAlipayTime(payment.paid_at),
  }
}

/** The same for every try of a notice, so that a merchant can know a repeat. */
function notifyIdOf({ id }: Trade, { paid_at }: Payment, notice: Notice): string {
  const digits = BigInt(`0x${createHash('sha256').update(`${id} ${notice.id}`).digest('hex')}`).toString().slice(0, 15)
  const time = formatBeijing(paid_at)
  return `${time.slice(0, 8)}00222${time.slice(8)}${digits}`
}

function eventFields(trade: Trade, { id }: Notice, { scenarios }: MessagePorts): Fields {
  const lessFen = scenarios.strike('tampered-amount', trade.out_trade_no) ? 1 : 0
  const index = trade.refunds.findIndex(({ refund_id }) => refund_id === id)
  return index === -1 ? paidFields({ ...trade, total_fee: trade.total_fee - lessFen }) : refundFields(trade, index, lessFen)
}

function paidFields(trade: Trade): Fields {
  const amount = yuanFromFen(trade.total_fee)
  return { trade_status: 'TRADE_SUCCESS', total_amount: amount, ...paidAmounts(trade), fund_bill_list: JSON.stringify([{ amount, fundChannel: 'ALIPAYACCOUNT' }]) }
}

/** `refund_fee` is all that has gone back with this refund and those before it. */
function refundFields(trade: Trade, index: number, lessFen: number): Fields {
  const told = trade.refunds.slice(0, index + 1)
  const returned = told.reduce((sum, { refund_fee }) => sum + refund_fee, 0)
  const last = told.at(-1)
  return {
    trade_status: returned < trade.total_fee ? 'TRADE_SUCCESS' : 'TRADE_CLOSED',
    total_amount: yuanFromFen(trade.total_fee),
    refund_fee: yuanFromFen(returned - lessFen),
    out_biz_no: last?.out_refund_no,
    gmt_refund: last && `${formatAlipayTime(last.success_at)}.000`,
  }
}

async function keyFor(trade: Trade, { scenarios, credentials }: MessagePorts): Promise<string> {
  const { alipay_private_key, merchant_private_key } = await credentials.alipay()
  // Another key is one that is not Alipay's.
  return scenarios.strike('bad-signature', trade.out_trade_no) ? merchant_private_key : alipay_private_key
}
