import { describe, expect, test } from 'vitest'
import type { Order } from './order'
import { isUnderWay, nextStep, reversibleAfterMs, scanPollMs, stepAt } from './scan-schedule'

const T0 = 1_000_000
const open = { gateway_type: 'weixin_tenpay_micropay', state: 'pending', created_at: T0, is_reversing: false, amount_fen: 10, refunds: [] } as unknown as Order
const at = (seconds: number): number => T0 + seconds * 1000

describe('the cadence of a charge by payment code', () => {
  test('asks after 5 s and every 10 s to 45 s, then undoes every 10 s, and from five minutes every minute', () => {
    const steps: string[] = []
    for (let step = nextStep(open, T0); step && step.at < at(430); step = nextStep(open, step.at)) steps.push(`${step.action} ${(step.at - T0) / 1000}`)
    const tens = Array.from({ length: 27 }, (_, index) => `reverse ${45 + index * 10}`)
    expect(steps).toStrictEqual(['ask 5', 'ask 15', 'ask 25', 'ask 35', ...tens, 'reverse 365', 'reverse 425'])
  })

  test.each([
    ['alipay_barcode', 100, [...Array.from({ length: 19 }, (_, index) => `ask ${3 + index * 3}`), 'reverse 60', 'reverse 70', 'reverse 80', 'reverse 90', 'reverse 100']],
    ['qpay_micropay', 360, ['ask 10', 'ask 20', ...Array.from({ length: 9 }, (_, index) => `ask ${30 + index * 30}`), 'reverse 300', 'reverse 330', 'reverse 360']],
  ])('of %s is its provider\'s own: to %s s %j', (gateway_type, until, expected) => {
    const order = { ...open, gateway_type }
    const steps: string[] = []
    for (let step = nextStep(order, T0); step && step.at <= at(until); step = nextStep(order, step.at)) steps.push(`${step.action} ${(step.at - T0) / 1000}`)
    expect(steps).toStrictEqual(expected)
  })

  test.each([['weixin_tenpay_micropay', 15], ['alipay_barcode', 0], ['qpay_micropay', 300]])('of %s undoes for the cashier from %s s on', (gateway_type, seconds) => {
    const order = { ...open, gateway_type, is_reversing: true }
    expect([stepAt(order, at(seconds)), reversibleAfterMs(order)]).toStrictEqual(['reverse', seconds * 1000])
    if (seconds > 0) expect(stepAt(order, at(seconds) - 1)).toBe('ask')
  })

  test('undoes every 2 s where the cashier waits for it', () => {
    expect([0, 15, 16, 21].map((age) => nextStep({ ...open, is_reversing: true }, at(age)))).toStrictEqual([15, 17, 17, 23].map((age) => ({ at: at(age), action: 'reverse' })))
  })

  test('ends after the seven days in which WeChat Pay undoes', () => {
    expect(nextStep(open, at(7 * 86_400))).toBeUndefined()
    expect(nextStep(open, at(7 * 86_400 - 120))).toBeDefined()
  })

  test('that is still being undone by then is let stand, at the first step after them and after every restart', () => {
    const undoing = { ...open, state: 'success', is_reversing: true } as const
    const last = nextStep(undoing, at(7 * 86_400))
    expect(last).toMatchObject({ action: 'stand' })
    expect(last?.at).toBeLessThanOrEqual(at(7 * 86_400 + 60))
    expect([nextStep(undoing, at(7 * 86_400 - 61))?.action, stepAt(undoing, at(7 * 86_400)), stepAt(undoing, at(7 * 86_400) + 1), stepAt(open, at(8 * 86_400))]).toStrictEqual(['reverse', 'reverse', 'stand', 'reverse'])
  })

  test.each([[0, 'ask'], [44.999, 'ask'], [45, 'reverse'], [86_400, 'reverse']] as const)('begins after a restart at the age of %s s with: %s', (age, action) => {
    expect(stepAt(open, at(age))).toBe(action)
  })

  test.each([[14.999, 'ask'], [15, 'reverse'], [25, 'reverse']] as const)('that is to be undone never undoes before 15 s: at %s s it does: %s', (age, action) => {
    expect(stepAt({ ...open, is_reversing: true }, at(age))).toBe(action)
  })

  test.each<[Partial<Order>, boolean]>([
    [{ state: 'creating' }, true], [{ state: 'pending' }, true], [{ state: 'failed' }, false], [{ state: 'closed' }, false], [{ state: 'success' }, false],
    [{ state: 'success', is_reversing: true }, true],
    [{ state: 'success', is_reversing: true, refunds: [{ out_refund_no: 'reverse', amount_fen: 10, progress: 'success', created_at: 0 }] }, false],
    [{ gateway_type: 'weixin_tenpay_native' }, false],
  ])('goes on for %o: %s', (change, isOpen) => {
    expect(isUnderWay({ ...open, ...change })).toBe(isOpen)
  })

  test('has the page ask just after the next step, and never in less than a second', () => {
    expect([0, 4, 4.9, 5, 44.9].map((age) => scanPollMs(open, at(age)))).toStrictEqual([5500, 1500, 1000, 10_500, 1000])
    expect(scanPollMs({ ...open, state: 'success' }, at(1))).toBeUndefined()
  })
})
