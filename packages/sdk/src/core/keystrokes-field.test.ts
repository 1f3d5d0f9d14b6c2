import { describe, expect, it } from 'vitest'
import { ENTER, keyOf, merged, play, press, QQ, scan, TAB, type, WECHAT, type Input } from '../../test/support/scanner'
import { createScanDecoder } from './keystrokes-decoder'

const FOREIGN = { field: 'foreign' } as const

describe('a scan into a field gives its code and leaves the field as it was', () => {
  it.each([0, 1, 5, 10, 20, 35, 50, 80])('case 57: %i ms a character', (gapMs) => {
    const seen = play(scan(WECHAT, { gapMs, ...FOREIGN }))
    expect([seen.codes, seen.text, seen.reached]).toEqual([[WECHAT], '', []])
  })
  it.each([[35, 3], [36, 18]])('case 57: of a scan at %i ms %i characters are ever seen there', (gapMs, seen) => {
    const decoder = createScanDecoder()
    const written = scan(WECHAT, { gapMs, ...FOREIGN }).filter((input) => !decoder.take(input).isTaken && input.writes)
    expect(written).toHaveLength(seen)
  })
  it('case 57: a scan that was rapid is kept from the field when it slows down', () => {
    const decoder = createScanDecoder()
    const written = scan(WECHAT, { gapMs: [10, 10, 10, 10, 40], ...FOREIGN }).filter((input) => !decoder.take(input).isTaken && input.writes)
    expect(written).toHaveLength(3)
  })
  it('case 57: the keyup of a key that was taken is taken, and no other', () => {
    const decoder = createScanDecoder()
    const taken = scan(WECHAT, FOREIGN).map((input) => decoder.take(input).isTaken)
    expect(taken).toEqual(Array.from({ length: 38 }, (_, index) => index >= 6))
  })
  it('case 23: Tab does not move on', () => {
    expect(play(scan(WECHAT, { ...FOREIGN, end: [TAB] })).reached).toEqual([])
  })
  it('another barcode goes where it was typed, with its Enter', () => {
    expect(play(scan('6901234567892', FOREIGN))).toMatchObject({ codes: [], text: '6901234567892', reached: ['Enter'], rejects: [] })
  })
  it('half a code is refused, and goes where it was typed', () => {
    for (const end of [[ENTER], [TAB], []]) expect(play(scan(WECHAT.slice(0, 15), { ...FOREIGN, end }))).toMatchObject({ codes: [], text: WECHAT.slice(0, 15), rejects: [{ reason: 'incomplete', brand: 'wechat' }] })
  })
  it('case 60: the field that loses the focus meanwhile changes nothing', () => {
    const keys = scan(WECHAT, FOREIGN).map((key, index): Input => ({ ...key, ...(index > 12 && 'field' in key && { field: 'none' }) }))
    expect(play(keys)).toMatchObject({ codes: [WECHAT], text: '' })
  })
  it('case 60: a window that loses the keyboard meanwhile has half a code, which is refused', () => {
    const seen = play([...scan(WECHAT, { end: [] }).slice(0, 30), { type: 'blur', atMs: 1150 }, ...scan(WECHAT.slice(15), { startMs: 1160 })])
    expect([seen.codes, seen.rejects]).toMatchObject([[], [{ reason: 'incomplete' }]])
  })
  it('a whole code is not given because the window lost the keyboard', () => {
    expect(play([...scan(WECHAT, { end: [] }), { type: 'blur', atMs: 1171 }])).toMatchObject({ codes: [], rejects: [{ reason: 'incomplete' }] })
  })
})

describe('a person who types', () => {
  const letters = 'a quick order for 3 of 12'
  it.each([40, 70, 120, 180, 400])('case 58: at %i ms a key is never disturbed', (gapMs) => {
    expect(play(type(`${letters} 134567\n`, { gapMs, ...FOREIGN }))).toMatchObject({ codes: [], rejects: [], text: `${letters} 134567`, reached: expect.arrayContaining(['Enter']) as string[] })
  })
  it('case 58: an identity number and Enter are theirs, though they look like a code', () => {
    expect(play(type('110105199003071234\n', { gapMs: 130, ...FOREIGN }))).toMatchObject({ codes: [], rejects: [], text: '110105199003071234', reached: ['Enter'] })
  })
  it.each(['134567', 'asdf', ']Q1', '1a3456'])('case 58: a roll over %j arrives, in its place', (roll) => {
    expect(play([...scan(roll, { gapMs: 20, ...FOREIGN, end: [] }), ...type('ab', { startMs: 1300, ...FOREIGN })]).text).toBe(`${roll}ab`)
    expect(play(scan(roll, { gapMs: 20, ...FOREIGN, end: [] })).text).toBe(roll)
  })
  it('case 58: a roll arrives before the key that comes next', () => {
    expect(play([...scan('13456', { gapMs: 20, ...FOREIGN, end: [] }), ...type('a', { startMs: 1200, ...FOREIGN })]).text).toBe('13456a')
    expect(play([...scan('13456', { gapMs: 20, ...FOREIGN, end: [] }), ...press(ENTER, 1200, 'foreign')])).toMatchObject({ text: '13456', reached: ['Enter'] })
  })
  it('case 58: what a roll wrote is given back, not what its keys stand for', () => {
    const roll = scan('13456', { gapMs: 20, ...FOREIGN, end: [], key: (char) => ({ ...keyOf(char), key: 'à&é"\'(-è_ç'[Number(char)], writes: 'à&é"\'(-è_ç'[Number(char)] ?? '' }) })
    expect(play(roll).text).toBe('&"\'(-')
  })
  it('what was typed on the page is given back to no field', () => {
    const decoder = createScanDecoder()
    const given = [...scan('690123456789', { end: [ENTER] }), ...scan('13456', { startMs: 3000, end: [] }), ...type('a', { startMs: 3200 })].map((input) => decoder.take(input).giveBack)
    expect(given.join('')).toBe('')
  })
  it('just before, through and after a scan keeps what they typed', () => {
    const before = type('ring 12', { startMs: 0, gapMs: 140, ...FOREIGN })
    const held = type('x', { startMs: 1055, holdMs: 40, ...FOREIGN })
    const after = type('34', { startMs: 1300, ...FOREIGN })
    expect(play(merged(before, scan(WECHAT, FOREIGN), held, after))).toMatchObject({ codes: [WECHAT], text: 'ring 12x34' })
  })
  it.each([0, 15, 25, 35, 115, 155])('a digit that is held down from %i ms on through a scan is no part of it', (afterMs) => {
    expect(play(merged(scan(WECHAT, FOREIGN), type('7', { startMs: 1000 + afterMs, holdMs: 22, ...FOREIGN })))).toMatchObject({ codes: [WECHAT], text: '7' })
  })
  it('keys that overlap as one scanner\'s may are all its own', () => {
    const keys = scan(WECHAT).map((key, index) => ({ ...key, atMs: index % 2 === 0 ? key.atMs : key.atMs + 8 }))
    expect(play(merged(keys)).codes).toEqual([WECHAT])
  })
  it('keyups that never come, or are nobody\'s, make no difference', () => {
    expect(play(scan(WECHAT).filter(({ type: kind }) => kind === 'keydown')).codes).toEqual([WECHAT])
    expect(play(merged(scan(WECHAT), [{ type: 'keyup', atMs: 1052, field: 'none', code: 'KeyX', key: 'x' }])).codes).toEqual([WECHAT])
  })
  it.each([['2', QQ], ['12', WECHAT], ['30', QQ]])('%s, typed right before a scan, is no part of it', (digits, code) => {
    expect(play(merged(type(digits, { startMs: 1000 - digits.length * 120, gapMs: 120, ...FOREIGN }), scan(code, FOREIGN)))).toMatchObject({ codes: [code], text: digits })
  })
  it('a blank, typed right before a scan, is theirs too', () => {
    expect(play(merged(type('a ', { startMs: 760, gapMs: 120, ...FOREIGN }), scan(WECHAT, FOREIGN)))).toMatchObject({ codes: [WECHAT], text: 'a ' })
  })
  it('a digit before a code of an unusual length makes it nobody\'s', () => {
    expect(play(merged(type('25', { startMs: 760, gapMs: 120 }), scan(`28${WECHAT}`)))).toMatchObject({ codes: [], rejects: [{ reason: 'incomplete' }] })
  })
  it.each([[4, [WECHAT]], [5, []]])('after a roll of %i keys the rest is given: %j', (keys, codes) => {
    expect(play(merged(scan('66666'.slice(0, keys), { startMs: 880 - 5 * keys, gapMs: 5, end: [] }), scan(WECHAT))).codes).toEqual(codes)
  })
  it('cannot have an Enter eaten after a pause', () => {
    expect(play([...scan(WECHAT, FOREIGN), ...press(ENTER, 1500, 'foreign')]).reached).toEqual(['Enter'])
  })
})
