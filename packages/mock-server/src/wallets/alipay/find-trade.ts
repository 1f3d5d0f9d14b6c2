import { tradeIdOf, type Trade } from '../trade'
import type { Wallets } from '../wallets'
import { invalid, textIn } from './biz-content'
import { AlipayFailure } from './failure'
import type { AlipayRequest } from './request'

/**
 * The trade that a request names, by `trade_no` or else by `out_trade_no`. One that no payer has opened yet does not exist.
 * @throws {AlipayFailure} it names none, or one that does not exist
 */
export async function findTrade(biz: AlipayRequest['biz'], wallets: Wallets): Promise<Trade> {
  const trade = await findBornTrade(biz, wallets)
  if (!trade) throw new AlipayFailure('ACQ.TRADE_NOT_EXIST')
  return trade
}

/** The same, or nothing where it does not exist. @throws {AlipayFailure} the request names none */
export async function findBornTrade(biz: AlipayRequest['biz'], { trades }: Wallets): Promise<Trade | undefined> {
  const tradeNo = textIn(biz, 'trade_no', 64)
  const outTradeNo = textIn(biz, 'out_trade_no', 64)
  if (tradeNo === '' && outTradeNo === '') throw invalid('out_trade_no')
  const found = tradeNo === '' ? await trades.get(tradeIdOf('alipay', outTradeNo)) : (await trades.list({ provider: 'alipay' })).find(({ extras }) => extras['trade_no'] === tradeNo)
  return found && found.seen_at !== null ? found : undefined
}
