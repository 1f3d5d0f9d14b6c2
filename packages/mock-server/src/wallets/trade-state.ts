import type { Notice, Payment, Refund, Trade } from './trade'

/** How far a trade is, in WeChat Pay's own words; each provider's wire has its own for them. WeChat's ACCEPT (taken, waiting to be charged) is not produced: a charge here is immediate. */
export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'REFUND' | 'CLOSED' | 'REVOKED' | 'PAYERROR'

/** What can happen to a trade. Refusing a QR on the phone is no event: the code stays payable. */
export type TradeEvent =
  /** A wallet opens it. */
  | { readonly type: 'see', readonly at: number }
  | { readonly type: 'pay', readonly payment: Payment }
  /** The payer of a payment code is asked for the password. */
  | { readonly type: 'ask' }
  /** The payer of a payment code says no, or the bank does. */
  | { readonly type: 'decline' }
  | { readonly type: 'close' }
  | { readonly type: 'expire' }
  /** Unpaid it can't be paid any more; paid it is given back, at that instant. */
  | { readonly type: 'reverse', readonly at: number }
  | { readonly type: 'refund', readonly refund: Refund }

const TABLE: Readonly<Record<TradeState, Readonly<Partial<Record<TradeEvent['type'], TradeState>>>>> = {
  NOTPAY: { see: 'NOTPAY', pay: 'SUCCESS', ask: 'USERPAYING', decline: 'PAYERROR', close: 'CLOSED', expire: 'CLOSED', reverse: 'REVOKED' },
  USERPAYING: { pay: 'SUCCESS', decline: 'PAYERROR', expire: 'PAYERROR', reverse: 'REVOKED' },
  SUCCESS: { reverse: 'REVOKED', refund: 'REFUND' },
  REFUND: { refund: 'REFUND' },
  PAYERROR: { reverse: 'REVOKED' },
  CLOSED: { reverse: 'REVOKED' },
  REVOKED: {},
}

/** The trade after `event`; the same object when the table has no such step. */
export function transition(trade: Trade, event: TradeEvent): Trade {
  const state = TABLE[trade.state][event.type]
  if (state === undefined) return trade
  if (event.type === 'see') return seen(trade, event.at)
  if (event.type === 'pay') return { ...trade, state, payment: event.payment, notices: [...trade.notices, ...noticeOf('payment', trade.notify_url, event.payment.paid_at)] }
  if (event.type === 'reverse') return { ...trade, state, reversed_at: event.at }
  if (event.type !== 'refund') return { ...trade, state }
  const { refund } = event
  return { ...trade, state, refunds: [...trade.refunds, refund], notices: [...trade.notices, ...noticeOf(refund.refund_id, refund.notify_url, refund.success_at)] }
}

function seen(trade: Trade, at: number): Trade {
  if (trade.seen_at !== null) return trade
  return { ...trade, seen_at: at, expires_at: Math.min(trade.expires_at, at + (trade.life_once_seen_ms ?? Infinity)) }
}

function noticeOf(id: string, url: string, dueAt: number): Notice[] {
  return url === '' ? [] : [{ id, tries: 0, due_at: dueAt }]
}

/** The trade as it is at `now`: over, once its time is over unpaid. */
export function tradeAt(trade: Trade, now: number): Trade {
  return now >= trade.expires_at ? transition(trade, { type: 'expire' }) : trade
}
