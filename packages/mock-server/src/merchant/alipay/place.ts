import { formatAlipayTime, timeoutExpress } from '../../wire/alipay-time'
import { yuanFromFen } from '../../wire/yuan'
import type { Order, Shown } from '../order'
import { ProviderError } from '../provider'
import type { Biz } from './client'
import type { AlipayPorts } from './provider'
import { checkOrder } from './query'
import { CALL_TIMEOUT_MS } from './timeouts'

/** The `qr_pay_mode` of a QR alone, as large as the frame around it. */
const EMBEDDED = '4'

type Placing = (order: Order, ports: AlipayPorts) => Promise<Shown>

/** Orders at Alipay, by the way of paying. */
const PLACINGS: ReadonlyMap<string, Placing> = new Map<string, Placing>([
  ['alipay_qrcode', precreate],
  ['alipay_js', create],
  ['alipay_page', (order, ports) => pageUrl('alipay.trade.page.pay', { ...bizOf(order), product_code: 'FAST_INSTANT_TRADE_PAY' }, order, ports)],
  ['alipay_embedded', (order, ports) => pageUrl('alipay.trade.page.pay', { ...bizOf(order), product_code: 'FAST_INSTANT_TRADE_PAY', qr_pay_mode: EMBEDDED }, order, ports)],
  ['alipay_wap', (order, ports) => pageUrl('alipay.trade.wap.pay', { ...bizOf(order), product_code: 'QUICK_WAP_WAY', quit_url: order.return_url ?? ports.siteUrl }, order, ports)],
])

/** Orders at Alipay, and gives what the payer needs to pay. */
export function place(order: Order, ports: AlipayPorts): Promise<Shown> {
  const placing = PLACINGS.get(order.gateway_type)
  if (!placing) throw new Error(`Alipay is not ordered at by ${order.gateway_type}`)
  return placing(order, ports)
}

async function precreate(order: Order, { call, clock, notifyUrl }: AlipayPorts): Promise<Shown> {
  const timeout = timeoutExpress(order.expires_at - clock.now())
  const { time_expire: _, ...biz } = bizOf(order)
  // The one begins when a payer scans, the other with the QR: together they end no later than the order.
  const answer = await call('alipay.trade.precreate', { ...biz, timeout_express: timeout, qr_code_timeout_express: timeout }, { timeoutMs: CALL_TIMEOUT_MS, addresses: { notify_url: notifyUrl } })
  checkOrder(answer, order)
  return { code_url: textIn(answer, 'qr_code') }
}

async function create(order: Order, { call, notifyUrl }: AlipayPorts): Promise<Shown> {
  const answer = await call('alipay.trade.create', bizOf(order), { timeoutMs: CALL_TIMEOUT_MS, addresses: { notify_url: notifyUrl } })
  checkOrder(answer, order)
  return { tradeNO: textIn(answer, 'trade_no') }
}

async function pageUrl(method: string, biz: Biz, { return_url }: Order, { pageUrl: urlOf, notifyUrl }: AlipayPorts): Promise<Shown> {
  return { payment_url: await urlOf(method, biz, { notify_url: notifyUrl, return_url: return_url ?? undefined }) }
}

function bizOf(order: Order): Biz {
  return {
    out_trade_no: order.trade_no,
    total_amount: yuanFromFen(order.amount_fen),
    subject: order.merchandise_description,
    time_expire: formatAlipayTime(order.expires_at),
  }
}

function textIn(answer: Readonly<Record<string, unknown>>, name: string): string {
  const value = answer[name]
  if (typeof value !== 'string' || value === '') throw new ProviderError(`Alipay accepted the order and gave no ${name}`)
  return value
}
