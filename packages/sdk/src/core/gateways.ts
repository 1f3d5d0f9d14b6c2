/** The one table of every way of paying: validation, types, labels and dialects derive from it. */

/** Whose wallet pays. */
export type Provider = 'wechat' | 'alipay' | 'qq' | 'paypal'

/** What the payer sees: a QR to scan, an in-app bridge, a page to go to, or a payment code that the shop scans. */
export type Flow = 'qrcode' | 'jsapi' | 'redirect' | 'scan'

/** One way of paying. */
export interface Gateway {
  readonly provider: Provider
  readonly flow: Flow
  /** The field of the create answer that carries what the payer needs; `payload` is the whole answer, `none` is nothing. */
  readonly carries: 'code_url' | 'mweb_url' | 'payment_url' | 'payload' | 'none'
  /** Whether MinCloud's own documentation has it; the others are our additions, which a backend must offer. */
  readonly documented: boolean
  /** Walnut's `pay_tp` for it, where Walnut has one. */
  readonly payTp?: string
}

const table = {
  weixin_tenpay_native: { provider: 'wechat', flow: 'qrcode', carries: 'code_url', documented: true, payTp: 'wx.qrcode' },
  weixin_tenpay_js: { provider: 'wechat', flow: 'jsapi', carries: 'payload', documented: true, payTp: 'wx.jsapi' },
  weixin_tenpay_wap: { provider: 'wechat', flow: 'redirect', carries: 'mweb_url', documented: true },
  weixin_tenpay_micropay: { provider: 'wechat', flow: 'scan', carries: 'none', documented: false, payTp: 'wx.scan' },
  alipay_page: { provider: 'alipay', flow: 'redirect', carries: 'payment_url', documented: true },
  alipay_wap: { provider: 'alipay', flow: 'redirect', carries: 'payment_url', documented: true },
  alipay_qrcode: { provider: 'alipay', flow: 'qrcode', carries: 'code_url', documented: false, payTp: 'zfb.qrcode' },
  alipay_barcode: { provider: 'alipay', flow: 'scan', carries: 'none', documented: false, payTp: 'zfb.scan' },
  alipay_js: { provider: 'alipay', flow: 'jsapi', carries: 'payload', documented: false },
  qpay_native: { provider: 'qq', flow: 'qrcode', carries: 'code_url', documented: true },
  qpay_micropay: { provider: 'qq', flow: 'scan', carries: 'none', documented: false },
  qpay_js: { provider: 'qq', flow: 'jsapi', carries: 'payload', documented: false },
  paypal: { provider: 'paypal', flow: 'redirect', carries: 'payment_url', documented: false, payTp: 'paypal' },
} as const satisfies Record<string, Gateway>

/** The name of a way of paying: MinCloud's `gateway_type`. */
export type GatewayType = keyof typeof table

/** Every gateway by its `gatewayType`. */
export const gateways: Readonly<Record<GatewayType, Gateway>> = table

/** Every `gatewayType`. */
export const gatewayTypes = Object.keys(table) as GatewayType[]

/** Whether the shop scans the payer's code, so that making the order is the charge. */
export const isScan = (type: GatewayType): boolean => gateways[type].flow === 'scan'

/** Whether the page sends its payer on in a flow: to the wallet's bridge, or to its page. */
export const sendsOn = (flow: string | undefined): boolean => flow === 'jsapi' || flow === 'redirect'

/** The gateway types of one provider that MinCloud documents, as literal types. */
export type DocumentedGateway<P extends Provider> = {
  [T in GatewayType]: (typeof table)[T] extends { provider: P; documented: true } ? T : never
}[GatewayType]

/** The six gateway types that MinCloud documents. */
export const documentedGateways = gatewayTypes.filter((type) => gateways[type].documented)

/** Whether a value names a gateway (own keys only: `constructor` is none). */
export function isGatewayType(value: unknown): value is GatewayType {
  return typeof value === 'string' && Object.prototype.hasOwnProperty.call(table, value)
}
