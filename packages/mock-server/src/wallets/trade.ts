import type { SignType } from '../wire/v2-sign'
import type { TradeState } from './trade-state'

/** How a trade is paid: by a QR, in a page inside WeChat, from a phone's browser, or by the payer's payment code. */
export type TradeType = 'NATIVE' | 'JSAPI' | 'MWEB' | 'MICROPAY'

/** An order at the wallet, as `unifiedorder` or `micropay` made it. */
export interface Trade {
  /** The merchant's `out_trade_no`. */
  readonly id: string
  readonly state: TradeState
  readonly appid: string
  readonly mch_id: string
  readonly trade_type: TradeType
  readonly body: string
  /** In fen. */
  readonly total_fee: number
  /** Empty for MICROPAY, which tells nobody. */
  readonly notify_url: string
  readonly attach: string
  readonly device_info: string
  /** The address of the payer's browser, as the merchant saw it. */
  readonly spbill_create_ip: string
  /** The one payer who can pay: JSAPI names one, and a payment code belongs to one. */
  readonly openid: string | null
  /** The notify is signed like the order. */
  readonly sign_type: SignType
  /** What the order was made with; another order with this number must be the same. */
  readonly fingerprint: string
  readonly created_at: number
  /** The instant from which it can't be paid. */
  readonly expires_at: number
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

/** What one `unifiedorder` gave out to pay with. Ordering again gives a trade a further one. */
export interface Prepay {
  /** The `prepay_id`. */
  readonly id: string
  readonly out_trade_no: string
  readonly created_at: number
  /** The `pr` of the `code_url`, for NATIVE alone. */
  readonly code: string | null
  /** When the middle page last called up the wallet with it, for MWEB alone; nothing before, and again once the payer cancelled there. */
  readonly called_at?: number | null
}

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
