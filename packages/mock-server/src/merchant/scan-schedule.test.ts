import { describe, expect, test } from 'vitest'
import type { Order } from './order'
import { isUnderWay, nextStep, scanPollMs, stepAt } from './scan-schedule'

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

  test('undoes every 2 s where the cashier waits for it', () => {
    expect([0, 15, 16, 21].map((age) => nextStep({ ...open, is_reversing: true }, at(age)))).toStrictEqual([15, 17, 17, 23].map((age) => ({ at: at(age), action: 'reverse' })))
  })

  test('ends after the seven days in which WeChat Pay undoes', () => {
    expect(nextStep(open, at(7 * 86_400))).toBeUndefined()
    expect(nextStep(open, at(7 * 86_400 - 120))).toBeDefined()
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
