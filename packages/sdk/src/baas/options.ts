/** What the `payWith…` of the facade take and give, told apart by `gatewayType`. */
import type { WeixinWay } from '../bridges/weixin-ready'
import type { DocumentedGateway, GatewayType, Provider } from '../core/gateways'
import type { TradeNo, TransactionNo } from '../core/order'
import type { Answer } from './app'
import type { CallOptions } from './settings'

/** What is paid, in every `payWith…`. */
export interface Purchase extends CallOptions {
  /** The total in **yuan**, at most two decimals: a number, or a decimal string. */
  totalCost: number | string
  /** What the payer reads in the wallet. */
  merchandiseDescription: string
  /** Table of the goods, to look the purchase up by. */
  merchandiseSchemaID?: number | string
  /** Row of the goods; the mock server's catalogue prices by it. */
  merchandiseRecordID?: string
  /** Anything of the shop's own to keep with the order. */
  merchandiseSnapshot?: Record<string, unknown> | string
  /** Whether the order is split among receivers. WeChat only; dropped for the others. */
  profitSharing?: boolean
}

/** Options that every `payWith…` takes. */
export interface PayOptions<G extends GatewayType> extends Purchase {
  /** The way of paying; what the result carries follows from it. */
  gatewayType: G
  /** Where the payer comes back to from the wallet's page: http(s). Sent only with `init`'s `extensions`. */
  returnUrl?: string
}

/** What `weixin_tenpay_js` takes beside. */
export interface JsapiOptions {
  /** Forces WeixinJSBridge or WeChat's JS-SDK. @default WeixinJSBridge, and `wx` for a payload with `timestamp` and without `appId` */
  way?: WeixinWay | undefined
  /** WeChat's JS-SDK where it is no global: what `import wx from 'weixin-js-sdk'` gives. @default `window.wx` */
  wx?: object | undefined
  /** The address to sign for `wx.config`. @default on iOS the one that the page was entered by, elsewhere its own, without the `#` */
  jssdkUrl?: string | undefined
  /** How long the payer may take in the wallet, in ms; then HError 601 whose `mayHavePaid` is true. @default 180000 */
  bridgeTimeoutMs?: number | undefined
}

/** What each gateway's order carries beside its numbers. */
interface CarriedFields {
  weixin_tenpay_native: { code_url: string }
  weixin_tenpay_wap: { mweb_url: string }
  alipay_page: { payment_url: string }
  alipay_wap: { payment_url: string }
  alipay_qrcode: { code_url: string }
  qpay_native: { code_url: string }
}

/** The numbers of an order. */
export interface OrderNumbers {
  /** The merchant's order number, by which its state is asked for. */
  trade_no: TradeNo
  /** The platform's own serial. */
  transaction_no: TransactionNo
}

/** What a `payWith…` resolves with where a code or a link is to be shown. */
export type ShownResult<G extends keyof CarriedFields> = Answer<CarriedFields[G] & OrderNumbers>

/** What `weixin_tenpay_js` resolves with: the bridge's own answer, which is no proof, and the order's numbers. */
export interface JsapiResult extends OrderNumbers {
  /** Its own words, such as `get_brand_wcpay_request:ok`. */
  err_msg: string
}

/** What a `payWith…` resolves with. */
export type PayResult<G extends GatewayType> = G extends keyof CarriedFields ? ShownResult<G> : JsapiResult

/** The gateways of one provider: the documented ones, and `alipay_qrcode` for a backend with our extensions. */
export type FacadeGateway<P extends Provider> = DocumentedGateway<P> | (P extends 'alipay' ? 'alipay_qrcode' : never)

/** A `payWith…`. */
export type PayWith<P extends Provider> = <G extends FacadeGateway<P>>(options: PayOptions<G> & (G extends 'weixin_tenpay_js' ? JsapiOptions : unknown)) => Promise<PayResult<G>>
