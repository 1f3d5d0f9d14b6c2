import { describe, expect, it } from 'vitest'
import { createScanDecoder } from '../../src/core/keystrokes-decoder'
import { ENTER, keyOf, merged, play, press, QQ, scan, TAB, type, WECHAT, WECHAT_2, type Input } from '../support/scanner'

const hidden = { code: '', key: 'Unidentified', keyCode: 229 }

/** Each key hides its text, which the field's event tells. */
const byAndroid = (code: string, field: 'own' | 'foreign' = 'own', gapMs = 10): Input[] =>
  Array.from(code).flatMap((char, index): Input[] => [...press(hidden, 1000 + index * gapMs, field).slice(0, 1), { type: 'text', atMs: 1000 + index * gapMs, field, text: char, writes: char }])

const text = (value: string, field: 'own' | 'foreign' = 'own', atMs = 1000): Input => ({ type: 'text', atMs, field, text: value, writes: value })
const paste = (value: string, field: 'none' | 'own' | 'foreign' = 'own', atMs = 1000): Input => ({ type: 'paste', atMs, field, text: value, writes: value })

describe('a scan into a field gives its code and leaves the field as it was', () => {
  it.each([0, 1, 5, 10, 20, 35, 50, 80])('case 57: %i ms a character', (gapMs) => {
    const seen = play(scan(WECHAT, { gapMs, field: 'foreign' }))
    expect([seen.codes, seen.text, seen.reached]).toEqual([[WECHAT], '', []])
  })
  it('case 57: at most three characters are ever seen there', () => {
    const texts: string[] = []
    const decoder = createScanDecoder()
    const field = { text: '' }
    for (const input of scan(WECHAT, { field: 'foreign' })) {
      const step = decoder.take(input)
      if (!step.isTaken && input.writes) field.text += input.writes
      texts.push(field.text)
    }
    expect(texts.sort((a, b) => b.length - a.length)[0]).toBe('134')
  })
  it('case 23: Tab does not move on', () => {
    expect(play(scan(WECHAT, { field: 'foreign', end: [TAB] })).reached).toEqual([])
  })
  it('case 31: half a scan goes where it was typed', () => {
    expect(play(scan(WECHAT.slice(0, 9), { field: 'foreign' }))).toMatchObject({ codes: [], text: WECHAT.slice(0, 9), reached: ['Enter'] })
  })
  it('another barcode goes where it was typed, with its Enter', () => {
    expect(play(scan('6901234567892', { field: 'foreign' }))).toMatchObject({ codes: [], text: '6901234567892', reached: ['Enter'], rejects: [] })
  })
  it('case 60: the field that loses the focus meanwhile changes nothing', () => {
    const keys = scan(WECHAT, { field: 'foreign' }).map((key, index): Input => ({ ...key, ...(index > 12 && 'field' in key && { field: 'none' }) }))
    expect(play(keys)).toMatchObject({ codes: [WECHAT], text: '' })
  })
  it('a window that loses the keyboard meanwhile has half a code, which is refused', () => {
    const seen = play([...scan(WECHAT, { end: [] }).slice(0, 30), { type: 'blur', atMs: 1150 }, ...scan(WECHAT.slice(15), { startMs: 1160 })])
    expect([seen.codes, seen.rejects]).toMatchObject([[], [{ reason: 'incomplete' }]])
  })
})

describe('a person who types', () => {
  const letters = 'a quick order for 3 of 12'
  it.each([40, 70, 120, 180, 400])('case 58: at %i ms a key is never disturbed', (gapMs) => {
    expect(play(type(`${letters} 134567\n`, { gapMs, field: 'foreign' }))).toMatchObject({ codes: [], rejects: [], text: `${letters} 134567`, reached: expect.arrayContaining(['Enter']) as string[] })
  })
  it('case 58: an identity number and Enter are theirs, though they look like a code', () => {
    expect(play(type('110105199003071234\n', { gapMs: 130, field: 'foreign' }))).toMatchObject({ codes: [], rejects: [], text: '110105199003071234', reached: ['Enter'] })
  })
  it('case 58: a roll over the digits arrives, in its place', () => {
    expect(play([...scan('12345', { gapMs: 20, field: 'foreign', end: [] }), ...type('ab', { startMs: 1300, field: 'foreign' })]).text).toBe('12345ab')
    expect(play(scan('12345', { gapMs: 20, field: 'foreign', end: [] })).text).toBe('12345')
  })
  it('just before, through and after a scan keeps what they typed', () => {
    const before = type('ring 12', { startMs: 0, gapMs: 140, field: 'foreign' })
    const held = type('x', { startMs: 1055, holdMs: 40, field: 'foreign' })
    const after = type('34', { startMs: 1300, field: 'foreign' })
    expect(play(merged(before, scan(WECHAT, { field: 'foreign' }), held, after))).toMatchObject({ codes: [WECHAT], text: 'ring 12x34' })
  })
  it('a digit that is held down through a scan is no part of it', () => {
    expect(play(merged(scan(WECHAT, { field: 'foreign' }), type('7', { startMs: 1055, holdMs: 40, field: 'foreign' })))).toMatchObject({ codes: [WECHAT], text: '7' })
  })
  it.each([['2', QQ], ['12', WECHAT], ['30', QQ]])('%s, typed right before a scan, is no part of it', (digits, code) => {
    expect(play(merged(type(digits, { startMs: 1000 - digits.length * 120, gapMs: 120, field: 'foreign' }), scan(code, { field: 'foreign' })))).toMatchObject({ codes: [code], text: digits })
  })
  it('a digit before a code of an unusual length makes it nobody\'s', () => {
    expect(play(merged(type('25', { startMs: 760, gapMs: 120 }), scan(`28${WECHAT}`)))).toMatchObject({ codes: [], rejects: [{ reason: 'incomplete' }] })
  })
  it('cannot have an Enter eaten after a pause', () => {
    expect(play([...scan(WECHAT, { field: 'foreign' }), ...press(ENTER, 1500, 'foreign')]).reached).toEqual(['Enter'])
  })
})

describe('input methods, Android and pastes', () => {
  it('cases 45 and 47: what the input method types later is an echo', () => {
    const keys = scan(WECHAT, { field: 'own', key: () => ({ key: 'Process', keyCode: 229, isComposing: true }), end: [{ code: 'Enter', key: 'Process', keyCode: 229 }] })
    const seen = play([...keys, text('１３４５６７８９０１２３４５６７８９', 'own', 1190)])
    expect([seen.codes, seen.rejects]).toEqual([[WECHAT], []])
  })
  it('case 48: Android, with Enter', () => {
    expect(play([...byAndroid(WECHAT), ...press(ENTER, 1180, 'own')])).toMatchObject({ codes: [WECHAT], text: '' })
  })
  it('case 48: an Enter that only its number tells', () => {
    expect(play([...byAndroid(WECHAT), ...press({ code: '', key: 'Unidentified', keyCode: 13 }, 1180, 'own')]).codes).toEqual([WECHAT])
  })
  it('case 49: Android, without', () => {
    expect(play(byAndroid(WECHAT))).toMatchObject({ codes: [WECHAT], text: '' })
  })
  it('case 50: the first key is told, the others are hidden', () => {
    const [, , ...others] = byAndroid(WECHAT)
    const first: Input[] = [{ type: 'keydown', atMs: 1000, field: 'own', ...keyOf('1'), code: 'Digit1', key: '1' }, { type: 'text', atMs: 1000, field: 'own', text: '1' }]
    expect(play([...first, ...others, ...press(ENTER, 1180, 'own')])).toMatchObject({ codes: [WECHAT], text: '' })
  })
  it.each([WECHAT, `${WECHAT}\n`, '１３４５６７８９０１２３４５６７８９'])('case 51: a device that commits %j at once', (value) => {
    expect(play([text(value)])).toMatchObject({ codes: [WECHAT], text: '' })
  })
  it('case 51: two commits are two codes', () => {
    expect(play([...scan(WECHAT, { field: 'own' }), text(`${WECHAT_2}\n`, 'own', 2000)]).codes).toEqual([WECHAT, WECHAT_2])
  })
  it('a text that is no code, and one that a person\'s input method writes elsewhere, stay', () => {
    expect(play([text('12345 boxes')])).toMatchObject({ codes: [], text: '12345 boxes' })
    expect(play([text(WECHAT, 'foreign')])).toMatchObject({ codes: [], text: WECHAT })
  })
  it.each(['none', 'own'] as const)('case 52: a code is pasted (%s)', (field) => {
    expect(play([paste(`\u200b${WECHAT}\n`, field)])).toMatchObject({ codes: [WECHAT], text: '' })
  })
  it('case 53: and Enter after it, once', () => {
    expect(play([paste(WECHAT), ...press(ENTER, 1020, 'own')])).toMatchObject({ codes: [WECHAT], reached: [] })
  })
  it('case 54: anything else that is pasted stays, and a paste into another field too', () => {
    expect(play([paste('hello')])).toMatchObject({ codes: [], rejects: [], text: 'hello' })
    expect(play([paste(WECHAT, 'foreign')])).toMatchObject({ codes: [], text: WECHAT })
  })
  it('case 30: blanks, a byte order mark and invisible characters around a text', () => {
    expect(createScanDecoder().submit(`\ufeff \u200b]Q1${WECHAT}\r\n`, 0).scans).toMatchObject([{ code: WECHAT, provider: 'wechat' }])
  })
  it.each([['', 'unknown'], ['12', 'incomplete'], ['hello', 'unknown'], [WECHAT.slice(1), 'unknown']])('%j by hand is refused', (value, reason) => {
    expect(createScanDecoder().submit(value, 0)).toMatchObject({ scans: [], rejects: [{ reason, facts: { via: 'manual' } }] })
  })
})

describe('how the scanner types is told', () => {
  it.each([
    ['its pace and terminator', { gapMs: 20, end: [TAB] }, { via: 'keys', length: 18, paceMs: 20, longestGapMs: 20, terminator: 'tab', isByInputMethod: false, isOtherLayout: false }],
    ['an AIM identifier', { prefix: [keyOf(']'), keyOf('Q'), keyOf('1')] }, { length: 21, aim: ']Q1', terminator: 'enter' }],
    ['another layout', { key: () => ({ key: 'é' }) }, { isOtherLayout: true }],
    ['an input method', { key: () => ({ key: 'Process', keyCode: 229 }) }, { isByInputMethod: true, isOtherLayout: false }],
  ])('%s', (_, gun, facts) => {
    expect(play(scan(WECHAT, gun)).scans[0]?.facts).toMatchObject(facts)
  })
  it('what is read so far, and that it is over', () => {
    const decoder = createScanDecoder()
    for (const key of scan(WECHAT).slice(0, 20)) decoder.take(key)
    expect(decoder.reading()).toEqual({ length: 10, brand: 'wechat' })
    decoder.take({ type: 'blur', atMs: 1100 })
    expect([decoder.reading(), decoder.wakeAtMs()]).toEqual([{ length: 0 }, undefined])
  })
})
