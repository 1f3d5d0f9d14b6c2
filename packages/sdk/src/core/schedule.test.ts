import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDelay, WINDOW_MS, watchEndsAt, type ScheduleInput } from './schedule'

const T0 = 1_700_000_000_000
const S = 1_000
const MIN = 60 * S

const at = (ageMs: number, more: Partial<ScheduleInput> = {}): ScheduleInput => ({
  now: T0 + ageMs, startedAt: T0, failures: 0, hidden: false, online: true, push: false, scan: false, slow: false, random: 0.5, ...more,
})

describe('when to ask next', () => {
  it.each<[string, ScheduleInput, number | undefined]>([
    ['a fresh order: first at 3 s', at(0), 3 * S],
    ['every 3 s to 60 s', at(59 * S), 3 * S],
    ['every 6 s to 120 s', at(60 * S), 6 * S],
    ['every 10 s to 200 s', at(120 * S), 10 * S],
    ['not past the end of the window', at(195 * S), 5 * S],
    ['every 30 s to 10 min', at(WINDOW_MS), 30 * S],
    ['every 120 s after that', at(10 * MIN), 120 * S],
    ['not past the expiry', at(0, { expiresAt: T0 + 1_234 }), 1_234],
    ['on after the expiry', at(16 * MIN, { expiresAt: T0 + 15 * MIN }), 120 * S],
    ['up to five minutes after the expiry', at(19 * MIN + 59 * S, { expiresAt: T0 + 15 * MIN }), 1 * S],
    ['and no longer', at(20 * MIN, { expiresAt: T0 + 15 * MIN }), undefined],
    ['but on where the last ask got no answer', at(20 * MIN, { expiresAt: T0 + 15 * MIN, failures: 1 }), 120 * S],
    ['also not past an expiry that is no number', at(0, { expiresAt: Number.NaN }), 3 * S],
    ['two hours where the expiry is unknown', at(120 * MIN - 1), 1],
    ['and no longer than that', at(120 * MIN), undefined],
    ['with push every 20 s', at(0, { push: true }), 20 * S],
    ['with push after the window as without', at(WINDOW_MS, { push: true }), 30 * S],
    ['hidden once a minute', at(0, { hidden: true }), 60 * S],
    ['hidden with push as push asks', at(0, { hidden: true, push: true }), 20 * S],
    ['hidden past the window not at all', at(WINDOW_MS, { hidden: true }), undefined],
    ['the scan flow never pauses', at(WINDOW_MS, { hidden: true, scan: true }), 30 * S],
    ['the scan flow asks on after its end where the last ask was in vain, hidden or not', at(120 * MIN, { hidden: true, scan: true, failures: 1 }), 30 * S],
    ['hidden past its end not at all, whatever the last ask was', at(120 * MIN, { hidden: true, failures: 1, returnedAt: T0 + 120 * MIN }), undefined],
    ['a tab that another one tells lets it ask', at(0, { mirroredMs: 6 * S }), 6 * S],
    ['for no longer than its own time where the other one is quicker', at(0, { mirroredMs: 1 * S }), 3 * S],
    ['and not past the expiry', at(0, { mirroredMs: 6 * S, expiresAt: T0 + 4 * S }), 4 * S],
    ['nor past the window', at(195 * S, { mirroredMs: 30 * S }), 5 * S],
    ['a return that a jump of the clock puts into the future counts for its minute', at(5 * MIN, { returnedAt: T0 + 5 * MIN + 59 * S }), 3 * S],
    ['and for no longer', at(5 * MIN, { returnedAt: T0 + 65 * MIN }), 30 * S],
    ['a clock that was set back asks as for a fresh order', at(-60 * MIN), 3 * S],
    ['a payer who came back is asked for at full rate', at(5 * MIN, { returnedAt: T0 + 5 * MIN - 59 * S }), 3 * S],
    ['for a minute', at(5 * MIN, { returnedAt: T0 + 5 * MIN - 60 * S }), 30 * S],
    ['an attempt behind the shown one: slowly from the start', at(0, { slow: true }), 30 * S],
    ['a first failure changes nothing', at(0, { failures: 1 }), 3 * S],
    ['a second failure backs off', at(0, { failures: 2 }), 6 * S],
    ['up to 30 s', at(0, { failures: 30 }), 30 * S],
    ['failures never speed up', at(12 * MIN, { failures: 3 }), 120 * S],
    ['offline only slows down', at(0, { online: false }), 30 * S],
    ['the server may wish', at(0, { hintMs: 7 * S, random: 0 }), 7 * S],
    ['and is never undercut by jitter', at(0, { hintMs: 7 * S, random: 0.999 }), 7_699],
    ['a wish does not wake a hidden page more often', at(0, { hintMs: 3 * S, hidden: true, random: 0 }), 60 * S],
    ['a wish that is no number is none', at(0, { hintMs: Number.NaN }), 3 * S],
    ['but not for less than a second', at(0, { hintMs: 0, random: 0 }), 1 * S],
    ['nor more than a minute', at(0, { hintMs: 10 * MIN, random: 0 }), 60 * S],
    ['jitter takes a tenth off', at(0, { random: 0 }), 2_700],
    ['or adds nearly one', at(0, { random: 0.999 }), 3_299],
  ])('%s', (_case, input, expected) => {
    expect(nextDelay(input)).toBe(expected)
  })

  const inputs = fc.record({
    now: fc.integer({ min: T0, max: T0 + 3 * 60 * MIN }),
    startedAt: fc.constant(T0),
    expiresAt: fc.option(fc.integer({ min: T0 - MIN, max: T0 + 3 * 60 * MIN }), { nil: undefined }),
    returnedAt: fc.option(fc.integer({ min: T0, max: T0 + 3 * 60 * MIN }), { nil: undefined }),
    failures: fc.nat({ max: 2_000 }),
    hintMs: fc.option(fc.oneof(fc.integer(), fc.constant(Number.MAX_VALUE)), { nil: undefined }),
    mirroredMs: fc.option(fc.nat({ max: 200_000 }), { nil: undefined }),
    hidden: fc.boolean(), online: fc.boolean(), push: fc.boolean(), scan: fc.boolean(), slow: fc.boolean(),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })

  it('delays never overrun the window, the expiry or the end of the watch', () => {
    fc.assert(fc.property(inputs, (input) => {
      const delay = nextDelay(input)
      if (delay === undefined) return
      expect(delay).toBeGreaterThan(0)
      for (const deadline of [input.startedAt + WINDOW_MS, input.expiresAt, watchEndsAt(input)]) {
        if (deadline !== undefined && deadline > input.now) expect(input.now + delay).toBeLessThanOrEqual(deadline)
      }
    }))
  })

  it('asks at all while the page is seen and the watch has not ended', () => {
    fc.assert(fc.property(inputs, (input) => {
      const seen = { ...input, hidden: false, failures: 0 }
      expect(nextDelay(seen) === undefined).toBe(input.now >= watchEndsAt(input))
      expect(nextDelay({ ...seen, failures: 1 })).toBeGreaterThan(0)
    }))
  })
})
