/** The one error of the SDK, as MinCloud documents it, with what its original lacks: what to do, and whether money may have moved. */
import type { TradeNo, TransactionNo } from './core/order'

/** MinCloud's own codes and their documented texts; a code of 400 and above that is not here is the HTTP status of an answer. */
const TEXTS = {
  600: 'network disconnected',
  601: 'request timeout',
  602: 'uninitialized',
  603: 'unauthorized',
  604: 'session missing',
  605: 'incorrect parameter type',
  607: 'payment cancelled',
  608: 'payment failed',
  609: 'wxExtend must be initialized',
  610: 'error tracker uninitialized',
  611: 'unsupported function',
  612: 'anonymous user is not allowed',
  613: 'third party auth denied',
  614: 'third party auth failed',
  615: 'gateway type "weixin_tenpay_js" works in WeChat builtin browser only',
  616: 'user info switch is off',
  617: 'multipart upload failed',
} as const

/** A documented code (600–617), or the HTTP status of an answer that refuses. */
export type HErrorCode = keyof typeof TEXTS | (number & {})

/** What an {@link HError} can say beyond its code and message. */
export interface HErrorDetails {
  /** What the developer can do about it, one sentence. */
  hint?: string
  /** The backend's own error name, where it has one. */
  errCode?: string
  /** Whether doing the same again can help. @default false */
  retryable?: boolean
  /** Whether the payer may have paid: a code was shown or a charge sent, and no server answer says unpaid and closed. @default false */
  mayHavePaid?: boolean
  /** The order's merchant number, where there is an order. */
  tradeNo?: TradeNo | undefined
  /** The order's platform number, where there is an order. */
  transactionNo?: TransactionNo | undefined
  /** How long the server asked to wait before the next request (`Retry-After`), in milliseconds. */
  retryAfterMs?: number | undefined
  /** What caused it: an error of our own making, which holds no request. */
  cause?: unknown
}

const BRAND = Symbol.for('@baas-pay/sdk/HError')

/**
 * Every rejection of the SDK. `message` is `"<code>: <text>"` as in the original; unlike the original it is a real subclass, and
 * `instanceof` also recognises an HError of another copy of this package on the same page.
 */
export class HError extends Error {
  readonly code: HErrorCode
  readonly hint: string | undefined
  readonly errCode: string | undefined
  readonly retryable: boolean
  readonly mayHavePaid: boolean
  readonly tradeNo: TradeNo | undefined
  readonly transactionNo: TransactionNo | undefined
  readonly retryAfterMs: number | undefined
  readonly cause: unknown

  constructor(code: HErrorCode, text?: string, details: HErrorDetails = {}) {
    const message = `${code}: ${text ?? TEXTS[code as keyof typeof TEXTS] ?? 'unknown error'}`
    super(message)
    this.name = 'HError'
    this.code = code
    this.hint = details.hint
    this.errCode = details.errCode
    this.retryable = details.retryable ?? false
    this.mayHavePaid = details.mayHavePaid ?? false
    this.tradeNo = details.tradeNo
    this.transactionNo = details.transactionNo
    this.retryAfterMs = details.retryAfterMs
    this.cause = details.cause
    Object.defineProperty(this, BRAND, { value: true })
    // The original's code and message are enumerable, so that JSON.stringify(err) shows them; its cause is for debuggers only.
    Object.defineProperty(this, 'message', { value: message, enumerable: true })
    for (const key of ['name', 'cause'] as const) Object.defineProperty(this, key, { enumerable: false })
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === HError ? isHError(value) : Function.prototype[Symbol.hasInstance].call(this, value)
  }
}

/** Whether a value is an HError, of this copy of the package or another one. */
export function isHError(value: unknown): value is HError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[BRAND] === true
}
