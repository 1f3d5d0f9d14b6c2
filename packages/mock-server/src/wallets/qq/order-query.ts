import type { Trade } from '../trade'
import { lookAt } from '../wallets'
import type { Answer, Operation } from '../wechat-v2/envelope'
import { BusinessError } from '../wechat-v2/failure'
import { findTrade } from '../wechat-v2/find-trade'
import { DESCRIPTIONS } from '../wechat-v2/orderquery'
import { checkNumbers } from './order-params'
import { paymentFields } from './payment-fields'

/** `qpay_order_query.cgi`, by `transaction_id` or else by `out_trade_no`. */
export const orderQuery: Operation = {
  required: [],
  async run({ fields }, wallets) {
    checkNumbers(fields)
    const found = await findTrade(fields, wallets, 'qq')
    if (!found) throw new BusinessError('ORDERNOTEXIST')
    if (wallets.scenarios.strike('unknown-trade-state', found.out_trade_no)) return { ...namesOf(found), trade_state: 'UNHEARD_OF', trade_state_desc: '订单处理中' }
    const trade = await lookAt(found, wallets)
    return { ...detailsOf(trade), trade_state: trade.state, trade_state_desc: DESCRIPTIONS[trade.state] }
  },
}

function detailsOf(trade: Trade): Answer {
  return trade.payment && ['SUCCESS', 'REFUND'].includes(trade.state) ? paymentFields(trade, trade.payment) : namesOf(trade)
}

const namesOf = ({ device_info, trade_type, total_fee, out_trade_no, attach }: Trade): Answer => ({ device_info, trade_type, fee_type: 'CNY', total_fee: String(total_fee), out_trade_no, attach })
