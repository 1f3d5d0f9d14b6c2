import { tradeIdOf, type Trade } from '../trade'
import type { Wallets } from '../wallets'
import { BusinessError } from '../wechat-v2/failure'
import { REVERSE_AFTER_MS, reversedNow } from '../wechat-v2/reverse'
import { checkAccount } from './account'
import type { Operation } from './endpoint'
import { V3Error } from './failure'

/** `POST /v3/pay/transactions/out-trade-no/{out_trade_no}/reverse`, for payment codes alone: unpaid it can't be paid any more, paid it is given back. */
export const reverse: Operation = async ({ path, body }, wallets) => {
  await checkAccount(body, wallets)
  const reversed = await wallets.trades.update(tradeIdOf('wechat', path.text('out_trade_no', 32)), (trade) => reversedTrade(trade, wallets))
  if (!reversed) throw new V3Error('ORDER_NOT_EXIST')
  const { appid, mch_id: mchid, out_trade_no } = reversed.after
  return { appid, mchid, out_trade_no }
}

function reversedTrade(trade: Trade, { clock }: Wallets): Trade {
  try {
    return reversedNow(trade, { clock, afterMs: REVERSE_AFTER_MS })
  } catch (error) {
    // USERPAYING would be a 202, which whoever reverses takes for done.
    if (error instanceof BusinessError && error.code === 'USERPAYING') throw new V3Error('INVALID_REQUEST', '用户支付中，支付后15秒内不能撤销，请稍后再试')
    throw error
  }
}
