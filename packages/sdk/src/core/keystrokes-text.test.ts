import { describe, expect, it } from 'vitest'
import { byMethod, committed as text, ENTER, hiddenScan, keyOf, paste, play, press, scan, WECHAT, WECHAT_2, type Input } from '../../test/support/scanner'
import { createScanDecoder } from './keystrokes-decoder'

const FULL_WIDTH = '１３４５６７８９０１２３４５６７８９'
const METHOD_ENTER = byMethod({ code: 'Enter' })
const AIM_Q = [keyOf(']'), keyOf('Q'), keyOf('1')]
const enter = (atMs = 1180) => press(ENTER, atMs, 'own')
/** A person's pinyin, still open when the scan begins. */
const PINYIN = [...press(byMethod(keyOf('n')), 400, 'own'), ...press(byMethod(keyOf('i')), 600, 'own')]
const methodScan = (field: 'none' | 'own', end = [ENTER]) => scan(WECHAT, { field, end, prefix: [], key: (char) => byMethod(keyOf(char)) })

/** Each case as the page's keys tell it, in an editable field under a desktop's input method, and in one under Android's, where keys tell nothing. */
const CASES: readonly (readonly [name: string, mode: string, inputs: readonly Input[]])[] = [
  ['case 43: full-width digits', 'keys on the page', methodScan('none')],
  ['case 43: full-width digits', 'a field under a desktop\'s method', [...methodScan('own'), text(FULL_WIDTH, 'own', 1185)]],
  ['case 43: full-width digits', 'a field under Android', [...hiddenScan(FULL_WIDTH), ...enter()]],
  ['case 44: Enter is hidden too', 'keys on the page', methodScan('none', [METHOD_ENTER])],
  ['case 44: Enter is hidden too', 'a field under a desktop\'s method', methodScan('own', [METHOD_ENTER])],
  ['case 44: Enter is hidden too', 'a field under Android', hiddenScan(`${WECHAT}\n`)],
  ['case 45: a composition is open', 'keys on the page', [...PINYIN.map((key): Input => ({ ...key, field: 'none' }) as Input), ...methodScan('none')]],
  ['case 45: a composition is open', 'a field under a desktop\'s method', [...PINYIN, ...methodScan('own').map((key) => ({ ...key, isComposing: true })), text('你', 'own', 1185)]],
  ['case 45: a composition is open', 'a field under Android', [...hiddenScan('ni', { startMs: 400, gapMs: 200 }), ...hiddenScan(WECHAT), ...enter()]],
  ['case 46: an AIM identifier is composed', 'keys on the page', scan(WECHAT, { prefix: AIM_Q.map(byMethod), key: (char) => byMethod(keyOf(char)) })],
  ['case 46: an AIM identifier is composed', 'a field under a desktop\'s method', [...scan(WECHAT, { field: 'own', prefix: AIM_Q.map(byMethod), key: (char) => byMethod(keyOf(char)) }), text(`】去${WECHAT}`, 'own', 1215)]],
  ['case 46: an AIM identifier is composed', 'a field under Android', [...hiddenScan(`】去${WECHAT}`), ...enter(1200)]],
  ['case 47: the composition ends after Enter', 'keys on the page', [...methodScan('none', [METHOD_ENTER]), text(FULL_WIDTH, 'none', 1190)]],
  ['case 47: the composition ends after Enter', 'a field under a desktop\'s method', [...methodScan('own', [METHOD_ENTER]), text(FULL_WIDTH, 'own', 1190)]],
  ['case 47: the composition ends after Enter', 'a field under Android', [...hiddenScan(WECHAT), ...enter(), text(WECHAT, 'own', 1190)]],
  ['case 48: Android, with Enter', 'the key is Unidentified', [...hiddenScan(WECHAT), ...enter()]],
  ['case 48: Android, with Enter', 'only the number 229 tells it', [...hiddenScan(WECHAT, { key: '' }), ...enter()]],
  ['case 48: Android, with Enter', 'at 0 ms', [...hiddenScan(WECHAT, { gapMs: 0 }), ...enter(1000)]],
  ['case 48: Android, with Enter', 'at 80 ms', [...hiddenScan(WECHAT, { gapMs: 80 }), ...enter(2440)]],
  ['case 48: Android, with Enter', 'in a field that is not ours', [...hiddenScan(WECHAT, { field: 'foreign' }), ...press(ENTER, 1180, 'foreign')]],
  ['case 49: Android, without Enter', 'the key is Unidentified', hiddenScan(WECHAT)],
  ['case 50: the first key is told, the others are hidden', 'a field under Android', [
    { type: 'keydown', atMs: 1000, field: 'own', code: 'Digit1', key: '1' }, text('1'), ...hiddenScan(WECHAT.slice(1), { startMs: 1010 }), ...enter(),
  ]],
  ['case 51: a device commits the whole code', 'as it is', [text(WECHAT)]],
  ['case 51: a device commits the whole code', 'with its end', [text(`${WECHAT}\n`)]],
  ['case 51: a device commits the whole code', 'full-width', [text(FULL_WIDTH)]],
  ['case 51: a device commits the whole code', 'and types Enter', [text(WECHAT), ...enter(1100)]],
]

describe('input methods and Android give a scan\'s code once, and keep its field clean', () => {
  it.each(CASES)('%s (%s)', (_, __, inputs) => {
    const seen = play(inputs)
    expect([seen.codes, seen.rejects, seen.reached.filter((key) => /Enter/.test(key))]).toEqual([[WECHAT], [], []])
    // Of an input method's own text the port clears the field, at the composition's end.
    if (!inputs.some((input) => 'key' in input && input.key === 'Process')) expect(seen.text.replace('ni', '')).toBe('')
  })

  it('a commit is given at once', () => {
    expect(createScanDecoder().take(text(WECHAT))).toMatchObject({ isTaken: true, scans: [{ code: WECHAT, facts: { via: 'text', length: 18 } }] })
  })
  it('two commits are two codes', () => {
    expect(play([...scan(WECHAT, { field: 'own' }), text(`${WECHAT_2}\n`, 'own', 2000)]).codes).toEqual([WECHAT, WECHAT_2])
  })
  it.each(['12345 boxes', WECHAT.slice(1), `${WECHAT}0`])('%j, which is no code, stays where it is committed', (value) => {
    expect(play([text(value)])).toMatchObject({ codes: [], rejects: [], text: value })
  })
  it('what a person\'s input method writes elsewhere stays', () => {
    expect(play([text(WECHAT, 'foreign')])).toMatchObject({ codes: [], rejects: [], text: WECHAT })
    expect(play([text('你'), text('好', 'own', 1400)])).toMatchObject({ codes: [], rejects: [], text: '你好' })
  })
  it('a person who types on Android types what they type', () => {
    expect(play(hiddenScan('134 boxes\n', { gapMs: 150 }))).toMatchObject({ codes: [], rejects: [], text: '134 boxes\n' })
  })
})

describe('pastes and drops', () => {
  it.each(['none', 'own'] as const)('cases 52 and 55: a code that is pasted or dropped (%s) is read', (field) => {
    const seen = play([paste(`\u200b${WECHAT}\n`, field)])
    expect(seen).toMatchObject({ codes: [WECHAT], text: '', scans: [{ facts: { via: 'paste' } }] })
  })
  it.each(['none', 'own'] as const)('case 53: and Enter after it (%s) is no second one', (field) => {
    expect(play([paste(WECHAT, field), ...press(ENTER, 1020, field)])).toMatchObject({ codes: [WECHAT], rejects: [], reached: [] })
  })
  it('case 54: anything else that is pasted stays, and a paste into another field too', () => {
    expect(play([paste('hello')])).toMatchObject({ codes: [], rejects: [], text: 'hello' })
    expect(play([paste(WECHAT, 'foreign')])).toMatchObject({ codes: [], rejects: [], text: WECHAT })
  })
  it('a paste in the middle of a scan is read, and the half is no code', () => {
    const seen = play([...scan(WECHAT, { end: [] }).slice(0, 24), paste(WECHAT_2, 'own', 1125)])
    expect([seen.codes, seen.rejects]).toMatchObject([[WECHAT_2], [{ reason: 'incomplete' }]])
  })
  it.each([['', 'unknown'], ['1', 'unknown'], ['12', 'incomplete'], ['hello', 'unknown'], [WECHAT.slice(1), 'unknown']])('%j by hand is refused', (value, reason) => {
    expect(createScanDecoder().submit(value, 0)).toMatchObject({ scans: [], rejects: [{ reason, facts: { via: 'manual', length: value.length } }] })
  })
})
