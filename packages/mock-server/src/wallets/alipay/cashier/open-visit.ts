import { BASE62, randomText } from '../../../ports/random-text'
import type { TradeType } from '../../trade'
import type { Wallets } from '../../wallets'
import { openTrade } from '../open-trade'
import { newQrContent } from '../qr-content'
import type { AlipayRequest } from '../request'

/** Opens the trade of a page to which a payer's browser goes, and gives the name of the visit. On a phone there is nothing to scan. @throws {AlipayFailure} */
export async function openVisit(request: AlipayRequest, type: Extract<TradeType, 'PAGE' | 'WAP' | 'EMBEDDED'>, wallets: Wallets): Promise<string> {
  const { random, clock } = wallets
  const trade = await openTrade(request, { type, buyerId: null }, wallets)
  const order = randomText(random, BASE62, 32)
  await wallets.prepays.insert({ id: order, trade_id: trade.id, created_at: clock.now(), content: type === 'WAP' ? null : newQrContent(random) })
  return order
}
