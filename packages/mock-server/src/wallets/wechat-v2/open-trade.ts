import { DuplicateError } from '../../store/store'
import type { Fields } from '../../wire/xml'
import { tradeIdOf, type ProviderName, type Trade } from '../trade'
import { tradeNow, type Wallets } from '../wallets'
import { BusinessError } from './failure'
import { fingerprintOf } from './order-params'

/** A checked order, of WeChat Pay v2 or of a protocol with its words. */
export interface AskedOrder {
  readonly provider: ProviderName
  readonly fields: Fields
  /** Makes its trade, where there is none yet. */
  readonly make: () => Trade
}

/** Makes the trade of an order, or finds the same one still open. @throws {BusinessError} its number is another's, or it is over */
export async function openTrade(asked: AskedOrder, wallets: Pick<Wallets, 'trades' | 'clock'>): Promise<Trade> {
  const known = await wallets.trades.get(tradeIdOf(asked.provider, asked.fields['out_trade_no'] ?? ''))
  if (known) return sameTrade(tradeNow(known, wallets), asked.fields)
  const made = asked.make()
  try {
    await wallets.trades.insert(made)
    return made
  } catch (error) {
    // Another request with this number came first.
    if (error instanceof DuplicateError) return openTrade(asked, wallets)
    throw error
  }
}

function sameTrade(trade: Trade, fields: Fields): Trade {
  if (trade.state === 'SUCCESS' || trade.state === 'REFUND') throw new BusinessError('ORDERPAID', '商户订单已支付')
  if (trade.trade_type === 'MICROPAY') throw new BusinessError('OUT_TRADE_NO_USED')
  if (trade.state === 'CLOSED') throw new BusinessError('ORDERCLOSED')
  if (trade.fingerprint !== fingerprintOf(fields)) throw new BusinessError('INVALID_REQUEST', '201 商户订单号重复')
  return trade
}
