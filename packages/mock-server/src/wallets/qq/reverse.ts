import type { Operation } from '../wechat-v2/envelope'
import { BusinessError } from '../wechat-v2/failure'
import { findTrade } from '../wechat-v2/find-trade'
import { reversedNow } from '../wechat-v2/reverse'
import { checkOperator } from './operator'
import { checkNumbers } from './order-params'

/** How long after the payment code was used its trade can't be reversed yet. */
export const REVERSE_AFTER_MS = 5 * 60_000

/** `qpay_reverse.cgi`, for the trades of payment codes alone. In production it needs the merchant's TLS certificate. */
export const reverse: Operation = {
  required: ['out_trade_no', 'op_user_id', 'op_user_passwd'],
  async run({ fields }, wallets) {
    checkNumbers(fields)
    await checkOperator(fields, wallets)
    const found = await findTrade({ out_trade_no: fields['out_trade_no'] ?? '' }, wallets, 'qq')
    if (!found) throw new BusinessError('ORDERNOTEXIST', undefined, { recall: 'N' })
    await wallets.trades.update(found.id, (trade) => reversedNow(trade, { clock: wallets.clock, afterMs: REVERSE_AFTER_MS }))
    return { recall: 'N' }
  },
}
