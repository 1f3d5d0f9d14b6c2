import type { Payment, Trade } from './trade'

/** WeChat Pay's own words. */
export type TradeState = 'NOTPAY' | 'SUCCESS' | 'CLOSED'

/** What can happen to a trade. Refusing on the phone is no event: the code stays payable. */
export type TradeEvent = { readonly type: 'pay', readonly payment: Payment } | { readonly type: 'close' } | { readonly type: 'expire' }

const TABLE: Readonly<Record<TradeState, Readonly<Record<TradeEvent['type'], TradeState>>>> = {
  NOTPAY: { pay: 'SUCCESS', close: 'CLOSED', expire: 'CLOSED' },
  SUCCESS: { pay: 'SUCCESS', close: 'SUCCESS', expire: 'SUCCESS' },
  CLOSED: { pay: 'CLOSED', close: 'CLOSED', expire: 'CLOSED' },
}

/** The trade after `event`; the same object when nothing changes. */
export function transition(trade: Trade, event: TradeEvent): Trade {
  const state = TABLE[trade.state][event.type]
  if (state === trade.state) return trade
  return { ...trade, state, payment: event.type === 'pay' ? event.payment : trade.payment }
}

/** The trade as it is at `now`: closed, once its time is over unpaid. */
export function tradeAt(trade: Trade, now: number): Trade {
  return now >= trade.expires_at ? transition(trade, { type: 'expire' }) : trade
}
