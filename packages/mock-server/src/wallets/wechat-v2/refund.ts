import type { Random } from '../../ports/random'
import { DECIMAL, randomText } from '../../ports/random-text'
import { formatBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import { REFUND_TAKES_MS, refundedFen, type Refund, type Trade } from '../trade'
import { transition } from '../trade-state'
import type { Wallets } from '../wallets'
import type { Operation } from './envelope'
import { BusinessError } from './failure'
import { findTrade } from './find-trade'
import { refundAnswer } from './refund-fields'
import { checkRefundParams } from './refund-params'

/** How long after its payment a trade can be refunded. */
const REFUND_UNTIL_MS = 365 * 24 * 3_600_000

/**
 * `POST /secapi/pay/refund`: gives all or a part of a paid trade back, never more than was paid. SUCCESS means that the refund was
 * taken on; asking again with the same number is the same refund. In production it needs the merchant's TLS certificate.
 */
export const refund: Operation = {
  required: ['out_refund_no', 'total_fee', 'refund_fee'],
  async run({ fields }, wallets) {
    checkRefundParams(fields)
    return wallets.refunds(async () => {
      const trade = await refundTrade(fields, wallets)
      const made = trade.refunds.find(({ out_refund_no }) => out_refund_no === fields['out_refund_no'])
      if (!made || !trade.payment) throw new Error('a refund was not kept')
      return refundAnswer(trade, trade.payment, made)
    })
  },
}

async function refundTrade(fields: Fields, wallets: Wallets): Promise<Trade> {
  const found = await findTrade(fields, wallets)
  if (!found) throw new BusinessError(fields['transaction_id'] ? 'INVALID_TRANSACTIONID' : 'ORDERNOTEXIST')
  return giveBack(found, newRefund(fields, wallets), Number(fields['total_fee']), wallets)
}

/**
 * Takes a refund on, once for its number, and plans its notify.
 * @param totalFee what the merchant holds the trade's amount for
 * @throws {BusinessError} nothing goes back
 */
export async function giveBack(found: Trade, asked: Refund, totalFee: number, wallets: Wallets): Promise<Trade> {
  await checkIsFree(asked.out_refund_no, found, wallets)
  const updated = await wallets.trades.update(found.id, (trade) => refunded(trade, asked, totalFee))
  if (!updated) throw new Error('a trade has gone')
  void wallets.notifier.wake(updated.after)
  return updated.after
}

/** A refund's number is the merchant's own, and names one refund. */
async function checkIsFree(outRefundNo: string, { id, provider }: Trade, { trades }: Wallets): Promise<void> {
  const taken = (await trades.list({ provider })).some((trade) => trade.id !== id && trade.refunds.some(({ out_refund_no }) => out_refund_no === outRefundNo))
  if (taken) throw new BusinessError('ERROR', '商户退款单号重复')
}

function refunded(trade: Trade, asked: Refund, totalFee: number): Trade {
  if (!trade.payment) throw new BusinessError('ORDERNOTEXIST', '订单未支付，不能退款')
  const known = trade.refunds.find(({ out_refund_no }) => out_refund_no === asked.out_refund_no)
  if (totalFee !== trade.total_fee || (known && known.refund_fee !== asked.refund_fee)) throw new BusinessError('REFUND_FEE_MISMATCH')
  if (known) return trade
  checkRefundable(trade, asked, trade.payment.paid_at)
  return transition(trade, { type: 'refund', refund: asked })
}

function checkRefundable(trade: Trade, asked: Refund, paidAt: number): void {
  if (trade.state === 'REVOKED') throw new BusinessError('ERROR', '订单已撤销，款项已退回')
  if (asked.created_at - paidAt > REFUND_UNTIL_MS) throw new BusinessError('TRADE_OVERDUE')
  const left = trade.total_fee - refundedFen(trade)
  if (left === 0) throw new BusinessError('ERROR', '订单已全额退款')
  if (asked.refund_fee > left) throw new BusinessError('ERROR', '累计退款金额大于支付金额')
}

function newRefund(fields: Fields, { clock, random }: Wallets): Refund {
  const now = clock.now()
  return {
    out_refund_no: fields['out_refund_no'] ?? '',
    refund_id: newRefundId(random, now),
    refund_fee: Number(fields['refund_fee']),
    account: fields['refund_account'] || 'REFUND_SOURCE_UNSETTLED_FUNDS',
    notify_url: fields['notify_url'] ?? '',
    created_at: now,
    success_at: now + REFUND_TAKES_MS,
    wire: 'wechat-v2',
  }
}

/** WeChat Pay's own number of a refund that is asked for `now`. */
export function newRefundId(random: Random, now: number): string {
  return `5030${randomText(random, DECIMAL, 6)}${formatBeijing(now).slice(0, 8)}${randomText(random, DECIMAL, 11)}`
}
