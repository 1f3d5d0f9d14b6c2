/** What an order's answer means: status × trade_state → ours. Unknown combinations mean nothing, never paid and never failed. */
import type { OrderAnswer } from './order'

/** How much was refunded of a paid order. */
export type Refund = 'partial' | 'complete'

/**
 * The payer has done something, and the provider tells it; or (`reversing`) the server is taking the charge of a payment code back: whether
 * it was paid is open until that has ended, so that nothing is handed over, and nothing charged in its place.
 */
export type Phase = 'scanned' | 'userpaying' | 'reversing'

/** Our reading of one answer. `none` is no answer: keep asking. */
export type Reading =
  | { readonly kind: 'paid'; readonly refund?: Refund }
  | { readonly kind: 'waiting'; readonly phase?: Phase }
  /**
   * Was not paid and can't be any more: expired or closed, by what was asked for. `state`: the provider says that it has ended;
   * `time`: only its time is up, so that a payment may still come to light.
   */
  | { readonly kind: 'closed'; readonly by: 'state' | 'time' }
  | { readonly kind: 'failed'; readonly tradeState: string }
  | { readonly kind: 'none' }

const NONE: Reading = { kind: 'none' }
const WAITING: Reading = { kind: 'waiting' }
const CLOSED: Reading = { kind: 'closed', by: 'state' }
const TIME_IS_UP: Reading = { kind: 'closed', by: 'time' }

const asRefund = (word: string | undefined): Refund | undefined => (word === 'partial' || word === 'complete' ? word : undefined)

/** `pending` with no trade_state reads like NOTPAY. */
const PENDING: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ['', WAITING],
  ['NOTPAY', WAITING],
  ['NOTEXIST', WAITING],
  ['ACCEPT', WAITING],
  ['WAIT_BUYER_PAY', { kind: 'waiting', phase: 'scanned' }],
  ['USERPAYING', { kind: 'waiting', phase: 'userpaying' }],
  ['CLOSED', CLOSED],
  ['REVOKED', CLOSED],
  ['REVERSING', { kind: 'waiting', phase: 'reversing' }],
])

/** The states of a charge that can never succeed: PAYERROR and WeChat's definite refusals of a payment code. */
const FAILED: ReadonlySet<string> = new Set([
  'PAYERROR', 'PARAM_ERROR', 'NOAUTH', 'AUTHCODEEXPIRE', 'NOTENOUGH', 'NOTSUPORTCARD', 'ORDERCLOSED', 'ORDERREVERSED', 'AUTH_CODE_ERROR',
  'AUTH_CODE_INVALID', 'XML_FORMAT_ERROR', 'REQUIRE_POST_METHOD', 'SIGNERROR', 'LACK_PARAMS', 'NOT_UTF8', 'BUYER_MISMATCH', 'APPID_NOT_EXIST',
  'MCHID_NOT_EXIST', 'OUT_TRADE_NO_USED', 'APPID_MCHID_NOT_MATCH', 'INVALID_REQUEST', 'TRADE_ERROR', 'RULELIMIT',
])

const paid = (refund: Refund | undefined): Reading => (refund ? { kind: 'paid', refund } : { kind: 'paid' })

/** Nothing has been scanned and the server's time is up; a payer who is typing a password may still pay. */
const isOver = (reading: Reading, expiresInMs: number | undefined): boolean =>
  reading.kind === 'waiting' && reading.phase === undefined && expiresInMs !== undefined && expiresInMs <= 0

/** Reads one answer about our order. */
export function readAnswer(answer: OrderAnswer): Reading {
  const tradeState = answer.tradeState ?? ''
  const refund = asRefund(answer.refundStatus) ?? asRefund(answer.status)
  switch (answer.status) {
    case 'success':
    case 'complete':
    case 'partial':
      return paid(refund)
    case 'pending': {
      const reading = PENDING.get(tradeState) ?? NONE
      return isOver(reading, answer.expiresInMs) ? TIME_IS_UP : reading
    }
    case 'failed':
      return FAILED.has(tradeState) ? { kind: 'failed', tradeState } : NONE
    default:
      return NONE
  }
}
