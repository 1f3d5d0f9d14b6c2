import { writeAlipayForm } from '../../src/wire/alipay-form'
import { notifyText, requestText, signAlipay } from '../../src/wire/alipay-sign'
import { alipayOrder } from '../alipay'
import type { Endpoint } from './endpoints'
import type { World } from './world'

const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }
const GATEWAY = '/gateway.do'

/** A request of the merchant's, signed. */
export function alipayRequest({ alipay }: World, method: string, biz: object): string {
  const params = { app_id: alipay.app_id, method, format: 'JSON', charset: 'utf-8', sign_type: 'RSA2', timestamp: '2026-01-03 08:00:00', version: '1.0', biz_content: JSON.stringify(biz) }
  return writeAlipayForm({ ...params, sign: signAlipay(requestText(params), alipay.merchant_private_key) })
}

/** What Alipay tells of a payment of the order `alipay`. */
export function alipayNotify({ alipay, orders }: World, changes: Readonly<Record<string, string | undefined>> = {}): string {
  const fields = {
    notify_time: '2026-01-03 08:00:30', notify_type: 'trade_status_sync', notify_id: '2026010300222080030000000000000001', app_id: alipay.app_id, auth_app_id: alipay.app_id, charset: 'utf-8', version: '1.0',
    trade_no: '2026010322001000000000000001', out_trade_no: orders.alipay.trade_no, buyer_id: alipay.payer, seller_id: alipay.seller_id, subject: '深蓝色秋裤', trade_status: 'TRADE_SUCCESS', total_amount: '0.10',
    receipt_amount: '0.10', gmt_create: '2026-01-03 08:00:00', gmt_payment: '2026-01-03 08:00:30', ...changes,
  }
  return writeAlipayForm({ ...fields, sign_type: 'RSA2', sign: signAlipay(notifyText(fields), alipay.alipay_private_key) })
}

const page = (path: string, changes: boolean, rest: object = {}): Endpoint =>
  ({ wing: 'wallets', method: 'POST', route: path, reads: 'json', asks: 'page', changes, request: ({ alipay: { cashier: order, payer: account } }) => ({ path, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ order, account, ...rest }) }) })

/** Alipay's routes, and where it notifies. */
export const ALIPAY: readonly Endpoint[] = [
  { wing: 'wallets', method: 'POST', route: GATEWAY, reads: 'form', asks: 'nobody', changes: true, request: (world) => ({ path: GATEWAY, headers: FORM_TYPE, body: alipayRequest(world, 'alipay.trade.precreate', alipayOrder()) }) },
  { wing: 'wallets', method: 'GET', route: GATEWAY, reads: 'nothing', asks: 'nobody', changes: true, request: (world) => ({ path: `${GATEWAY}?${alipayRequest(world, 'alipay.trade.page.pay', alipayOrder({ product_code: 'FAST_INSTANT_TRADE_PAY' }))}` }) },
  { wing: 'wallets', method: 'GET', route: '/alipay/cashier', reads: 'nothing', asks: 'page', changes: false, request: ({ alipay: { cashier } }) => ({ path: `/alipay/cashier?order=${cashier}` }) },
  { wing: 'wallets', method: 'GET', route: '/alipay/qrcode', reads: 'nothing', asks: 'page', changes: false, request: ({ alipay: { embedded } }) => ({ path: `/alipay/qrcode?order=${embedded}` }) },
  page('/alipay/state', false),
  page('/alipay/login', true),
  page('/alipay/pay', true, { password: '123456' }),
  page('/alipay/leave', true),
  ...['/api/demo/pay/re_zfb', '/api/:domain/pay/re_zfb'].map((route) => ({ wing: 'merchant', method: 'POST', route, reads: 'form', asks: 'nobody', changes: true, request: (world) => ({ path: '/api/demo/pay/re_zfb', headers: FORM_TYPE, body: alipayNotify(world) }) }) satisfies Endpoint),
]
