import { textIn } from './biz-content'
import { AlipayFailure } from './failure'
import { openTrade } from './open-trade'
import type { AlipayOperation } from './operation'
import { namesOf } from './payment-fields'

/** `alipay.trade.create`: a trade at once, which a page inside the app pays by `tradePay`. Without a `buyer_id` anybody can. */
export const create: AlipayOperation = async (request, wallets) => {
  const buyerId = textIn(request.biz, 'buyer_id', 28) || textIn(request.biz, 'buyer_open_id', 128) || null
  if (buyerId !== null && !(await wallets.payers.whomCalls('alipay', buyerId))) throw new AlipayFailure('ACQ.INVALID_PARAMETER', '参数无效：buyer_id')
  return namesOf(await openTrade(request, { type: 'CREATE', buyerId }, wallets))
}
