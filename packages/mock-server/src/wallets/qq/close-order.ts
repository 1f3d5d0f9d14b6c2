import { tradeIdOf } from '../trade'
import type { Operation } from '../wechat-v2/envelope'
import { closedNow } from '../wechat-v2/closeorder'
import { BusinessError } from '../wechat-v2/failure'
import { checkNumbers } from './order-params'

/** `qpay_close_order.cgi`. */
export const closeOrder: Operation = {
  required: ['out_trade_no'],
  async run({ fields }, wallets) {
    checkNumbers(fields)
    const closed = await wallets.trades.update(tradeIdOf('qq', fields['out_trade_no'] ?? ''), (trade) => closedNow(trade, wallets))
    if (!closed) throw new BusinessError('ORDERNOTEXIST')
    return {}
  },
}
