import { describe, expect, test } from 'vitest'
import type { Payment, Refund, Trade } from './trade'
import { tradeAt, transition, type TradeEvent, type TradeState } from './trade-state'

const payment: Payment = { transaction_id: '4200000001202601010000000001', openid: 'o', paid_at: 1000 }
const refund: Refund = { out_refund_no: 'r1', refund_id: '50', refund_fee: 4, account: 'REFUND_SOURCE_UNSETTLED_FUNDS', notify_url: 'http://127.0.0.1/r', created_at: 2000, success_at: 5000 }
const paidStates: readonly TradeState[] = ['SUCCESS', 'REFUND', 'REVOKED']

function tradeIn(state: TradeState): Trade {
  return {
    id: 'wechat:order1', provider: 'wechat', out_trade_no: 'order1', wire: 'wechat-v2', state, appid: 'wx1', mch_id: '1', trade_type: 'NATIVE', body: 'b', total_fee: 10, notify_url: 'http://127.0.0.1/n', attach: '', device_info: '',
    spbill_create_ip: '127.0.0.1', openid: null, sign_type: 'MD5', fingerprint: '', created_at: 0, expires_at: 9000, seen_at: null, life_once_seen_ms: null, extras: {}, payment: paidStates.includes(state) ? payment : null, refunds: [], notices: [],
  }
}

const EVENTS: Readonly<Record<TradeEvent['type'], TradeEvent>> = {
  see: { type: 'see', at: 500 }, pay: { type: 'pay', payment: { ...payment, transaction_id: 'another' } }, ask: { type: 'ask' }, decline: { type: 'decline' }, close: { type: 'close' },
  expire: { type: 'expire' }, reverse: { type: 'reverse', at: 4000 }, refund: { type: 'refund', refund },
}

/** Every state, and where each event leads; `-` is nowhere. */
const TABLE: Readonly<Record<TradeState, Readonly<Record<TradeEvent['type'], TradeState | '-'>>>> = {
  NOTPAY: { see: 'NOTPAY', pay: 'SUCCESS', ask: 'USERPAYING', decline: 'PAYERROR', close: 'CLOSED', expire: 'CLOSED', reverse: 'REVOKED', refund: '-' },
  USERPAYING: { see: '-', pay: 'SUCCESS', ask: '-', decline: 'PAYERROR', close: '-', expire: 'PAYERROR', reverse: 'REVOKED', refund: '-' },
  SUCCESS: { see: '-', pay: '-', ask: '-', decline: '-', close: '-', expire: '-', reverse: 'REVOKED', refund: 'REFUND' },
  REFUND: { see: '-', pay: '-', ask: '-', decline: '-', close: '-', expire: '-', reverse: '-', refund: 'REFUND' },
  CLOSED: { see: '-', pay: '-', ask: '-', decline: '-', close: '-', expire: '-', reverse: 'REVOKED', refund: '-' },
  REVOKED: { see: '-', pay: '-', ask: '-', decline: '-', close: '-', expire: '-', reverse: '-', refund: '-' },
  PAYERROR: { see: '-', pay: '-', ask: '-', decline: '-', close: '-', expire: '-', reverse: 'REVOKED', refund: '-' },
}
const rows = Object.entries(TABLE).flatMap(([state, row]) => Object.entries(row).map(([event, to]) => [state, event, to] as [TradeState, TradeEvent['type'], TradeState | '-']))

describe('a trade', () => {
  test.each(rows)('that is %s and meets %s is then %s', (state, event, to) => {
    const before = tradeIn(state)
    const after = transition(before, EVENTS[event])
    if (to === '-') expect(after).toBe(before)
    else expect(after.state).toBe(to)
  })

  test('rule 4: keeps its first payment', () => {
    const paid = transition(tradeIn('NOTPAY'), { type: 'pay', payment })
    expect(transition(paid, EVENTS.pay)).toBe(paid)
    expect(transition(paid, EVENTS.reverse).payment).toStrictEqual(payment)
  })

  test('has a notify from the instant of its payment, and one for each refund when its money arrives', () => {
    const paid = transition(tradeIn('NOTPAY'), { type: 'pay', payment })
    expect(paid.notices).toStrictEqual([{ id: 'payment', tries: 0, due_at: 1000 }])
    expect(transition(paid, EVENTS.refund).notices).toStrictEqual([...paid.notices, { id: '50', tries: 0, due_at: 5000 }])
  })

  test('tells nobody where nobody is named', () => {
    const paid = transition({ ...tradeIn('NOTPAY'), notify_url: '' }, { type: 'pay', payment })
    expect(transition(paid, { type: 'refund', refund: { ...refund, notify_url: '' } }).notices).toStrictEqual([])
  })

  test('is seen once, and has its time from then on where it begins only then', () => {
    const open = { ...tradeIn('NOTPAY'), life_once_seen_ms: 6000 }
    const seen = transition(open, { type: 'see', at: 500 })
    expect(seen).toMatchObject({ seen_at: 500, expires_at: 6500 })
    expect(transition(seen, { type: 'see', at: 600 })).toBe(seen)
    expect(transition(open, { type: 'see', at: 8000 })).toMatchObject({ seen_at: 8000, expires_at: open.expires_at })
    expect(transition(tradeIn('NOTPAY'), { type: 'see', at: 500 })).toMatchObject({ seen_at: 500, expires_at: 9000 })
  })

  test('is over at its very instant, unless it was paid', () => {
    expect(tradeAt(tradeIn('NOTPAY'), 8999).state).toBe('NOTPAY')
    expect(tradeAt(tradeIn('NOTPAY'), 9000).state).toBe('CLOSED')
    expect(tradeAt(tradeIn('SUCCESS'), 9000).state).toBe('SUCCESS')
  })
})
