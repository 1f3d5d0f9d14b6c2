import type { Order } from '../order'
import type { WechatV3Ports } from './provider'

const MAX_DESCRIPTION = 127

/** What every order and every charge by payment code say. */
export async function orderBody(order: Order, { gateway }: Pick<WechatV3Ports, 'gateway'>): Promise<object> {
  const { appid, mch_id: mchid } = await gateway.account()
  return {
    appid,
    mchid,
    description: Array.from(order.merchandise_description).slice(0, MAX_DESCRIPTION).join(''),
    out_trade_no: order.trade_no,
    amount: { total: order.amount_fen, currency: 'CNY' },
    ...(order.profit_sharing && { settle_info: { profit_sharing: true } }),
  }
}

/** Where an order is, by its own number. */
export const orderPath = ({ trade_no }: Order): string => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(trade_no)}`
