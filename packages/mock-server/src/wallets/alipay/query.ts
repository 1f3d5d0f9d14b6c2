import { formatAlipayTime } from '../../wire/alipay-time'
import { lookAt } from '../wallets'
import { findTrade } from './find-trade'
import type { AlipayOperation } from './operation'
import { namesOf, paymentFields } from './payment-fields'
import { tradeStatusOf } from './trade-status'

/** `alipay.trade.query`. */
export const query: AlipayOperation = async ({ biz }, wallets) => {
  const found = await findTrade(biz, wallets)
  if (wallets.scenarios.strike('unknown-trade-state', found.out_trade_no)) return { ...namesOf(found), trade_status: 'UNHEARD_OF' }
  const trade = await lookAt(found, wallets)
  const paidAt = trade.payment && { send_pay_date: formatAlipayTime(trade.payment.paid_at) }
  return { ...paymentFields(trade), trade_status: tradeStatusOf(trade, wallets.clock.now()), ...paidAt }
}
