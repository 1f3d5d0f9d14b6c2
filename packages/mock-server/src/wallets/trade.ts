import type { TradeState } from './trade-state'

/** An order at the wallet, as `unifiedorder` made it. */
export interface Trade {
  /** The merchant's `out_trade_no`. */
  readonly id: string
  readonly state: TradeState
  readonly appid: string
  readonly mch_id: string
  readonly trade_type: 'NATIVE'
  readonly body: string
  readonly total_fee: number
  readonly notify_url: string
  readonly attach: string
  readonly device_info: string
  /** `MD5` or `HMAC-SHA256`: the notify is signed like the order. */
  readonly sign_type: 'MD5' | 'HMAC-SHA256'
  /** What the order was made with; another order with this number must be the same. */
  readonly fingerprint: string
  readonly created_at: number
  /** The instant from which it can't be paid. */
  readonly expires_at: number
  readonly payment: Payment | null
}

/** A charge. */
export interface Payment {
  readonly transaction_id: string
  readonly openid: string
  readonly paid_at: number
}

/** The text of one QR, and the trade it leads to. Ordering again gives a trade a further one. */
export interface Code {
  /** The `pr` of the `code_url`. */
  readonly id: string
  readonly out_trade_no: string
  readonly created_at: number
}

/** A `code_url` or `prepay_id` lives this long, whatever the order's own end. */
export const CODE_LIFE_MS = 2 * 3_600_000
/** An order without `time_expire` can be paid this long. */
export const DEFAULT_TRADE_LIFE_MS = 7 * 24 * 3_600_000
