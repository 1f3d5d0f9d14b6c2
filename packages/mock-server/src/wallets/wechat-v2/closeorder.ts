import { tradeAt, transition } from '../trade-state'
import type { Trade } from '../trade'
import type { Wallets } from '../wallets'
import type { Operation } from './envelope'
import { BusinessError } from './failure'

/** `POST /pay/closeorder`. */
export const closeorder: Operation = {
  required: ['out_trade_no'],
  async run({ fields }, wallets) {
    const now = wallets.clock.now()
    const updated = await wallets.trades.update(fields['out_trade_no'] ?? '', (trade) => close(trade, now, wallets))
    if (!updated) throw new BusinessError('ORDERNOTEXIST')
    refuseUnlessClosed(updated.before, updated.after, now)
    return {}
  },
}

function close(trade: Trade, now: number, { closeAfterMs }: Wallets): Trade {
  const current = tradeAt(trade, now)
  return current.state === 'NOTPAY' && now - trade.created_at < closeAfterMs ? trade : transition(current, { type: 'close' })
}

function refuseUnlessClosed(before: Trade, after: Trade, now: number): void {
  if (after.state === 'SUCCESS') throw new BusinessError('ORDERPAID', '订单已支付')
  if (after.state === 'NOTPAY') throw new BusinessError('TRADE_STATE_ERROR', '订单生成后不能马上调用关单接口，请稍后再试')
  if (tradeAt(before, now).state === 'CLOSED') throw new BusinessError('ORDERCLOSED', '订单已关闭，无法重复关闭')
}
