import type { Trade } from '../trade'
import { lookAt, type Wallets } from '../wallets'
import { findTrade } from '../wechat-v2/find-trade'
import { checkMchid } from './account'
import type { Operation } from './endpoint'
import { V3Error } from './failure'
import { transactionOf } from './transaction'

/** `GET /v3/pay/transactions/id/{transaction_id}`. */
export const queryById: Operation = async ({ path, query }, wallets) => {
  await checkMchid(query, wallets)
  const transaction_id = path.text('transaction_id', 128)
  if (!/^\d{1,32}$/.test(transaction_id)) throw new V3Error('INVALID_TRANSACTIONID')
  return told(await findTrade({ transaction_id }, wallets), wallets)
}

/** `GET /v3/pay/transactions/out-trade-no/{out_trade_no}`. */
export const queryByNumber: Operation = async ({ path, query }, wallets) => {
  await checkMchid(query, wallets)
  return told(await findTrade({ out_trade_no: path.text('out_trade_no', 32) }, wallets), wallets)
}

async function told(found: Trade | undefined, wallets: Wallets): Promise<object> {
  if (!found) throw new V3Error('ORDER_NOT_EXIST')
  const { appid, mch_id: mchid, out_trade_no, total_fee: total } = found
  if (wallets.scenarios.strike('unknown-trade-state', out_trade_no)) return { appid, mchid, out_trade_no, trade_state: 'UNHEARD_OF', trade_state_desc: '订单处理中', amount: { total, currency: 'CNY' } }
  return transactionOf(await lookAt(found, wallets))
}
