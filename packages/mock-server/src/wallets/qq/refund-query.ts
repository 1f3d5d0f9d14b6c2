import type { Fields } from '../../wire/xml'
import type { Refund, Trade } from '../trade'
import type { Wallets } from '../wallets'
import type { Answer, Operation } from '../wechat-v2/envelope'
import { BusinessError } from '../wechat-v2/failure'
import { findTrade } from '../wechat-v2/find-trade'
import { checkNumbers } from './order-params'

/** `qpay_refund_query.cgi`, by `refund_id`, or else `out_refund_no`, `transaction_id`, `out_trade_no`. */
export const refundQuery: Operation = {
  required: [],
  async run({ fields }, wallets) {
    const { trade, refunds } = await findRefunds(fields, wallets)
    if (!trade.payment || refunds.length === 0) throw new BusinessError('REFUNDNOTEXIST')
    const fee = String(trade.total_fee)
    const common = { transaction_id: trade.payment.transaction_id, out_trade_no: trade.out_trade_no, total_fee: fee, fee_type: 'CNY', cash_fee: fee, refund_count: String(refunds.length) }
    return Object.assign(common, ...refunds.map((refund, index) => numberedFields(refund, index, wallets.clock.now())))
  },
}

async function findRefunds(fields: Fields, wallets: Wallets): Promise<{ readonly trade: Trade, readonly refunds: readonly Refund[] }> {
  const { refund_id, out_refund_no } = fields
  checkNumbers(fields)
  const isAsked = (refund: Refund): boolean => (refund_id ? refund.refund_id === refund_id : !out_refund_no || refund.out_refund_no === out_refund_no)
  const trade = refund_id || out_refund_no ? (await wallets.trades.list({ provider: 'qq' })).find(({ refunds }) => refunds.some(isAsked)) : await findTrade(fields, wallets, 'qq')
  if (!trade) throw new BusinessError('REFUNDNOTEXIST')
  return { trade, refunds: trade.refunds.filter(isAsked) }
}

function numberedFields(refund: Refund, index: number, now: number): Answer {
  const fee = String(refund.refund_fee)
  const fields = {
    out_refund_no: refund.out_refund_no,
    refund_id: refund.refund_id,
    refund_channel: 'ORIGINAL',
    refund_fee: fee,
    coupon_refund_fee: '0',
    cash_refund_fee: fee,
    refund_status: refund.success_at <= now ? 'SUCCESS' : 'PROCESSING',
    // Sic: the protocol's own spelling.
    refund_recv_accout: 'QQ钱包余额',
  }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}_${index}`, value]))
}
