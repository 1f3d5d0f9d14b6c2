import { transition, wasPaid } from '../trade-state'
import type { Trade } from '../trade'
import { tradeNow, type Wallets } from '../wallets'
import type { Operation } from './envelope'
import { BusinessError } from './failure'

/** `POST /pay/closeorder`. */
export const closeorder: Operation = {
  required: ['out_trade_no'],
  async run({ fields }, wallets) {
    const updated = await wallets.trades.update(fields['out_trade_no'] ?? '', (trade) => close(trade, wallets))
    if (!updated) throw new BusinessError('ORDERNOTEXIST')
    refuseUnlessClosed(tradeNow(updated.before, wallets), updated.after)
    return {}
  },
}

function close(trade: Trade, wallets: Wallets): Trade {
  const current = tradeNow(trade, wallets)
  return current.state === 'NOTPAY' && wallets.clock.now() - trade.created_at < wallets.closeAfterMs ? trade : transition(current, { type: 'close' })
}

function refuseUnlessClosed(before: Trade, after: Trade): void {
  if (wasPaid(after)) throw new BusinessError('ORDERPAID', '订单已支付')
  if (after.state === 'NOTPAY') throw new BusinessError('TRADE_STATE_ERROR', '订单生成后不能马上调用关单接口，请稍后再试')
  if (before.state === 'CLOSED') throw new BusinessError('ORDERCLOSED', '订单已关闭，无法重复关闭')
}
