import { formatBeijing } from '../../wire/beijing-time'
import { gatewayOf, type Flow } from '../gateways'
import type { Order, Shown } from '../order'
import type { WechatPorts } from './provider'
import { SHOWN_BY, type TradeType } from './shown'
import { CALL_TIMEOUT_MS } from './timeouts'

const TRADE_TYPES: Readonly<Record<Exclude<Flow, 'scan'>, TradeType>> = { qrcode: 'NATIVE', jsapi: 'JSAPI', redirect: 'MWEB' }

/** Orders at WeChat Pay, and gives what the payer needs to pay. */
export async function place(order: Order, ports: WechatPorts): Promise<Shown> {
  const { call, gateway, notifyUrl, clock, random } = ports
  const tradeType = tradeTypeOf(order)
  const answer = await call('/pay/unifiedorder', {
    body: order.merchandise_description,
    out_trade_no: order.trade_no,
    total_fee: String(order.amount_fen),
    spbill_create_ip: order.ip_address,
    time_expire: formatBeijing(order.expires_at),
    notify_url: order.notify_url ?? notifyUrl,
    trade_type: tradeType,
    ...detailsOf(tradeType, order, ports),
    profit_sharing: order.profit_sharing ? 'Y' : undefined,
  }, CALL_TIMEOUT_MS)
  return SHOWN_BY[tradeType](answer, order, { account: await gateway.account(), signType: gateway.signType ?? 'MD5', random, now: clock.now() })
}

function tradeTypeOf(order: Order): TradeType {
  const { flow } = gatewayOf(order)
  if (flow === 'scan') throw new Error('a payment code is charged, not placed')
  return TRADE_TYPES[flow]
}

function detailsOf(tradeType: TradeType, order: Order, { siteUrl }: WechatPorts): Readonly<Record<string, string | undefined>> {
  switch (tradeType) {
    case 'NATIVE': return { product_id: order.id }
    case 'JSAPI': return { openid: order.openid ?? undefined }
    case 'MWEB': return { scene_info: JSON.stringify({ h5_info: { type: 'Wap', wap_url: siteUrl, wap_name: Array.from(order.merchandise_description).slice(0, 32).join('') } }) }
  }
}
