import { describe, expect, it } from 'vitest'
import { ALIPAY, ALIPAY_24, ctrl, ENTER, keyOf, merged, play, press, QQ, scan, TAB, WECHAT, type Gun, type Input } from '../../test/support/scanner'
import { createScanDecoder } from './keystrokes-decoder'

const aim = (letter: string, digit = '1') => [keyOf(']'), { code: 'ShiftLeft', key: 'Shift' }, keyOf(letter), keyOf(digit)]
const DOWN = { code: 'ArrowDown', key: 'ArrowDown' }
const SPACE = { code: 'Space', key: ' ' }
const scanned = (name: string, code: string, gun: Gun) => [name, code, gun] as const

describe('whatever stands before and behind a code', () => {
  it.each([
    scanned('case 21: Enter', QQ, {}),
    scanned('case 22: NumpadEnter', WECHAT, { end: [{ code: 'NumpadEnter', key: 'Enter' }] }),
    scanned('case 23: Tab', WECHAT, { end: [TAB] }),
    scanned('case 24: no terminator', WECHAT, { end: [] }),
    scanned('case 24: no terminator, 24 digits of Alipay', ALIPAY_24, { end: [] }),
    scanned('case 24: no terminator, Alipay\'s usual 18 digits at 80 ms', ALIPAY, { end: [], gapMs: 80 }),
    scanned('case 25: CR+LF', WECHAT, { end: [ENTER, ctrl('j')] }),
    scanned('case 26: Enter twice', WECHAT, { end: [ENTER, ENTER] }),
    scanned('case 27: Enter and ArrowDown, as iOS types LF', WECHAT, { end: [ENTER, DOWN] }),
    scanned('case 27: ArrowDown alone', WECHAT, { end: [DOWN] }),
    scanned('case 28: STX and ETX', WECHAT, { prefix: [ctrl('b')], end: [ctrl('c')] }),
    scanned('case 28: EOT', WECHAT, { end: [ctrl('d')] }),
    scanned('case 28: CR as Ctrl+M', WECHAT, { end: [ctrl('m')] }),
    scanned('case 29: AIM ]C1', WECHAT, { prefix: aim('C') }),
    scanned('case 29: AIM ]Q1', ALIPAY, { prefix: aim('Q') }),
    scanned('case 29: AIM ]d1', QQ, { prefix: aim('d') }),
    scanned('case 30: blanks around it', WECHAT, { prefix: [SPACE], end: [SPACE, ENTER] }),
  ])('%s', (_, code, gun) => {
    const seen = play(scan(code, gun))
    expect([seen.codes, seen.rejects]).toEqual([[code], []])
    // Neither the terminator nor anything after it clicks, moves the focus or opens the downloads.
    expect(seen.reached.filter((key) => !/Shift|KeyB$|Bracket|Key[CdQ]|Space/i.test(key))).toEqual([])
  })

  it.each(['\ufeff \u200b]Q1', '\t', '】去'])('case 30: %j before and CR+LF behind a text', (before) => {
    expect(createScanDecoder().submit(`${before}${WECHAT}\r\n`, 0).scans).toMatchObject([{ code: WECHAT, provider: 'wechat' }])
  })

  it('case 31: once a terminator was seen, a silent half scan is never given', () => {
    const seen = play(merged(scan(ALIPAY_24), scan(ALIPAY_24.slice(0, 18), { startMs: 5000, end: [] })))
    expect(seen.codes).toEqual([ALIPAY_24])
    expect(seen.rejects).toMatchObject([{ reason: 'incomplete', brand: 'alipay', masked: '28****32' }])
  })
  it('a refused scan teaches no terminator', () => {
    const seen = play(merged(scan(ALIPAY_24.slice(0, 15)), scan(ALIPAY, { startMs: 5000, end: [] })))
    expect([seen.codes, seen.rejects.length]).toEqual([[ALIPAY], 1])
  })
  it('once one was seen, a silent whole code is given a little later', () => {
    const decoder = createScanDecoder()
    for (const key of scan(ALIPAY)) decoder.take(key)
    const keys = scan(WECHAT, { startMs: 5000, end: [] })
    for (const key of keys) decoder.take(key)
    expect(decoder.wakeAtMs()).toBe(5170 + 400)
    expect(play([...scan(ALIPAY), ...keys]).codes).toEqual([ALIPAY, WECHAT])
  })
  it('case 32: the head of an Alipay code is not given in a pause', () => {
    const halves = [...scan(ALIPAY.slice(0, 16), { end: [] }), ...scan(ALIPAY.slice(16), { startMs: 1450 })]
    expect(play(halves).codes).toEqual([ALIPAY])
  })
  it.each([16, 17, 19, 23])('%i digits of Alipay without a terminator may be a head, and are refused', (length) => {
    const seen = play(scan(ALIPAY_24.slice(0, length), { end: [] }))
    expect([seen.codes, seen.rejects]).toMatchObject([[], [{ reason: 'incomplete', brand: 'alipay' }]])
  })
  it.each([16, 17, 20, 23])('%i digits with one are whole', (length) => {
    expect(play(scan(ALIPAY_24.slice(0, length))).codes).toEqual([ALIPAY_24.slice(0, length)])
  })
})

describe('after a code', () => {
  const after = (input: Input[], atMs: number) => play([...scan(WECHAT), ...input.map((one) => ({ ...one, atMs }))])

  it.each([['Enter', ENTER], ['Tab', TAB], ['NumpadEnter', { code: 'NumpadEnter', key: 'Enter' }], ['ArrowDown', DOWN], ['KeyJ', ctrl('j')]] as const)('%s is the scanner\'s for 250 ms, and then a person\'s', (name, key) => {
    expect(after(press(key, 0), 1430).reached).toEqual([])
    expect(after(press(key, 0), 1431).reached).toEqual([name])
  })
  it('a person\'s Enter, a while after the code was given in silence, is theirs', () => {
    expect(play([...scan(WECHAT, { end: [] }), ...press(ENTER, 3000)]).reached).toEqual(['Enter'])
  })
  it('before any, Enter is a person\'s', () => {
    expect(play(press(ENTER, 0)).reached).toEqual(['Enter'])
  })
  it('CapsLock and ArrowDown of a person end nothing', () => {
    for (const key of [{ code: 'CapsLock', key: 'CapsLock' }, DOWN]) {
      const seen = play([...scan(WECHAT.slice(0, 9), { end: [] }), ...press(key, 1085), ...scan(WECHAT.slice(9), { startMs: 1090 })])
      expect([seen.codes, seen.rejects]).toEqual([[WECHAT], []])
    }
  })
})
