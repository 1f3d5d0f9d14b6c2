import { formatBeijing } from '../../wire/beijing-time'
import type { Order } from '../order'
import { ProviderError, type Closing, type Finding, type Provider } from '../provider'
import type { WechatCall } from './client'
import { paymentOf } from './payment'

const PLACE_TIMEOUT_MS = 10_000
const QUERY_TIMEOUT_MS = 5_000

/** WeChat Pay v2 Native as a provider of the merchant. */
export function createWechatProvider(call: WechatCall, notifyUrl: string): Provider {
  return {
    place: (order) => place(order, call, notifyUrl),
    query: (order) => query(order, call),
    close: (order) => close(order, call),
  }
}

async function place(order: Order, call: WechatCall, notifyUrl: string): Promise<{ code_url: string }> {
  const answer = await call('/pay/unifiedorder', {
    body: order.merchandise_description,
    out_trade_no: order.trade_no,
    total_fee: String(order.amount_fen),
    spbill_create_ip: order.ip_address,
    time_expire: formatBeijing(order.expires_at),
    notify_url: notifyUrl,
    trade_type: 'NATIVE',
    product_id: order.id,
    profit_sharing: order.profit_sharing ? 'Y' : undefined,
  }, PLACE_TIMEOUT_MS)
  const codeUrl = answer['code_url']
  if (!codeUrl) throw new ProviderError('WeChat Pay accepted the order and gave no code_url')
  return { code_url: codeUrl }
}

async function query(order: Order, call: WechatCall): Promise<Finding> {
  const answer = await call('/pay/orderquery', { out_trade_no: order.trade_no }, QUERY_TIMEOUT_MS)
  if (answer['out_trade_no'] !== order.trade_no) throw new ProviderError('WeChat Pay answered for another order')
  if (answer['trade_state'] === 'CLOSED') return { type: 'close' }
  if (answer['trade_state'] !== 'SUCCESS') return { type: 'waiting' }
  const payment = paymentOf(answer, order)
  if (!payment) throw new ProviderError('WeChat Pay told of a payment that is not this order\'s')
  return { type: 'pay', payment }
}

async function close(order: Order, call: WechatCall): Promise<Closing> {
  try {
    await call('/pay/closeorder', { out_trade_no: order.trade_no }, PLACE_TIMEOUT_MS)
    return 'closed'
  } catch (error) {
    const code = error instanceof ProviderError ? error.code : undefined
    if (code === 'ORDERCLOSED') return 'closed'
    if (code === 'ORDERPAID') return 'paid'
    if (code === 'TRADE_STATE_ERROR') return 'too-early'
    throw error
  }
}
