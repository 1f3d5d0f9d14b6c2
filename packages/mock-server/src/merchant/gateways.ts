/** Whose wallet pays. */
export type ProviderName = (typeof PROVIDERS)[number]

/** All of them. */
export const PROVIDERS = ['wechat', 'alipay', 'qq', 'paypal'] as const

/** What the payer sees: a QR to scan, an in-app bridge, a page to go to, or the shop scanning the payer's code. */
export type Flow = 'qrcode' | 'jsapi' | 'redirect' | 'scan'

/** One way of paying, as a row. */
export interface Gateway {
  readonly provider: ProviderName
  readonly flow: Flow
  /** What the create answer carries for the payer: one field, the bridge's whole payload, or nothing. */
  readonly carries: 'code_url' | 'mweb_url' | 'payment_url' | 'payload' | 'none'
}

const row = (provider: ProviderName, flow: Flow, carries: Gateway['carries']): Gateway => ({ provider, flow, carries })

/** MinCloud's ways of paying and our additions to them, by `gateway_type`. A provider without an account here offers none of its rows. */
export const gateways: ReadonlyMap<string, Gateway> = new Map([
  ['weixin_tenpay_native', row('wechat', 'qrcode', 'code_url')],
  ['weixin_tenpay_js', row('wechat', 'jsapi', 'payload')],
  ['weixin_tenpay_wap', row('wechat', 'redirect', 'mweb_url')],
  ['weixin_tenpay_micropay', row('wechat', 'scan', 'none')],
  ['alipay_page', row('alipay', 'redirect', 'payment_url')],
  ['alipay_wap', row('alipay', 'redirect', 'payment_url')],
  ['alipay_qrcode', row('alipay', 'qrcode', 'code_url')],
  ['alipay_embedded', row('alipay', 'qrcode', 'payment_url')],
  ['alipay_barcode', row('alipay', 'scan', 'none')],
  ['alipay_js', row('alipay', 'jsapi', 'payload')],
  ['qpay_native', row('qq', 'qrcode', 'code_url')],
  ['qpay_micropay', row('qq', 'scan', 'none')],
  ['qpay_js', row('qq', 'jsapi', 'payload')],
  ['paypal', row('paypal', 'redirect', 'payment_url')],
])

/** Whether a way of paying is offered by the Walnut routes alone. */
export const isWalnutOnly = (gatewayType: string): boolean => gatewayType === 'paypal' || gatewayType === 'alipay_embedded'

/** The row of an order that was made here. */
export function gatewayOf({ gateway_type }: { readonly gateway_type: string }): Gateway {
  const gateway = gateways.get(gateway_type)
  if (!gateway) throw new Error(`an order has a gateway_type that is not known: ${gateway_type}`)
  return gateway
}

/** Whether the payer must be known by the openid of a login through WeChat. */
export const needsOpenid = (order: { readonly gateway_type: string }): boolean => order.gateway_type === 'weixin_tenpay_js'

/** Whether the create itself is the charge, so that it must never be repeated. */
export const isScan = (order: { readonly gateway_type: string }): boolean => gatewayOf(order).flow === 'scan'
