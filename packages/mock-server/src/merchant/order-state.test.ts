import { assert, array, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Order } from './order'
import { isReversing, mayNudge, toldWord, transition, type OrderEvent, type OrderState } from './order-state'
import type { OrderRefund } from './refund-status'

const payment = { transaction_id: 't1', paid_at: 5 }
const refund = (out_refund_no: string, amount_fen: number, progress: OrderRefund['progress']): OrderRefund => ({ out_refund_no, amount_fen, progress, created_at: 7 })
const events = {
  'place': { type: 'place', shown: { code_url: 'new' } },
  'abandon': { type: 'abandon' },
  'report': { type: 'report', trade_state: 'USERPAYING', trade_state_desc: '需要用户输入支付密码' },
  'fail': { type: 'fail', trade_state: 'PAYERROR', trade_state_desc: null },
  'close': { type: 'close' },
  'wish-reverse': { type: 'wish-reverse' },
  'begin-reverse': { type: 'begin-reverse' },
  'reverse': { type: 'reverse' },
  'stand': { type: 'stand' },
  'pay': { type: 'pay', payment: { transaction_id: 't2', paid_at: 9 } },
  'refund': { type: 'refund', refund: refund('r1', 40, 'processing') },
} as const satisfies Record<OrderEvent['type'], OrderEvent>

function order(state: OrderState, change: Partial<Order> = {}): Order {
  return {
    id: 'o', state, trade_no: 't', gateway_type: 'weixin_tenpay_micropay', amount_fen: 100, merchandise_description: 'd', merchandise_schema_id: null, merchandise_record_id: null,
    merchandise_snapshot: null, profit_sharing: false, return_url: null, client_id: 'demo', user: '', openid: null, client_token: null, events_nonce: 'n', ip_address: '127.0.0.1',
    created_at: 0, updated_at: 0, expires_at: 100, shown: {}, trade_state: null, trade_state_desc: null, payment: state === 'success' ? payment : null, refunds: [], is_reversing: false,
    ...change,
  }
}

// One row a state: what each event makes of it. A dash: nothing happens.
const TABLE = `
              place   abandon   report  fail   close  wish-reverse begin-reverse reverse stand    pay     refund
  creating    pending abandoned pending failed -      creating     creating      closed  creating success -
  abandoned   -       -         -       -      -      -            -             -       -        success -
  pending     -       -         pending failed closed pending      pending       closed  pending  success -
  failed      -       -         -       -      -      -            -             -       -        success -
  closed      -       -         -       -      -      -            -             -       -        success -
  success     -       -         -       -      -      success      -             success success  -       success
`
const [names = [], ...lines] = TABLE.trim().split('\n').map((line) => line.trim().split(/ +/))
const rows = lines.flatMap(([state, ...cells]) => cells.map((cell, index) => [state as OrderState, names[index] as OrderEvent['type'], cell] as const))

describe('an order', () => {
  test.each(rows)('that is %s and meets %s is %s', (state, event, next) => {
    const before = order(state, { is_reversing: event === 'stand' })
    const after = transition(before, events[event], 50)
    if (next === '-') expect(after).toBe(before)
    else expect(after).toMatchObject({ state: next, updated_at: 50 })
  })

  test('has a row for every state and event', () => {
    expect(rows).toHaveLength(6 * Object.keys(events).length)
  })

  test.each<[OrderState, OrderEvent, Partial<Order>]>([
    ['creating', events.place, { shown: { code_url: 'new' }, trade_state: 'NOTPAY' }],
    ['creating', events.report, { trade_state: 'USERPAYING', trade_state_desc: '需要用户输入支付密码' }],
    ['pending', { type: 'report', trade_state: 'NEVER_HEARD', trade_state_desc: null }, { trade_state: 'NEVER_HEARD' }],
    ['creating', events.fail, { trade_state: 'PAYERROR' }],
    ['pending', events.close, { trade_state: 'CLOSED' }],
    ['pending', events.reverse, { trade_state: 'REVOKED', refunds: [] }],
    ['closed', events.pay, { trade_state: 'SUCCESS', trade_state_desc: null, payment: events.pay.payment }],
    ['pending', events['wish-reverse'], { is_reversing: true }],
    ['creating', events['begin-reverse'], { is_reversing: true }],
    ['success', events.refund, { trade_state: 'REFUND', refunds: [events.refund.refund], payment }],
    ['success', events.reverse, { trade_state: 'REVOKED', refunds: [{ out_refund_no: 'reverse', amount_fen: 100, progress: 'success', created_at: 50 }], payment }],
  ])('that is %s and meets %o keeps what that says', (state, event, change) => {
    expect(transition(order(state), event, 50)).toMatchObject(change)
  })

  test('that was undone has all its money back, and no refund on its way', () => {
    const refunds = [refund('r1', 40, 'processing'), refund('r2', 10, 'success'), refund('r3', 20, 'failed')]
    const undone = transition(order('success', { refunds }), events.reverse, 50)
    expect(undone.refunds).toStrictEqual([refund('r1', 40, 'failed'), refund('r2', 10, 'success'), refund('r3', 20, 'failed'), { out_refund_no: 'reverse', amount_fen: 90, progress: 'success', created_at: 50 }])
    expect(transition(undone, { type: 'refund', refund: refund('r1', 40, 'success') }, 60)).toBe(undone)
  })

  test.each([
    ['creating', {}, true], ['pending', {}, true], ['success', {}, true],
    // What is not wished for, has ended, or has nothing left to give back is what it is.
    ['pending', { is_reversing: false }, false], ['success', { is_reversing: false }, false], ['failed', {}, false], ['closed', {}, false], ['abandoned', {}, false],
    ['success', { refunds: [refund('r1', 40, 'success')] }, true], ['success', { refunds: [refund('r1', 100, 'success')] }, false], ['success', { refunds: [refund('r1', 100, 'failed')] }, true],
  ] as const satisfies readonly (readonly [OrderState, Partial<Order>, boolean])[])('rule 2: that is %s and %o is told as being taken back: %s', (state, change, is) => {
    const one = order(state, { is_reversing: true, trade_state: 'SUCCESS', trade_state_desc: '支付成功', ...change })
    expect(isReversing(one)).toBe(is)
    expect(toldWord(one)).toStrictEqual(is ? { trade_state: 'REVERSING', trade_state_desc: null } : { trade_state: 'SUCCESS', trade_state_desc: '支付成功' })
    expect(mayNudge(one)).toBe(is || state === 'creating' || state === 'pending')
  })

  test('rule 2: that has ended is not taken back any more: a payment that is heard of later stays', () => {
    for (const end of [events.fail, events.close, events.reverse]) {
      const ended = transition(order('pending', { is_reversing: true }), end, 50)
      expect(transition(ended, events.pay, 60)).toMatchObject({ state: 'success', is_reversing: false })
    }
    const stood = transition(order('success', { is_reversing: true }), events.stand, 50)
    expect([stood.is_reversing, toldWord(stood)]).toStrictEqual([false, toldWord(order('success'))])
  })

  test('is the same object when it is told again', () => {
    for (const event of [events.report, events['wish-reverse'], events['begin-reverse'], events.stand]) {
      const once = transition(order('pending'), event, 50)
      expect(transition(once, event, 60)).toBe(once)
    }
    for (const event of [events.refund, events.reverse]) {
      const once = transition(order('success'), event, 50)
      expect(transition(once, event, 60)).toBe(once)
    }
  })

  test('rule 2: never leaves success, and keeps the payment that made it so', () => {
    const states = ['creating', 'abandoned', 'pending', 'failed', 'closed', 'success'] as const
    assert(property(constantFrom(...states), array(constantFrom(...Object.values(events))), (state, sequence) => {
      const paid = transition(order(state), { type: 'pay', payment }, 1)
      const end = sequence.reduce((current: Order, event) => transition(current, event, 2), paid)
      expect(end).toMatchObject({ state: 'success', payment })
    }))
  })
})
