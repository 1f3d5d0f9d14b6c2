import type { Trade } from '../trade'
import type { TradeState } from '../trade-state'
import { tradeNow, type Wallets } from '../wallets'
import type { Answer, Operation } from './envelope'
import { BusinessError, CommunicationError } from './failure'
import { paymentFields } from './payment-fields'

const DESCRIPTIONS: Readonly<Record<TradeState, string>> = { 
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
    const found = await findTrade(fields['transaction_id'], fields['out_trade_no'], wallets)
    if (!found) throw new BusinessError('ORDERNOTEXIST')
    const trade = tradeNow(found, wallets)
    return { ...detailsOf(trade), trade_state: trade.state, trade_state_desc: DESCRIPTIONS[trade.state] }
  },
}

async function findTrade(transactionId: string | undefined, outTradeNo: string | undefined, wallets: Wallets): Promise<Trade | undefined> {
  if (transactionId) return (await wallets.trades.list()).find((trade) => trade.payment?.transaction_id === transactionId)
  if (outTradeNo) return wallets.trades.get(outTradeNo)
  throw new CommunicationError('LACK_PARAMS', 'out_trade_no')
}

function detailsOf(trade: Trade): Answer {
  if (trade.payment && ['SUCCESS', 'REFUND'].includes(trade.state)) return { device_info: trade.device_info, ...paymentFields(trade, trade.payment) }
  return { out_trade_no: trade.id, attach: trade.attach }
}
