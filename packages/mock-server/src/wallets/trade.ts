import type { SignType } from '../wire/v2-sign'
import type { TradeState } from './trade-state'

/** Whose wallet pays. */
export type ProviderName = 'wechat' | 'alipay' | 'qq' | 'paypal'

/** The protocol in which the merchant is told of a trade: WeChat Pay has two, over the same trades. */
export type WireName = 'wechat-v2' | 'wechat-v3' | 'alipay' | 'qq' | 'paypal'

/** How the payer comes to a trade: by a QR, in a page inside the wallet's app, by a cashier page, or by the payment code that the shop scans. */
export type Way = 'qrcode' | 'in-app' | 'cashier' | 'code'

/** Every way of paying in its provider's own word, and what it is to the phone. */
export const WAYS = {
  NATIVE: 'qrcode', JSAPI: 'in-app', MWEB: 'cashier', MICROPAY: 'code',
  PRECREATE: 'qrcode', EMBEDDED: 'qrcode', CREATE: 'in-app', PAGE: 'cashier', WAP: 'cashier', BARCODE: 'code',
  CHECKOUT: 'cashier',
} as const satisfies Readonly<Record<string, Way>>

/** How a trade is paid. The first line of `WAYS` is WeChat's and QQ's, the second Alipay's, the third PayPal's. */
export type TradeType = keyof typeof WAYS

/** An order at a wallet. */
export interface Trade {
  /** `tradeIdOf` the two below: two providers may know one number. */
  readonly id: string
  readonly provider: ProviderName
  /** The merchant's number. */
  readonly out_trade_no: string
  /** How the merchant is told of its payment. */
  readonly wire: WireName
  readonly state: TradeState
  readonly appid: string
  readonly mch_id: string
  readonly trade_type: TradeType
  readonly body: string
  /** In fen. */
  readonly total_fee: number
  /** Empty where nobody is told: a payment code's trade is asked about. */
  readonly notify_url: string
  readonly attach: string
  readonly device_info: string
  /** The address of the payer's browser, as the merchant saw it. */
  readonly spbill_create_ip: string
  /** The one payer who can pay, by the provider's own id: an order inside the app names one, and a payment code belongs to one. */
  readonly openid: string | null
  /** The notify of WeChat Pay v2 and of QQ is signed like the order; nothing where the wire has one way. */
  readonly sign_type: SignType | null
  /** What the order was made with; another order with this number must be the same. */
  readonly fingerprint: string
  readonly created_at: number
  /** The instant from which it can't be paid. */
  readonly expires_at: number
  /** When a wallet first opened it; Alipay knows no trade of a QR before that. Nothing while none has. */
  readonly seen_at: number | null
  /** How long it can be paid from `seen_at` on, in milliseconds and no later than `expires_at`, where it begins only then: Alipay's `timeout_express`. */
  readonly life_once_seen_ms: number | null
  /** What its wire keeps of the order besides, by the wire's own names. */
  readonly extras: Readonly<Record<string, string>>
  readonly payment: Payment | null
  /** When it was reversed, with the money of a paid one back at once. */
  readonly reversed_at?: number
  readonly refunds: readonly Refund[]
  /** What the merchant is told, and how far that has come. Kept with the trade, so that no payment is ever without its notify. */
  readonly notices: readonly Notice[]
}

/** A charge. */
export interface Payment {
  readonly transaction_id: string
  /** The payer by the provider's own id. */
  readonly openid: string
  readonly paid_at: number
}

/** Money on its way back to the payer. */
export interface Refund {
  readonly out_refund_no: string
  readonly refund_id: string
  /** In fen. */
  readonly refund_fee: number
  /** The `refund_account`: which of the merchant's funds it comes from. */
  readonly account: string
  /** Empty where the merchant wants no notify. */
  readonly notify_url: string
  readonly created_at: number
  /** When the money arrives; until then the refund is PROCESSING. */
  readonly success_at: number
  /** How the merchant is told of it, where that need not be as of the payment: by the protocol that asked for it. */
  readonly wire?: WireName
}

/** One notify and its place on the ladder. */
export interface Notice {
  /** `payment`, or the `refund_id` that it tells of. */
  readonly id: string
  /** Tries so far. */
  readonly tries: number
  /** The instant of the next try; nothing once it was acknowledged or given up. */
  readonly due_at: number | null
}

/** What one order gave out to pay with. Ordering again gives a trade a further one. */
export interface Prepay {
  /** The `prepay_id`, or whatever else the wire calls it by. */
  readonly id: string
  readonly trade_id: string
  readonly created_at: number
  /** The text of the QR, where it is paid by one. */
  readonly content: string | null
  /** When a cashier page last called up the wallet with it; nothing before, and again once the payer cancelled there. */
  readonly called_at?: number | null
}

/** The key of a trade. */
export const tradeIdOf = (provider: ProviderName, outTradeNo: string): string => `${provider}:${outTradeNo}`

/** A `code_url` or `prepay_id` lives this long, whatever the order's own end. */
export const PREPAY_LIFE_MS = 2 * 3_600_000
/** An `mweb_url` lives this long. */
export const MWEB_URL_LIFE_MS = 5 * 60_000
/** An order without `time_expire` can be paid this long. */
export const DEFAULT_TRADE_LIFE_MS = 7 * 24 * 3_600_000

/** How long a refund's money is on its way. */
export const REFUND_TAKES_MS = 3_000

/** What was or will be given back of a trade, in fen. */
export function refundedFen(trade: Trade): number {
  return trade.refunds.reduce((sum, refund) => sum + refund.refund_fee, 0)
}
