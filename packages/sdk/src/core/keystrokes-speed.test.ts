import { describe, expect, it } from 'vitest'
import { ALIPAY, ALIPAY_24, ctrl, ENTER, keyOf, merged, play, QQ, scan, type, WECHAT, type Gun, type Stall } from '../../test/support/scanner'
import { createScanDecoder } from './keystrokes-decoder'

const stall = (fromMs: number, forMs: number): Stall[] => [{ fromMs, forMs }]
const jank = Array.from({ length: 40 }, (_, index) => ({ fromMs: 900 + index * 200, forMs: 150 }))
/** Not by a random generator: the same gaps each time. */
const JITTER = [1, 37, 92, 14, 100, 63, 5, 78, 29, 51]
const AIM_D = [keyOf(']'), { code: 'ShiftLeft', key: 'Shift' }, keyOf('d'), keyOf('1')]
const silent = { end: [] } as const

const scanned = (name: string, code: string, gun: Gun = {}, stalls: readonly Stall[] = []) => [name, code, gun, stalls] as const

describe('a scan of any speed, through any stall, gives its code once', () => {
  it.each([
    scanned('case 1: 0 ms a character', WECHAT, { gapMs: 0 }),
    scanned('case 2: 1 ms', WECHAT, { gapMs: 1 }),
    scanned('case 3: 10 ms', WECHAT),
    scanned('case 4: 20 ms', QQ, { gapMs: 20 }),
    scanned('case 5: 35 ms', WECHAT, { gapMs: 35 }),
    scanned('case 6: 50 ms', ALIPAY, { gapMs: 50 }),
    scanned('case 7: 80 ms', WECHAT, { gapMs: 80 }),
    scanned('case 8: 120 ms with Enter', WECHAT, { gapMs: 120 }),
    scanned('case 9: jitter of 1 to 100 ms', WECHAT, { gapMs: JITTER }),
    scanned('case 10: 24 digits of Alipay at 0 ms', ALIPAY_24, { gapMs: 0 }),
    scanned('case 11: AIM, 24 digits and CR+LF at 0 ms', ALIPAY_24, { gapMs: 0, prefix: AIM_D, end: [ENTER, ctrl('j')] }),
    scanned('case 13: a stall of 500 ms after key 1', WECHAT, {}, stall(1001, 500)),
    scanned('case 13: a stall of 500 ms after key 6', WECHAT, {}, stall(1051, 500)),
    scanned('case 13: a stall of 500 ms after key 17', WECHAT, {}, stall(1161, 500)),
    scanned('case 13: a stall of 500 ms before Enter', WECHAT, {}, stall(1171, 500)),
    scanned('case 14: a stall of 500 ms within another listener', WECHAT, {}, stall(1050, 500)),
    scanned('case 15: a stall of 2000 ms', WECHAT, {}, stall(1051, 2000)),
    scanned('case 16: a stall of 800 ms before the first key', WECHAT, {}, stall(300, 800)),
    scanned('case 17: jank without end, Enter', WECHAT, {}, jank),
    scanned('case 18: jank without end, no terminator', WECHAT, silent, jank),
    scanned('case 19: a stall longer than every timer, no terminator', WECHAT, silent, stall(1051, 4000)),
    scanned('case 20: timers once a second, as in a tab behind', WECHAT, silent, Array.from({ length: 9 }, (_, index) => ({ fromMs: 1001 + index * 1000, forMs: 990 }))),
    scanned('a scanner that wakes after its first key', WECHAT, { gapMs: [300, ...Array.from({ length: 17 }, () => 10)] }),
  ])('%s', (_, code, gun, stalls) => {
    const seen = play(scan(code, gun), { stalls })
    expect(seen.codes).toEqual([code])
    expect(seen.rejects).toEqual([])
    expect(seen.reached.filter((key) => !/Shift|Bracket|KeyD/.test(key))).toEqual([])
  })

  it('case 12: a long row of scans loses none', () => {
    const codes = Array.from({ length: 500 }, (_, index) => `13${String(index * 7_919 + 1_000_000_000_000_000)}`)
    const seen = play(codes.flatMap((code, index) => scan(code, { startMs: 1000 + index * 3000, gapMs: index % 45 })), { decoder: createScanDecoder() })
    expect(seen.codes).toEqual(codes)
  })

  it('two codes without terminators are two codes, though the thread slept over the pause', () => {
    const other = WECHAT.replace('13', '14')
    expect(play([...scan(WECHAT, silent), ...scan(other, { ...silent, startMs: 1500 })], { stalls: stall(1100, 2000) }).codes).toEqual([WECHAT, other])
  })
})

/** When the decoder wants to be told of silence, after the last key. */
function patienceAfter(code: string, gun: Gun): number {
  const decoder = createScanDecoder()
  const keys = scan(code, { ...gun, end: [] })
  for (const key of keys) decoder.take(key)
  const lastMs = keys[keys.length - 2]?.atMs ?? 0
  return (decoder.wakeAtMs() ?? 0) - lastMs
}

describe('how long a burst is waited for', () => {
  it.each([
    ['a whole code at 10 ms: its shortest', WECHAT, { gapMs: 10 }, 80], ['at 20 ms: six of its gaps', WECHAT, { gapMs: 20 }, 120], ['at 80 ms: its longest', WECHAT, { gapMs: 80 }, 400],
    ['a code that may go on, at 10 ms', ALIPAY, { gapMs: 10 }, 400], ['at 50 ms: twelve of its gaps', ALIPAY, { gapMs: 50 }, 600], ['at 99 ms', ALIPAY, { gapMs: 99 }, 1188],
    ['a person on the page', '1345', { gapMs: 150 }, 1200], ['a person in a field', '1345', { gapMs: 150, field: 'foreign' }, 250], ['three keys', '134', { gapMs: 5, field: 'foreign' }, 250],
  ] as const)('%s', (_, code, gun, patienceMs) => {
    expect(patienceAfter(code, gun)).toBe(patienceMs)
  })

  it('silence is heard the second time, 20 ms later, and not before it is due', () => {
    const decoder = createScanDecoder()
    for (const key of scan(WECHAT, { end: [] })) decoder.take(key)
    const dueMs = decoder.wakeAtMs() ?? 0
    const silence = (atMs: number) => decoder.take({ type: 'silence', atMs }).scans.length
    expect([silence(dueMs - 1), decoder.wakeAtMs()]).toEqual([0, dueMs])
    expect([silence(dueMs), decoder.wakeAtMs()]).toEqual([0, dueMs + 20])
    expect([silence(dueMs + 19), silence(dueMs + 20), decoder.wakeAtMs()]).toEqual([0, 1, undefined])
  })

  it.each([[20, 20], [21, 21], [300, 300], [5000, 1200]])('told %i ms late it waits %i ms for the keys that are late, too', (lateMs, waitsMs) => {
    const decoder = createScanDecoder()
    for (const key of scan(WECHAT, { end: [] })) decoder.take(key)
    const toldMs = (decoder.wakeAtMs() ?? 0) + lateMs
    decoder.take({ type: 'silence', atMs: toldMs })
    expect(decoder.wakeAtMs()).toBe(toldMs + waitsMs)
  })

  it('a key between the two begins the wait anew', () => {
    const decoder = createScanDecoder()
    const keys = scan(ALIPAY_24, { end: [] })
    for (const key of keys.slice(0, 36)) decoder.take(key)
    const dueMs = decoder.wakeAtMs() ?? 0
    decoder.take({ type: 'silence', atMs: dueMs })
    for (const key of keys.slice(36, 38)) decoder.take({ ...key, atMs: dueMs - 5 })
    expect(decoder.take({ type: 'silence', atMs: dueMs + 20 })).toMatchObject({ scans: [], rejects: [] })
    expect(decoder.wakeAtMs()).toBeGreaterThan(dueMs + 20)
  })

  it('an order number that a person types before a slow scan is no part of it', () => {
    const seen = play(merged(type('order12', { startMs: 1000, gapMs: 130, field: 'foreign' }), scan(WECHAT, { startMs: 2200, gapMs: 80, field: 'foreign' })))
    expect(seen).toMatchObject({ codes: [WECHAT], rejects: [], text: 'order12' })
  })
})
