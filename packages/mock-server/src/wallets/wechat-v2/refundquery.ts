import type { Fields } from '../../wire/xml'
import type { Refund, Trade } from '../trade'
import type { Wallets } from '../wallets'
import type { Operation } from './envelope'
import { BusinessError } from './failure'
import { findTrade } from './find-trade'
import { checkNumbers } from './order-params'
import { numberedFields, refundedTradeFields } from './refund-fields'

/** How many refunds one answer tells of; `offset` leads to the next. */
const REFUNDS_PER_ANSWER = 10

/** `POST /pay/refundquery`, by `refund_id`, or else `out_refund_no`, `transaction_id`, `out_trade_no`. */
export const refundquery: Operation = {
  required: [],
  async run({ fields }, wallets) {
    const offset = offsetOf(fields)
    const { trade, refunds } = await findRefunds(fields, wallets)
    const told = refunds.slice(offset, offset + REFUNDS_PER_ANSWER)
    if (!trade.payment || told.length === 0) throw new BusinessError('REFUNDNOTEXIST')
    const numbered = told.map((refund, index) => numberedFields(refund, index, wallets.clock.now()))
    const counts = { total_refund_count: String(trade.refunds.length), refund_count: String(told.length) }
    return Object.assign({ ...refundedTradeFields(trade, trade.payment), ...counts }, ...numbered)
  },
}

interface Found { readonly trade: Trade, readonly refunds: readonly Refund[] }

async function findRefunds(fields: Fields, wallets: Wallets): Promise<Found> {
  const { refund_id, out_refund_no, transaction_id } = fields
  if (refund_id) return findByNumber((refund) => refund.refund_id === refund_id, wallets)
  if (out_refund_no) return findByNumber((refund) => refund.out_refund_no === out_refund_no, wallets)
  checkNumbers(fields)
  const trade = await findTrade(fields, wallets)
  if (!trade) throw new BusinessError(transaction_id ? 'INVALID_TRANSACTIONID' : 'REFUNDNOTEXIST')
  return { trade, refunds: trade.refunds }
}

async function findByNumber(isAsked: (refund: Refund) => boolean, { trades }: Wallets): Promise<Found> {
  const trade = (await trades.list({ provider: 'wechat' })).find(({ refunds }) => refunds.some(isAsked))
  if (!trade) throw new BusinessError('REFUNDNOTEXIST')
  return { trade, refunds: trade.refunds.filter(isAsked) }
}

function offsetOf({ offset = '' }: Fields): number {
  if (!/^\d{0,6}$/.test(offset)) throw new BusinessError('PARAM_ERROR', 'offset参数错误')
  return Number(offset)
}
