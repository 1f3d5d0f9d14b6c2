import { assert, array, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Order } from './order'
import { transition, type OrderEvent, type OrderState } from './order-state'

const payment = { transaction_id: 't1', paid_at: 5 }
const events = {
  place: { type: 'place', code_url: 'new' },
  abandon: { type: 'abandon' },
  close: { type: 'close' },
  pay: { type: 'pay', payment: { transaction_id: 't2', paid_at: 9 } },
} as const satisfies Record<string, OrderEvent>

function order(state: OrderState): Order {
  return {
    id: 'o', state, trade_no: 't', gateway_type: 'weixin_tenpay_native', amount_fen: 1, merchandise_description: 'd', merchandise_schema_id: null, merchandise_record_id: null,
    merchandise_snapshot: null, profit_sharing: false, client_id: 'demo', user: '', client_token: null, ip_address: '127.0.0.1', created_at: 0, updated_at: 0, expires_at: 100,
    code_url: 'old', payment: state === 'success' ? payment : null,
  }
}

const states = ['creating', 'abandoned', 'pending', 'closed', 'success'] as const
const table: Record<OrderState, Record<keyof typeof events, OrderState>> = {
  creating: { place: 'pending', abandon: 'abandoned', close: 'creating', pay: 'success' },
  abandoned: { place: 'abandoned', abandon: 'abandoned', close: 'abandoned', pay: 'success' },
  pending: { place: 'pending', abandon: 'pending', close: 'closed', pay: 'success' },
  closed: { place: 'closed', abandon: 'closed', close: 'closed', pay: 'success' },
  success: { place: 'success', abandon: 'success', close: 'success', pay: 'success' },
}
const rows = states.flatMap((state) => (['place', 'abandon', 'close', 'pay'] as const).map((event) => [state, event, table[state][event]] as const))

describe('an order', () => {
  test.each(rows)('that is %s and meets %s is %s', (state, event, next) => {
    expect(transition(order(state), events[event], 50).state).toBe(next)
  })

  test('is the same object when nothing changes, and dated when something does', () => {
    const paid = order('success')
    expect(transition(paid, events.pay, 50)).toBe(paid)
    expect(transition(order('pending'), events.pay, 50)).toMatchObject({ updated_at: 50, payment: events.pay.payment })
    expect(transition(order('creating'), events.place, 50)).toMatchObject({ updated_at: 50, code_url: 'new' })
  })

  test('rule 2: never leaves success, and keeps the payment that made it so', () => {
    assert(property(constantFrom(...states), array(constantFrom(...Object.values(events))), (state, sequence) => {
      const paid = transition(order(state), { type: 'pay', payment }, 1)
      const end = sequence.reduce((current, event) => transition(current, event, 2), paid)
      expect(end).toStrictEqual(paid)
    }))
  })
})
