import { tradeIdOf } from '../trade'
import { closedNow } from '../wechat-v2/closeorder'
import { checkMchid } from './account'
import type { Operation } from './endpoint'
import { V3Error } from './failure'

/** `POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close`: 204. */
export const close: Operation = async ({ path, body }, wallets) => {
  await checkMchid(body, wallets)
  const closed = await wallets.trades.update(tradeIdOf('wechat', path.text('out_trade_no', 32)), (trade) => closedNow(trade, wallets))
  if (!closed) throw new V3Error('ORDER_NOT_EXIST')
  return undefined
}
