import { transition } from '../trade-state'
import { tradeNow } from '../wallets'
import { AlipayFailure } from './failure'
import { findTrade } from './find-trade'
import type { AlipayOperation } from './operation'
import { namesOf } from './payment-fields'

/** `alipay.trade.close`: ends a trade that the payer has opened and not paid. */
export const close: AlipayOperation = async ({ biz }, wallets) => {
  const found = await findTrade(biz, wallets)
  await wallets.trades.update(found.id, (current) => {
    const trade = tradeNow(current, wallets)
    if (trade.state !== 'NOTPAY' && trade.state !== 'USERPAYING') throw new AlipayFailure('ACQ.TRADE_STATUS_ERROR')
    // A payer who is asked for the password of a payment code is turned away too.
    return transition(trade, trade.state === 'NOTPAY' ? { type: 'close' } : { type: 'decline' })
  })
  return namesOf(found)
}
