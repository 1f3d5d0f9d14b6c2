import type { Trade } from '../trade'
import { transition } from '../trade-state'
import { tradeNow, type Wallets } from '../wallets'
import { textIn } from './biz-content'
import { AlipayFailure } from './failure'
import { findBornTrade } from './find-trade'
import type { AlipayOperation } from './operation'
import { namesOf } from './payment-fields'

/** What was paid can be undone this long; later it is refunded. */
export const CANCELLABLE_FOR_MS = 86_400_000

/** `alipay.trade.cancel`: unpaid a trade is closed, paid it is given back. Of one that does not exist it says nothing, and does nothing. */
export const cancel: AlipayOperation = async ({ biz }, wallets) => {
  const found = await findBornTrade(biz, wallets)
  if (!found) return { out_trade_no: textIn(biz, 'out_trade_no', 64), retry_flag: 'N' }
  const { clock } = wallets
  const undone = await wallets.trades.update(found.id, (current) => {
    const trade = tradeNow(current, wallets)
    checkCancellable(trade, wallets)
    return transition(trade, { type: 'reverse', at: clock.now() })
  })
  return { ...namesOf(found), retry_flag: 'N', action: undone?.after.payment ? 'refund' : 'close' }
}

function checkCancellable({ state, payment, refunds }: Trade, { clock }: Wallets): void {
  const isTooLate = payment !== null && state !== 'REVOKED' && clock.now() - payment.paid_at >= CANCELLABLE_FOR_MS
  if (refunds.length > 0 || isTooLate) throw new AlipayFailure('ACQ.CANCEL_NOT_ALLOWED')
}
