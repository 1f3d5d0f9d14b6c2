import type { Trade } from '../trade'
import type { TradeState } from '../trade-state'
import { lookAt } from '../wallets'
import type { Answer, Operation } from './envelope'
import { BusinessError } from './failure'
import { findTrade } from './find-trade'
import { paymentFields } from './payment-fields'

/** The sentence to each state. */
export const DESCRIPTIONS: Readonly<Record<TradeState, string>> = {
  NOTPAY: '订单未支付',
  USERPAYING: '需要用户输入支付密码',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  CLOSED: '订单已关闭',
  REVOKED: '订单已撤销',
  PAYERROR: '支付失败,请撤销订单',
}

/** `POST /pay/orderquery`, by `transaction_id` or else by `out_trade_no`. */
export const orderquery: Operation = {
  required: [],
  async run({ fields }, wallets) {
    const found = await findTrade(fields, wallets)
    if (!found) throw new BusinessError('ORDERNOTEXIST')
    if (wallets.scenarios.strike('unknown-trade-state', found.out_trade_no)) return { ...namesOf(found), trade_state: 'UNHEARD_OF', trade_state_desc: '订单处理中' }
    const trade = await lookAt(found, wallets)
    return { ...detailsOf(trade), trade_state: trade.state, trade_state_desc: DESCRIPTIONS[trade.state] }
  },
}

function detailsOf(trade: Trade): Answer {
  if (trade.payment && ['SUCCESS', 'REFUND'].includes(trade.state)) return { device_info: trade.device_info, ...paymentFields(trade, trade.payment) }
  return namesOf(trade)
}

const namesOf = ({ out_trade_no, attach }: Trade): Answer => ({ out_trade_no, attach })
