import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HError } from '../errors'
import { closingBy, isEnd, transition, type Attempt, type CheckoutEvent, type CheckoutState, type StateName } from './machine'
import type { Fen } from './money'
import type { Order, TradeNo } from './order'

const first: Attempt = { no: 1, gatewayType: 'weixin_tenpay_native' }
const second: Attempt = { no: 2, gatewayType: 'qpay_native' }
const order: Order = { tradeNo: 'T1' as TradeNo, amountFen: 10 as Fen, description: 'x', show: { flow: 'qrcode', codeUrl: 'c' } }
const error = new HError(608)
const at = { attempt: first, order }

const states = {
  idle: { name: 'idle' },
  creating: { name: 'creating', attempt: first, closeRequested: false },
  'creating, cancelled': { name: 'creating', attempt: first, closeRequested: true },
  waiting: { name: 'waiting', ...at },
  'waiting, scanned': { name: 'waiting', phase: 'scanned', ...at },
  'checking (user)': { name: 'checking', why: 'user', ...at },
  'checking (window)': { name: 'checking', why: 'window', ...at },
  closing: { name: 'closing', by: 'close', ...at },
  'closing for the next': { name: 'closing', by: 'close', next: second, ...at },
  paid: { name: 'paid', late: false, ...at },
  closed: { name: 'closed', ...at },
  'failed, no order': { name: 'failed', attempt: first, error },
  'failed, with an order': { name: 'failed', ...at, error },
  expired: { name: 'expired', by: 'state', ...at },
  'unknown, with an order': { name: 'unknown', ...at },
  'unknown, no order': { name: 'unknown', attempt: first },
} satisfies Record<string, CheckoutState>

const events = {
  create: { type: 'create', attempt: second },
  'created, waiting': { type: 'created', order, reading: { kind: 'waiting' } },
  'created, scanned': { type: 'created', order, reading: { kind: 'waiting', phase: 'scanned' } },
  'created, paid': { type: 'created', order, reading: { kind: 'paid' } },
  'created, closed': { type: 'created', order, reading: { kind: 'closed', by: 'state' } },
  'created, failed': { type: 'created', order, reading: { kind: 'failed', tradeState: 'PAYERROR' } },
  'created, no reading': { type: 'created', order, reading: { kind: 'none' } },
  'create-refused': { type: 'create-refused', error },
  'create-lost, unseen': { type: 'create-lost', error, seen: false },
  'create-lost, seen': { type: 'create-lost', error, seen: true },
  'check (user)': { type: 'check', why: 'user' },
  'answer: paid': { type: 'answer', reading: { kind: 'paid' } },
  'answer: waiting': { type: 'answer', reading: { kind: 'waiting' } },
  'answer: scanned': { type: 'answer', reading: { kind: 'waiting', phase: 'userpaying' } },
  'answer: closed': { type: 'answer', reading: { kind: 'closed', by: 'state' } },
  'answer: its time is up': { type: 'answer', reading: { kind: 'closed', by: 'time' } },
  'answer: failed': { type: 'answer', reading: { kind: 'failed', tradeState: 'PAYERROR' }, error },
  'answer: none': { type: 'answer', reading: { kind: 'none' } },
  'no-answer': { type: 'no-answer' },
  close: { type: 'close', by: 'close' },
  'close for the next': { type: 'close', by: 'close', next: second },
  'close-refused, waiting': { type: 'close-refused', reading: { kind: 'waiting' } },
  'close-refused, its time is up': { type: 'close-refused', reading: { kind: 'closed', by: 'time' } },
  'close-refused, nothing said': { type: 'close-refused', reading: { kind: 'none' } },
  'other-paid': { type: 'other-paid', attempt: second, order },
} satisfies Record<string, CheckoutEvent>

/** What each event leads to; an event that is absent means nothing in that state. */
const expected: Record<keyof typeof states, Partial<Record<keyof typeof events, StateName>>> = {
  idle: { create: 'creating' },
  creating: {
    'created, waiting': 'waiting', 'created, scanned': 'waiting', 'created, paid': 'paid', 'created, closed': 'checking', 'created, failed': 'checking',
    'created, no reading': 'waiting', 'create-refused': 'failed', 'create-lost, unseen': 'failed', 'create-lost, seen': 'unknown',
    create: 'creating', close: 'creating', 'close for the next': 'creating', 'other-paid': 'paid',
  },
  'creating, cancelled': {
    'created, waiting': 'closing', 'created, scanned': 'closing', 'created, paid': 'paid', 'created, closed': 'closing', 'created, failed': 'closing',
    'created, no reading': 'closing', 'create-refused': 'failed', 'create-lost, unseen': 'failed', 'create-lost, seen': 'unknown',
    create: 'creating', close: 'creating', 'close for the next': 'creating', 'other-paid': 'paid',
  },
  waiting: {
    'check (user)': 'checking', 'answer: paid': 'paid', 'answer: waiting': 'waiting', 'answer: scanned': 'waiting', 'answer: closed': 'checking', 'answer: its time is up': 'checking',
    'answer: failed': 'checking', close: 'closing', 'close for the next': 'closing', 'other-paid': 'paid',
  },
  'waiting, scanned': {
    'check (user)': 'checking', 'answer: paid': 'paid', 'answer: waiting': 'waiting', 'answer: scanned': 'waiting', 'answer: closed': 'checking', 'answer: its time is up': 'checking',
    'answer: failed': 'checking', close: 'closing', 'close for the next': 'closing', 'other-paid': 'paid',
  },
  'checking (user)': {
    'check (user)': 'checking', 'answer: paid': 'paid', 'answer: waiting': 'waiting', 'answer: scanned': 'waiting', 'answer: closed': 'expired', 'answer: its time is up': 'expired',
    'answer: failed': 'failed', 'no-answer': 'unknown', close: 'closing', 'close for the next': 'closing', 'other-paid': 'paid',
  },
  'checking (window)': {
    'check (user)': 'checking', 'answer: paid': 'paid', 'answer: waiting': 'waiting', 'answer: scanned': 'waiting', 'answer: closed': 'expired', 'answer: its time is up': 'expired',
    'answer: failed': 'failed', 'no-answer': 'waiting', close: 'closing', 'close for the next': 'closing', 'other-paid': 'paid',
  },
  closing: {
    'answer: paid': 'paid', 'answer: closed': 'closed', 'answer: failed': 'closed', 'no-answer': 'unknown', 'close-refused, waiting': 'waiting',
    'close-refused, its time is up': 'expired', 'close-refused, nothing said': 'unknown', close: 'closing', 'close for the next': 'closing', 'other-paid': 'paid',
  },
  'closing for the next': {
    'answer: paid': 'paid', 'answer: closed': 'creating', 'answer: failed': 'creating', 'no-answer': 'unknown', 'close-refused, waiting': 'waiting',
    'close-refused, its time is up': 'expired', 'close-refused, nothing said': 'unknown', close: 'closing', 'close for the next': 'closing', 'other-paid': 'paid',
  },
  paid: {},
  closed: { create: 'creating', 'answer: paid': 'paid', 'other-paid': 'paid' },
  'failed, no order': { create: 'creating', 'other-paid': 'paid' },
  'failed, with an order': { create: 'creating', 'answer: paid': 'paid', 'other-paid': 'paid' },
  expired: { create: 'creating', 'check (user)': 'checking', 'answer: paid': 'paid', close: 'closing', 'close for the next': 'closing', 'other-paid': 'paid' },
  'unknown, with an order': {
    create: 'creating', 'created, waiting': 'waiting', 'created, scanned': 'waiting', 'created, paid': 'paid', 'created, closed': 'checking',
    'created, failed': 'checking', 'created, no reading': 'waiting', 'check (user)': 'checking', 'answer: paid': 'paid', 'answer: waiting': 'waiting',
    'answer: scanned': 'waiting', 'answer: closed': 'checking', 'answer: its time is up': 'checking', 'answer: failed': 'checking', close: 'closing', 'close for the next': 'closing', 'other-paid': 'paid',
  },
  'unknown, no order': {
    create: 'creating', 'created, waiting': 'waiting', 'created, scanned': 'waiting', 'created, paid': 'paid', 'created, closed': 'checking',
    'created, failed': 'checking', 'created, no reading': 'waiting', 'other-paid': 'paid',
  },
}

type Key<T> = Extract<keyof T, string>
const cells = (Object.keys(states) as Key<typeof states>[]).flatMap((state) =>
  (Object.keys(events) as Key<typeof events>[]).map((event) => [state, event, expected[state][event]] as const))

describe('the transition table', () => {
  it.each(cells)('%s + %s → %s', (stateKey, eventKey, next) => {
    const state: CheckoutState = states[stateKey]
    const after = transition(state, events[eventKey])
    if (next === undefined) expect(after).toBe(state)
    else {
      expect(after.name).toBe(next)
      expect(after).not.toBe(state)
    }
  })

  it('rule 2: a success after another end is late, and shown', () => {
    const late = (state: CheckoutState) => transition(state, events['answer: paid'])
    expect(late(states.expired)).toMatchObject({ name: 'paid', late: true })
    expect(late(states.closed)).toMatchObject({ name: 'paid', late: true })
    expect(late(states['unknown, with an order'])).toMatchObject({ name: 'paid', late: true })
    expect(late(states.waiting)).toMatchObject({ name: 'paid', late: false })
    expect(late(transition(states.waiting, events['check (user)']))).toMatchObject({ name: 'paid', late: false })
    expect(late(transition(states.expired, events['check (user)']))).toMatchObject({ name: 'paid', late: true })
    expect(late(transition(states.expired, events.close))).toMatchObject({ name: 'paid', late: true })
    expect(late(transition(transition(states['unknown, with an order'], events['check (user)']), events['check (user)']))).toMatchObject({ name: 'paid', late: true })
  })

  it('a refunded order is paid, and says how much came back', () => {
    const refunded = transition(states.waiting, { type: 'answer', reading: { kind: 'paid', refund: 'partial' }, paidAt: '2026-01-01' })
    expect(refunded).toMatchObject({ name: 'paid', refund: 'partial', paidAt: '2026-01-01' })
  })

  it('an answer carries its news into the order', () => {
    const told = transition(states.waiting, { type: 'answer', reading: { kind: 'waiting' }, order: { amountFen: 99 as Fen, expiresAt: 5 } })
    expect(told).toMatchObject({ name: 'waiting', order: { tradeNo: 'T1', amountFen: 99, expiresAt: 5 } })
  })

  it('a close that is refused says from when on it is possible, and that stays known', () => {
    const refused = transition(states.closing, { type: 'close-refused', reading: { kind: 'waiting', phase: 'userpaying' }, closableAt: 7 })
    expect(refused).toMatchObject({ name: 'waiting', phase: 'userpaying', order: { tradeNo: 'T1', closableAt: 7 } })
    expect(transition(refused, events['answer: waiting'])).toMatchObject({ order: { closableAt: 7 } })
    expect(transition(states.closing, events['close-refused, waiting'])).toMatchObject({ order })
  })

  it('the charge of a payment code is reversed, any other order closed, also one that was cancelled while it was made', () => {
    const charge: Attempt = { no: 1, gatewayType: 'weixin_tenpay_micropay' }
    expect([closingBy(charge), closingBy(first)]).toEqual(['reverse', 'close'])
    const cancelled: CheckoutState = { name: 'creating', attempt: charge, closeRequested: true }
    expect(transition(cancelled, events['created, waiting'])).toMatchObject({ name: 'closing', by: 'reverse' })
    expect(transition(states['creating, cancelled'], events['created, waiting'])).toMatchObject({ name: 'closing', by: 'close' })
  })

  it('an end keeps its attempt and its order while it is closed, or found paid', () => {
    expect(transition(states['unknown, with an order'], events.close)).toMatchObject({ name: 'closing', told: 'unknown', ...at })
    expect(transition(states.expired, events.close)).toMatchObject({ name: 'closing', told: 'expired', ...at })
    expect(transition(states['failed, with an order'], events['answer: paid'])).toMatchObject({ name: 'paid', late: true, ...at })
    expect(transition(states['unknown, with an order'], events['answer: paid'])).toMatchObject({ name: 'paid', late: true, ...at })
  })

  it('a refused close that says no time leaves the one that is known', () => {
    const known: CheckoutState = { ...states.closing, order: { ...order, closableAt: 7 } }
    expect(transition(known, events['close-refused, waiting'])).toMatchObject({ order: { closableAt: 7 } })
  })

  it('what happens to a state is all that changes in it', () => {
    expect(transition(states.creating, events.close)).toEqual({ ...states.creating, closeRequested: true })
    expect(transition(states.idle, events.create)).toEqual({ name: 'creating', attempt: second, closeRequested: false })
    expect(transition(states.waiting, events['check (user)'])).toMatchObject({ why: 'user', ...at })
    expect(transition(states.waiting, events['answer: closed'])).toMatchObject({ why: 'expiry', ...at })
    expect(transition(states.creating, events['created, closed'])).toMatchObject({ why: 'expiry', order })
    expect(transition(states['checking (user)'], events['answer: closed'])).toEqual({ name: 'expired', by: 'state', ...at })
    expect(transition(states['checking (user)'], events['answer: failed'])).toEqual({ name: 'failed', ...at, error })
    expect(transition(states['checking (user)'], { ...events['answer: failed'], error: undefined })).toBe(states['checking (user)'])
    expect(transition(states.waiting, events['answer: scanned'])).toEqual({ name: 'waiting', phase: 'userpaying', ...at })
    expect(transition(states['waiting, scanned'], events['answer: waiting'])).toEqual({ name: 'waiting', ...at })
    expect(transition(states.closing, events['answer: closed'])).toEqual({ name: 'closed', ...at })
    expect(transition(states.closing, events['close for the next'])).toEqual({ ...states.closing, next: second })
    expect(transition(states['closing for the next'], events['answer: closed'])).toEqual({ name: 'creating', attempt: second, closeRequested: false })
    expect(transition(states.creating, events['create-refused'])).toEqual({ name: 'failed', attempt: first, error })
    expect(transition(states.creating, events['create-lost, seen'])).toEqual({ name: 'unknown', attempt: first })
    expect(transition(states.waiting, { ...events['other-paid'], refund: 'complete', paidAt: 7 })).toEqual({ name: 'paid', attempt: second, order, refund: 'complete', paidAt: 7, late: false })
    expect(transition(states.closed, events['other-paid'])).toMatchObject({ late: true })
    expect(transition(states.creating, { ...events['created, paid'], paidAt: 7 })).toMatchObject({ late: false, paidAt: 7, order })
  })

  it.each<[StateName, boolean]>([
    ['idle', false], ['creating', false], ['waiting', false], ['checking', false], ['closing', false],
    ['paid', true], ['closed', true], ['failed', true], ['expired', true], ['unknown', true],
  ])('%s is an end: %j', (name, isOne) => {
    expect(isEnd(name)).toBe(isOne)
  })

  it('another attempt that was paid is the one shown', () => {
    expect(transition(states.waiting, events['other-paid'])).toMatchObject({ name: 'paid', attempt: second })
  })

  it('renewing shows the next attempt only after the old order is known to be closed', () => {
    const closing = transition(states.waiting, events['close for the next'])
    expect(closing).toMatchObject({ name: 'closing', attempt: first, next: second })
    expect(transition(closing, events['no-answer'])).toMatchObject({ name: 'unknown', attempt: first })
    expect(transition(closing, events['answer: closed'])).toMatchObject({ name: 'creating', attempt: second })
  })
})

describe('whatever happens', () => {
  const anyEvent = fc.constantFrom(...Object.values<CheckoutEvent>(events))
  const run = (sequence: readonly CheckoutEvent[]) => {
    const path: CheckoutState[] = [{ name: 'idle' }]
    for (const event of sequence) path.push(transition(path[path.length - 1] ?? { name: 'idle' }, event))
    return path
  }

  it('rule 2: nothing leaves paid', () => {
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.array(anyEvent, { maxLength: 40 }), (before, after) => {
      const paid = run([...before, { type: 'create', attempt: first }, events['other-paid'], ...after])
      const index = paid.findIndex(({ name }) => name === 'paid')
      expect(index).toBeGreaterThan(-1)
      expect(paid.slice(index).every((state) => state === paid[index])).toBe(true)
    }))
  })

  it('rule 1: nothing is paid but by the backend\'s word', () => {
    const isWord = (event: CheckoutEvent) => event.type === 'other-paid' || ('reading' in event && event.reading.kind === 'paid')
    fc.assert(fc.property(fc.array(anyEvent.filter((event) => !isWord(event)), { maxLength: 60 }), (sequence) => {
      expect(run(sequence).map(({ name }) => name)).not.toContain('paid')
    }))
  })

  it('rule 3: expired and closed come only out of a check', () => {
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 60 }), (sequence) => {
      const path = run(sequence)
      for (let index = 1; index < path.length; index += 1) {
        const [before, after] = [path[index - 1]?.name, path[index]?.name]
        if (after === 'expired' && before !== 'expired') expect(['checking', 'closing']).toContain(before)
        if (after === 'closed' && before !== 'closed') expect(before).toBe('closing')
      }
    }))
  })

  it('rule 4: a second attempt begins only where the first is over or known to be closed', () => {
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 60 }), (sequence) => {
      const path = run(sequence)
      for (let index = 1; index < path.length; index += 1) {
        const before = path[index - 1]
        if (path[index]?.name !== 'creating' || before?.name === 'creating') continue
        expect(['idle', 'closing', 'closed', 'failed', 'expired', 'unknown']).toContain(before?.name)
      }
    }))
  })
})
