import { transition, type TradeState } from '../trade-state'
import { tradeIdOf, type Trade } from '../trade'
import { tradeNow, type Wallets } from '../wallets'
import type { Operation } from './envelope'
import { BusinessError, type BusinessCode } from './failure'

/** `POST /pay/closeorder`. */
export const closeorder: Operation = {
  required: ['out_trade_no'],
  async run({ fields }, wallets) {
    const closed = await wallets.trades.update(tradeIdOf('wechat', fields['out_trade_no'] ?? ''), (trade) => closedNow(trade, wallets))
    if (!closed) throw new BusinessError('ORDERNOTEXIST')
    return {}
  },
}

/** Why a trade of this state is not closed; nothing for one that is open. */
const REFUSALS: Readonly<Record<TradeState, readonly [BusinessCode, string] | undefined>> = {
  NOTPAY: undefined,
  // A payment code's trade is reversed, not closed, while its payer may be typing the password.
  USERPAYING: ['TRADE_STATE_ERROR', '用户支付中，请撤销订单'],
  SUCCESS: ['ORDERPAID', '订单已支付'],
  REFUND: ['ORDERPAID', '订单已支付'],
  CLOSED: ['ORDERCLOSED', '订单已关闭，无法重复关闭'],
  REVOKED: ['TRADE_STATE_ERROR', '订单已撤销'],
  PAYERROR: ['TRADE_STATE_ERROR', '支付失败，请撤销订单'],
}

/** The trade, closed at this moment. @throws {BusinessError} it is not open, or too young */
export function closedNow(current: Trade, { clock, closeAfterMs }: Pick<Wallets, 'clock' | 'closeAfterMs'>): Trade {
  const trade = tradeNow(current, { clock })
  const refusal = REFUSALS[trade.state]
  if (refusal) throw new BusinessError(...refusal)
  if (clock.now() - trade.created_at < closeAfterMs) throw new BusinessError('TRADE_STATE_ERROR', '订单生成后不能马上调用关单接口，请稍后再试')
  return transition(trade, { type: 'close' })
}
