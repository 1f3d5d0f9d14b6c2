/** What an order is called, what a backend says of it, and whether an answer speaks of ours. */
import { HError } from '../errors'
import type { Fen } from './money'

declare const brand: unique symbol

/**
 * `trade_no`: the merchant's order number, the id seen when reconciling at the provider (WeChat's `out_trade_no`).
 * One upstream page describes it and `transaction_no` the other way round; this is the meaning in force.
 */
export type TradeNo = string & { readonly [brand]: 'TradeNo' }

/** `transaction_no` (older `transactionID`): the platform's own serial, the one `Order.get` takes. */
export type TransactionNo = string & { readonly [brand]: 'TransactionNo' }

/** A number as text; throws HError 605 for anything else, so that nothing is asked for by an empty number. */
function numbered(number: string, name: string): string {
  if (typeof number === 'string' && number !== '') return number
  throw new HError(605, `incorrect parameter type: ${name} is no number of an order`, { hint: 'Pass on the text as the server told it.' })
}

/**
 * A `trade_no` that the shop's own server told, as {@link watchOrder} and {@link resume} take it. The results of the facade are typed so
 * already. Throws HError 605 for what is no text, or an empty one.
 * @example
 * watchOrder(client, { tradeNo: asTradeNo(fromMyServer.trade_no) })
 */
export const asTradeNo = (number: string): TradeNo => numbered(number, 'trade_no') as TradeNo

/** A `transaction_no` that the shop's own server told; as {@link asTradeNo}. */
export const asTransactionNo = (number: string): TransactionNo => numbered(number, 'transaction_no') as TransactionNo

/** `client_token`: 128 random bits of ours that name one attempt, so that repeating a lost create finds the same order. */
export type ClientToken = string & { readonly [brand]: 'ClientToken' }

/** By what an order can be found: its numbers, or the token while no number came back. */
export interface OrderRef {
  readonly tradeNo?: TradeNo | undefined
  readonly transactionNo?: TransactionNo | undefined
  readonly clientToken?: ClientToken | undefined
}

/** What the payer needs to pay, by flow. */
export type Presentation =
  /** `codeUrl` is the text to encode as a QR, not an image. */
  | { readonly flow: 'qrcode'; readonly codeUrl: string }
  /**
   * `url` has been checked by {@link isSafeTarget} where the backend answered it; what comes from a storage is checked before it is gone to.
   * `isFramed`: a page that is made to be shown in a sandboxed frame, whose host the page's own CSP then names in `frame-src`; where it does
   * not load there, going to it does as well.
   */
  | { readonly flow: 'redirect'; readonly url: string; readonly isFramed?: boolean | undefined }
  | { readonly flow: 'jsapi'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly flow: 'scan' }
  /** Nothing is left to pay: a free order, or one that was paid before its code was seen. */
  | { readonly flow: 'none' }

/** An order as a checkout shows it. The amount is the server's where it told one. */
export interface Order {
  readonly tradeNo?: TradeNo | undefined
  readonly transactionNo?: TransactionNo | undefined
  readonly amountFen?: Fen | undefined
  readonly description: string
  readonly show: Presentation
  /** Instant (ms since the epoch, this page's clock) after which it can't be paid; absent where the backend told none: then no countdown and no `expired`. */
  readonly expiresAt?: number | undefined
  /** Where the backend nudges, where it does; on its own origin. */
  readonly eventsUrl?: string | undefined
  /** Instant before which the backend won't close or reverse it, where it has told so: until then a cancel is of no use. */
  readonly closableAt?: number | undefined
}

/** A backend's answer about an order, in neutral words; the strings are the wire's own values. */
export interface OrderAnswer extends OrderRef {
  /** `pending | success | failed`, leniently also a refund state. */
  readonly status: string
  /** The provider's own state (`NOTPAY`, `USERPAYING`, ...), where told. */
  readonly tradeState?: string | undefined
  readonly refundStatus?: string | undefined
  readonly amountFen?: Fen | undefined
  /** Milliseconds left as the server sees it, at the moment of the answer. */
  readonly expiresInMs?: number | undefined
  /** The server's wish for the next ask, in milliseconds. */
  readonly nextPollMs?: number | undefined
  /** When it was paid, as told (ISO text or epoch seconds, verbatim). */
  readonly paidAt?: string | number | undefined
}

/**
 * Whether an answer speaks of our order: one number matches, and none contradicts. Where no number is known yet,
 * the echoed token must match. Anything else (an empty list, another's order) is no answer.
 */
export function isOurs(answer: OrderRef, ref: OrderRef): boolean {
  const names = ['tradeNo', 'transactionNo'] as const
  const known = names.filter((name) => ref[name] !== undefined)
  if (known.length === 0) return ref.clientToken !== undefined && answer.clientToken === ref.clientToken
  const told = known.filter((name) => answer[name] !== undefined && answer[name] !== '')
  return told.length > 0 && told.every((name) => answer[name] === ref[name])
}
