/** How a page shows a pay object. */
export type DataType = 'LINK' | 'IFRAME' | 'QRCODE' | 'JSON' | 'TEXT'

/** One of Walnut's ways of paying, as a row. */
export interface PayType {
  /** The merchant's own row of the same way; nothing where no provider has a part in it. */
  readonly gatewayType: string | null
  readonly dataType: DataType
  /** The field of an order's `shown` that is the pay object's data: one text, or the whole of it. */
  readonly carries: 'code_url' | 'payment_url' | 'payload' | 'none'
}

const row = (gatewayType: string | null, dataType: DataType, carries: PayType['carries']): PayType => ({ gatewayType, dataType, carries })

/** Every way of paying, by `pay_tp`. The server alone chooses `free`, for what costs nothing. */
export const payTypes: ReadonlyMap<string, PayType> = new Map([
  ['wx.qrcode', row('weixin_tenpay_native', 'QRCODE', 'code_url')],
  ['wx.jsapi', row('weixin_tenpay_js', 'JSON', 'payload')],
  ['wx.scan', row('weixin_tenpay_micropay', 'JSON', 'none')],
  ['zfb.qrcode', row('alipay_qrcode', 'QRCODE', 'code_url')],
  ['zfb.scan', row('alipay_barcode', 'JSON', 'none')],
  ['paypal', row('paypal', 'LINK', 'payment_url')],
  ['free', row(null, 'TEXT', 'none')],
])

/** The way of paying of what costs nothing. */
export const FREE = 'free'

/** The merchant's own row of `zfb.qrcode` where a target wants Alipay's page for a frame, instead of a QR that the shop draws. */
export const EMBEDDED = 'alipay_embedded'

/** The row of a way that was taken here. */
export function payTypeOf(payTp: string): PayType {
  const payType = payTypes.get(payTp)
  if (!payType) throw new Error(`a pay object has a pay_tp that is not known: ${payTp}`)
  return payType
}
