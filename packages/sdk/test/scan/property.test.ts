import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ctrl, ENTER, merged, play, scan, TAB, type, type Input, type Stall } from '../support/scanner'

// `RUNS=10000` for a longer look; a failure prints the seed and the path that bring it back.
const settings = { numRuns: Number(process.env['RUNS'] ?? 1_000) }

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
const from = (prefixes: readonly string[], length: number) => fc.tuple(fc.constantFrom(...prefixes), digits(length - 2)).map(([prefix, rest]) => prefix + rest)
const wechat = from(['10', '11', '12', '13', '14', '15'], 18)
const alipay = (lengths: readonly number[]) => fc.constantFrom(...lengths).chain((length) => from(['25', '26', '27', '28', '29', '30'], length))
const qq = from(['91'], 18)

/** One scanner: it keeps its pace and its terminator. Without one, an Alipay code has the length that the wallet issues, or the greatest. */
const guns = fc.record({
  gapMs: fc.oneof(fc.constantFrom(0, 1, 5, 10, 20, 35, 80), fc.array(fc.integer({ min: 0, max: 35 }), { minLength: 3, maxLength: 7 })),
  end: fc.constantFrom([ENTER], [TAB], [ENTER, ENTER], [ENTER, ctrl('j')], []),
  field: fc.constantFrom('none', 'foreign'),
  isNumpad: fc.boolean(), isByMethod: fc.boolean(),
} as const)

const LETTERS = Array.from('abcdefgh ijkl')
/** What happens around and in one scan. */
const customers = fc.record({
  before: fc.array(fc.constantFrom(...LETTERS, '1', '2', '7'), { maxLength: 8 }), beforeGapMs: fc.integer({ min: 100, max: 240 }), leadMs: fc.integer({ min: 100, max: 600 }),
  // Another keyboard's key, pressed after so many characters and held for a while.
  within: fc.option(fc.record({ char: fc.constantFrom(...LETTERS.filter((letter) => letter !== ' '), '5'), after: fc.integer({ min: 0, max: 14 }) })),
  repeats: fc.nat({ max: 30 }), repeatAfterMs: fc.integer({ min: -100, max: 400 }), repeated: fc.constantFrom('Digit5', 'KeyA', 'ArrowLeft', 'ShiftLeft'),
  stalls: fc.array(fc.record({ atMs: fc.integer({ min: -200, max: 1800 }), forMs: fc.constantFrom(30, 150, 500, 2000) }), { maxLength: 3 }),
  twice: fc.boolean(),
})

describe('any interleaving of scans, typing, auto-repeat and stalls', () => {
  it('case 12: gives each scanned code once and no other, and leaves what a person typed', { timeout: 3_600_000 }, () => {
    fc.assert(fc.property(guns, fc.array(fc.tuple(customers, fc.oneof(wechat, qq, alipay([18, 24]), alipay([16, 17, 19, 20, 23]))), { minLength: 1, maxLength: 3 }), (gun, all) => {
      const streams: Input[][] = []
      const stalls: Stall[] = []
      const codes: string[] = []
      let typed = ''
      const { field } = gun
      const paceMs = typeof gun.gapMs === 'number' ? gun.gapMs : 35
      for (const [index, [customer, given]] of all.entries()) {
        const code = gun.end.length === 0 && /^(2|30)/.test(given) && ![18, 24].includes(given.length) ? given.slice(0, 16).padEnd(18, '4') : given
        const startMs = 10_000 * (index + 1)
        // Slow scanners look like a person who types at their pace, so that the person pauses.
        const isSlow = paceMs > 35
        const lead = (isSlow ? 1300 : 0) + customer.leadMs
        // Of digits before a code of an unusual length nobody can tell whose they are.
        const before = customer.before.join('').replace(code.length === 18 ? '' : /\d/g, '')
        streams.push(type(before, { startMs: startMs - lead - before.length * customer.beforeGapMs, gapMs: customer.beforeGapMs, field }))
        typed += before
        const key = (char: string) => ({ ...(gun.isNumpad && { code: `Numpad${char}` }), ...(gun.isByMethod && { key: 'Process', keyCode: 229 }) })
        const one = { gapMs: gun.gapMs, end: gun.end, field, key }
        const burst = scan(code, { ...one, startMs })
        streams.push(burst)
        // A key that both hold down is one key to the machine.
        if (customer.within && !isSlow && !code.includes(customer.within.char)) {
          const { char, after } = customer.within
          const [down, up] = type(char, { field })
          const heldMs = [burst[2 * after + 2]?.atMs ?? 0, burst[2 * after + 6]?.atMs ?? 0] as const
          if (up) burst.splice(2 * after + 6, 0, { ...up, atMs: heldMs[1] })
          if (down) burst.splice(2 * after + 2, 0, { ...down, atMs: heldMs[0] })
          typed += char
        }
        if (customer.twice) streams.push(scan(code, { ...one, startMs: startMs + 4000 }))
        streams.push(Array.from({ length: customer.repeats }, (_, turn): Input => ({ type: 'keydown', atMs: startMs + customer.repeatAfterMs + turn * 7, field, code: customer.repeated, key: '5', isRepeat: true })))
        for (const { atMs, forMs } of customer.stalls) stalls.push({ fromMs: startMs + atMs, forMs })
        if (!codes.includes(code)) codes.push(code)
      }
      const seen = play(merged(...streams), { stalls })
      expect(seen.codes).toEqual(codes)
      expect(seen.rejects.filter(({ reason }) => reason !== 'used')).toEqual([])
      if (field === 'foreign') expect(seen.text).toBe(typed)
      expect(seen.reached.filter((code) => /Enter|Tab/.test(code))).toEqual([])
    }), settings)
  })
})
