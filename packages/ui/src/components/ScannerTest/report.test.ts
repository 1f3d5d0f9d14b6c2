import { describe, expect, it } from 'vitest'
import { alted, keyed, press, texted } from '../../test/scanner'
import { reportOf, type CheckName, type ReadCode } from './report'
import type { ScannerEvent } from './strokes'

const CODE = '134567890123456789'
const READ: ReadCode = { masked: '13****89', brand: 'wechat' }

const kindOf = (check: CheckName, events: readonly ScannerEvent[], read: ReadCode | undefined = READ) => {
  const { kind, level } = reportOf(events, read)?.findings.find((finding) => finding.check === check) ?? {}
  return [kind, level]
}

it('a good scanner is good in everything', () => {
  const report = reportOf(keyed(`${CODE}\n`), READ)
  expect(report?.level).toBe('good')
  expect(report?.findings.map(({ kind }) => kind)).toEqual(['read', 'quick', 'enter', 'same', 'row', 'none', 'none'])
  expect(report?.findings.find(({ check }) => check === 'speed')?.figure).toBe('10 ms · ≤ 10 ms')
})

it.each<[CheckName, string, string, readonly ScannerEvent[]]>([
  ['speed', 'slow', 'fair', keyed(`${CODE}\n`, { gapMs: 80 })], ['speed', 'hand', 'fair', keyed(`${CODE}\n`, { gapMs: 130 })], ['speed', 'whole', 'good', texted(`${CODE}\n`, false)],
  ['end', 'twice', 'good', keyed(`${CODE}\n\n`)], ['end', 'tab', 'fair', keyed(`${CODE}\t`)], ['end', 'none', 'fair', keyed(CODE)],
  ['end', 'control', 'fair', [...keyed(CODE), press('j', 999, { code: 'KeyJ', isChord: true })]], ['end', 'capslock', 'fair', [...keyed(CODE), press('CapsLock', 999, { code: 'CapsLock' })]],
  ['layout', 'other', 'fair', keyed(`${CODE}\n`, { typed: (digit) => 'à&é"\'(-è_ç'[Number(digit)] ?? '' })],
  ['keys', 'numpad', 'good', keyed(`${CODE}\n`, { pad: true })], ['keys', 'numlock', 'fair', keyed(`${CODE}\n`, { pad: true, typed: () => 'End' })],
  ['keys', 'alt', 'fair', alted(CODE)], ['keys', 'hidden', 'fair', texted(CODE, true)], ['keys', 'text', 'fair', texted(CODE, false)],
  ['method', 'between', 'fair', keyed(`${CODE}\n`, { typed: () => 'Process' })], ['method', 'wide', 'fair', [...keyed(CODE, { typed: () => 'Process' }), { type: 'composed', atMs: 999, text: '１３' }]],
  ['prefix', 'aim', 'good', keyed(`]Q1${CODE}\n`)], ['prefix', 'text', 'bad', keyed(`ID${CODE}\n`)], ['prefix', 'control', 'fair', [press('b', 0, { code: 'KeyB', isChord: true }), ...keyed(CODE)]],
])('%s: %s is %s', (check, kind, level, events) => {
  expect(kindOf(check, events)).toEqual([kind, level])
})

describe('the code', () => {
  it.each<[ReadCode | undefined, string, string]>([
    [READ, 'read', 'good'], [{ ...READ, reason: 'used' }, 'read', 'good'], [{ ...READ, reason: 'busy' }, 'read', 'good'], [{ masked: '62****01', brand: 'unionpay', reason: 'unsupported' }, 'unsupported', 'good'],
    [{ ...READ, reason: 'incomplete' }, 'incomplete', 'bad'], [{ masked: '****', reason: 'unknown' }, 'other', 'bad'], [undefined, 'none', 'bad'],
  ])('read as %j is %s', (read, kind, level) => {
    expect(reportOf(keyed(`${CODE}\n`), read)?.findings[0]).toMatchObject({ check: 'code', kind, level })
  })

  it('that came through is never a scanner that can’t take payments', () => {
    expect(reportOf(keyed(`ID${CODE}\n`), READ)?.level).toBe('fair')
    expect(reportOf(keyed(`ID${CODE}\n`), undefined)?.level).toBe('bad')
  })

  it('rule 8: is in no report', () => {
    for (const events of [keyed(`${CODE}\n`), alted(CODE), texted(CODE, true), keyed(`ID${CODE}\n`)]) expect(JSON.stringify(reportOf(events, READ))).not.toMatch(/\d{5}/)
  })
})

it.each<[string, readonly ScannerEvent[]]>([
  ['words', keyed('hello there\n', { gapMs: 90 })], ['a short number', keyed('12345\n')], ['a number by hand', keyed(`${CODE}\n`, { gapMs: 300 })], ['nothing but Enter', keyed('\n')], ['nothing', []],
])('%s is a person’s, and reported by nobody', (_case, events) => {
  expect(reportOf(events, undefined)).toBeUndefined()
})
