import type { Fields } from '../../wire/xml'
import { tradeIdOf, type ProviderName, type Trade } from '../trade'
import type { Wallets } from '../wallets'
import { CommunicationError } from './failure'

/**
 * The trade that a request names by `transaction_id`, or else by `out_trade_no`; the first wins where both are there.
 * @throws {CommunicationError} neither is
 */
export async function findTrade({ transaction_id, out_trade_no }: Fields, { trades }: Pick<Wallets, 'trades'>, provider: ProviderName = 'wechat'): Promise<Trade | undefined> {
  if (transaction_id) return (await trades.list({ provider })).find((trade) => trade.payment?.transaction_id === transaction_id)
  if (out_trade_no) return trades.get(tradeIdOf(provider, out_trade_no))
  throw new CommunicationError('LACK_PARAMS', 'out_trade_no')
}
