import { openTrade } from './open-trade'
import type { AlipayOperation } from './operation'
import { newQrContent } from './qr-content'

/** `alipay.trade.precreate`: a QR. The trade exists for the merchant once a payer has scanned it. */
export const precreate: AlipayOperation = async (request, wallets) => {
  const trade = await openTrade(request, { type: 'PRECREATE', buyerId: null }, wallets)
  const content = newQrContent(wallets.random)
  await wallets.prepays.insert({ id: content, trade_id: trade.id, created_at: wallets.clock.now(), content })
  return { out_trade_no: trade.out_trade_no, qr_code: content }
}
