/** The one error of the SDK, as MinCloud documents it, with what its original lacks: what to do, and whether money may have moved. */
import type { ClientToken, TradeNo, TransactionNo } from './core/order'

/** The codes of MinCloud's own that paying can meet, and their texts; its login's are not ours. A code of 400 to 599 is the HTTP status of an answer. */
const TEXTS = {
  600: 'network disconnected',
  601: 'request timeout',
  602: 'uninitialized',
  605: 'incorrect parameter type',
  607: 'payment cancelled',
  608: 'payment failed',
  611: 'unsupported function',
  615: 'gateway type "weixin_tenpay_js" works in WeChat builtin browser only',
} as const

/** A documented code (600–617), or the HTTP status of an answer that refuses. */
export type HErrorCode = keyof typeof TEXTS | (number & {})

/** What an {@link HError} can say beyond its code and message. */
export interface HErrorDetails {
  /** What the developer can do about it, one sentence. */
  hint?: string | undefined
  /** The backend's own error name, where it has one. */
  errCode?: string | undefined
  /** Whether doing the same again can help. @default false */
  retryable?: boolean
  /** Whether the payer may have paid: a code was shown or a charge sent, and no server answer says unpaid and closed. @default false */
  mayHavePaid?: boolean
  /** The order's merchant number, where there is an order. */
  tradeNo?: TradeNo | undefined
  /** The order's platform number, where there is an order. */
  transactionNo?: TransactionNo | undefined
  /** What the order can be looked up by where no number came back: the charge of a payment code whose answer was lost. */
  clientToken?: ClientToken | undefined
  /** How long the server asked to wait before the next request (`Retry-After`), in milliseconds. */
  retryAfterMs?: number | undefined
  /** What caused it: an error of our own making, which holds no request. */
  cause?: unknown
}

const BRAND: unique symbol = Symbol.for('@baas-pay/sdk/HError')

/**
 * Every rejection of the SDK. `message` is `"<code>: <text>"` as in the original; unlike the original it is a real subclass, and
 * `instanceof` also recognises an HError of another copy of this package on the same page.
 */
export class HError extends Error {
  declare readonly code: HErrorCode
  declare readonly hint: string | undefined
  declare readonly errCode: string | undefined
  declare readonly retryable: boolean
  declare readonly mayHavePaid: boolean
  declare readonly tradeNo: TradeNo | undefined
  declare readonly transactionNo: TransactionNo | undefined
  declare readonly clientToken: ClientToken | undefined
  declare readonly retryAfterMs: number | undefined
  declare readonly cause: unknown

  constructor(code: HErrorCode, text?: string, { cause, ...details }: HErrorDetails = {}) {
    const message = `${code}: ${text ?? TEXTS[code as keyof typeof TEXTS] ?? 'unknown error'}`
    super(message)
    Object.assign(this, { retryable: false, mayHavePaid: false, ...details, code })
    // The original's code and message are enumerable, so that JSON.stringify(err) shows them; its cause is for debuggers only.
    Object.defineProperties(this, { message: { value: message, enumerable: true }, cause: { value: cause } })
  }

  override get name(): string {
    return 'HError'
  }

  /** What {@link isHError} looks for. */
  get [BRAND](): true {
    return true
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === HError ? isHError(value) : Function.prototype[Symbol.hasInstance].call(this, value)
  }
}

/** Whether a value is an HError, of this copy of the package or another one. */
export function isHError(value: unknown): value is HError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[BRAND] === true
}
