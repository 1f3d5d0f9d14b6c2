declare module 'tenpay' {
  type Fields = Record<string, string | number>
  type Answer = Promise<Record<string, string>>
  type KoaContext = { readonly request: { readonly body: string, weixin?: Record<string, unknown> }, type?: string, body?: string, reply?: (refusal?: string) => void }
  type ExpressRequest = { readonly body: string, weixin?: Record<string, unknown> }
  type ExpressResponse = { header(name: string, value: string): void, send(body: string): void, reply?: (refusal?: string) => void }
  /** What a page inside WeChat pays with; `timestamp` is for `wx.chooseWXPay` and not signed. */
  type PayParams = { readonly appId: string, readonly timeStamp: string, readonly timestamp: string, readonly nonceStr: string, readonly package: string, readonly signType: string, readonly paySign: string }

  /** A client of WeChat Pay v2, as far as the tests use it. It checks the ids and the signature of every answer. */
  export default class Tenpay {
    constructor(config: { appid: string, mchid: string, partnerKey: string, notify_url: string, refund_url?: string })
    readonly urls: Record<string, string>
    unifiedOrder(fields: Fields): Answer
    orderQuery(fields: Fields): Answer
    closeOrder(fields: Fields): Answer
    micropay(fields: Fields): Answer
    reverse(fields: Fields): Answer
    refund(fields: Fields): Answer
    refundQuery(fields: Fields): Answer
    downloadBill(fields: Fields): Promise<string>
    downloadBill(fields: Fields, format: true): Promise<{ total_title: string[], total_data: string[], list_title: string[], list_data: string[][] }>
    getPayParams(fields: Fields): Promise<PayParams>
    getPayParamsByPrepay(fields: Fields, signType?: string): PayParams
    getAppParams(fields: Fields): Answer
    middleware(type?: 'pay' | 'refund'): (context: KoaContext, next: () => Promise<void>) => Promise<void>
    middlewareForExpress(type?: 'pay' | 'refund'): (request: ExpressRequest, response: ExpressResponse, next: () => void) => Promise<void>
  }
}
