import { describe, expect, it } from 'vitest'
import { createScanDecoder } from '../../src/core/keystrokes-decoder'
import { ALIPAY, ALIPAY_24, ctrl, ENTER, keyOf, merged, play, press, QQ, scan, TAB, type, UNIONPAY, WECHAT, WECHAT_2, type Gun, type Input, type Stall } from '../support/scanner'

const numpad = (char: string) => ({ code: `Numpad${char}` })
const NUMLOCK_OFF = ['Insert', 'End', 'ArrowDown', 'PageDown', 'ArrowLeft', 'Clear', 'ArrowRight', 'Home', 'ArrowUp', 'PageUp']
const AZERTY = Array.from('à&é"\'(-è_ç')
const aim = (letter: string, digit = '1') => [keyOf(']'), { code: 'ShiftLeft', key: 'Shift' }, keyOf(letter), keyOf(digit)]
const stall = (fromMs: number, forMs: number): Stall[] => [{ fromMs, forMs }]
const jank = Array.from({ length: 40 }, (_, index) => ({ fromMs: 900 + index * 200, forMs: 150 }))
/** Not by a random generator: the same gaps each time. */
const JITTER = [1, 37, 92, 14, 100, 63, 5, 78, 29, 51]

const scanned = (name: string, code: string, gun: Gun = {}, stalls: readonly Stall[] = []) => [name, code, gun, stalls] as const

describe('a scan on a page without a field gives its code once', () => {
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
    scanned('case 11: AIM, 24 digits and CR+LF at 0 ms', ALIPAY_24, { gapMs: 0, prefix: aim('d'), end: [ENTER, ctrl('j')] }),
    scanned('case 13: a stall of 500 ms after key 1', WECHAT, {}, stall(1001, 500)),
    scanned('case 13: a stall of 500 ms after key 6', WECHAT, {}, stall(1051, 500)),
    scanned('case 13: a stall of 500 ms after key 17', WECHAT, {}, stall(1161, 500)),
    scanned('case 13: a stall of 500 ms before Enter', WECHAT, {}, stall(1171, 500)),
    scanned('case 14: a stall of 500 ms within another listener', WECHAT, {}, stall(1050, 500)),
    scanned('case 15: a stall of 2000 ms', WECHAT, {}, stall(1051, 2000)),
    scanned('case 16: a stall of 800 ms before the first key', WECHAT, {}, stall(300, 800)),
    scanned('case 17: jank without end, Enter', WECHAT, {}, jank),
    scanned('case 18: jank without end, no terminator', WECHAT, { end: [] }, jank),
    scanned('case 19: a stall longer than every timer, no terminator', WECHAT, { end: [] }, stall(1051, 4000)),
    scanned('case 20: timers once a second, as in a tab behind', WECHAT, { end: [] }, Array.from({ length: 9 }, (_, index) => ({ fromMs: 1001 + index * 1000, forMs: 990 }))),
    scanned('case 21: Enter', QQ),
    scanned('case 22: NumpadEnter', WECHAT, { end: [{ code: 'NumpadEnter', key: 'Enter' }] }),
    scanned('case 23: Tab', WECHAT, { end: [TAB] }),
    scanned('case 24: no terminator', WECHAT, { end: [] }),
    scanned('case 24: no terminator, 24 digits of Alipay', ALIPAY_24, { end: [] }),
    scanned('case 24: no terminator, Alipay\'s usual 18 digits at 80 ms', ALIPAY, { end: [], gapMs: 80 }),
    scanned('case 25: CR+LF', WECHAT, { end: [ENTER, ctrl('j')] }),
    scanned('case 26: Enter twice', WECHAT, { end: [ENTER, ENTER] }),
    scanned('case 27: Enter and ArrowDown, as iOS types LF', WECHAT, { end: [ENTER, { code: 'ArrowDown', key: 'ArrowDown' }] }),
    scanned('case 28: STX and ETX', WECHAT, { prefix: [ctrl('b')], end: [ctrl('c')] }),
    scanned('case 29: AIM ]C1', WECHAT, { prefix: aim('C') }),
    scanned('case 29: AIM ]Q1', ALIPAY, { prefix: aim('Q') }),
    scanned('case 29: AIM ]d1', QQ, { prefix: aim('d') }),
    scanned('case 30: blanks around it', WECHAT, { prefix: [{ code: 'Space', key: ' ' }], end: [{ code: 'Space', key: ' ' }, ENTER] }),
    scanned('case 33: the number pad', WECHAT, { key: numpad }),
    scanned('case 34: the number pad without NumLock', WECHAT, { key: (char) => ({ ...numpad(char), key: NUMLOCK_OFF[Number(char)] }) }),
    scanned('case 35: AZERTY', WECHAT, { key: (char) => ({ key: AZERTY[Number(char)] }) }),
    scanned('case 36: an AZERTY scanner with Shift, on a US page', WECHAT, { key: (char) => ({ key: ')!@#$%^&*('[Number(char)] }) }),
    scanned('case 37: CapsLock for a terminator', WECHAT, { end: [{ code: 'CapsLock', key: 'CapsLock', keyCode: 20 }] }),
    scanned('case 43: an input method hides the keys', WECHAT, { key: () => ({ key: 'Process', keyCode: 229 }) }),
    scanned('case 44: and Enter too', WECHAT, { key: () => ({ key: 'Process', keyCode: 229 }), end: [{ code: 'Enter', key: 'Process', keyCode: 229 }] }),
    scanned('case 46: and an AIM identifier', WECHAT, { prefix: aim('Q').map((key) => ({ ...key, key: 'Process', keyCode: 229 })), key: () => ({ key: 'Process', keyCode: 229 }) }),
    scanned('a key without a code, as a remote desktop sends it', WECHAT, { key: () => ({ code: '' }), end: [{ code: '', key: 'Enter' }] }),
    scanned('full-width digits as keys', WECHAT, { key: (char) => ({ code: '', key: String.fromCharCode(char.charCodeAt(0) + 0xfee0) }) }),
  ])('%s', (_, code, gun, stalls) => {
    const seen = play(scan(code, gun), { stalls })
    expect(seen.codes).toEqual([code])
    expect(seen.rejects).toEqual([])
    // Neither the terminator nor anything after it clicks, moves the focus or opens the downloads.
    expect(seen.reached.filter((key) => !/Shift|CapsLock|KeyB|KeyC|Bracket|Key[dQ]|Space/i.test(key))).toEqual([])
  })

  it('case 12: a long row of scans loses none', () => {
    const codes = Array.from({ length: 500 }, (_, index) => `13${String(index * 7_919 + 1_000_000_000_000_000)}`)
    const seen = play(codes.flatMap((code, index) => scan(code, { startMs: 1000 + index * 3000, gapMs: index % 45 })), { decoder: createScanDecoder() })
    expect(seen.codes).toEqual(codes)
  })
})

describe('terminators', () => {
  it('case 31: once one was seen, a silent half scan is never given', () => {
    const seen = play(merged(scan(ALIPAY_24), scan(ALIPAY_24.slice(0, 18), { startMs: 5000, end: [] })))
    expect(seen.codes).toEqual([ALIPAY_24])
    expect(seen.rejects).toMatchObject([{ reason: 'incomplete', brand: 'alipay', masked: '28****32' }])
  })
  it('once one was seen, a silent whole code is given a little later', () => {
    expect(play(merged(scan(ALIPAY), scan(WECHAT, { startMs: 5000, end: [] }))).codes).toEqual([ALIPAY, WECHAT])
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
  it('a person\'s Enter, a while after the code was given in silence, is theirs', () => {
    expect(play([...scan(WECHAT, { end: [] }), ...press(ENTER, 3000)]).reached).toEqual(['Enter'])
  })
})

describe('keys', () => {
  it('case 38: Shift between the digits', () => {
    const noise = Array.from({ length: 18 }, (_, index) => press({ code: 'ShiftLeft', key: 'Shift' }, 1001 + index * 10)).flat()
    expect(play(merged(scan(WECHAT), noise)).codes).toEqual([WECHAT])
  })
  it.each([[2], [4]])('case 39: Alt codes of %i digits', (digits) => {
    const keys = Array.from(WECHAT).flatMap((char, index): Input[] => {
      const atMs = 1000 + index * 30
      const alt = Array.from(String(char.charCodeAt(0)).padStart(digits, '0')).flatMap((digit, step) => press({ code: `Numpad${digit}`, key: digit, isAlt: true }, atMs + step))
      return [{ type: 'keydown', atMs, field: 'foreign', code: 'AltLeft', key: 'Alt', isAlt: true }, ...alt, { type: 'keyup', atMs: atMs + 5, field: 'foreign', code: 'AltLeft', key: 'Alt' }, { type: 'text', atMs: atMs + 5, field: 'foreign', text: char, writes: char }]
    })
    const seen = play([...keys, ...press(ENTER, 1540, 'foreign')])
    expect([seen.codes, seen.text]).toEqual([[WECHAT], ''])
  })
  it('case 40: the bare event of an autofill is nothing', () => {
    expect(play([...press({ code: '', key: undefined }, 900), ...scan(WECHAT)]).codes).toEqual([WECHAT])
  })
  it('case 41: a key that is held down repeats into nothing', () => {
    const flood = Array.from({ length: 60 }, (_, index): Input => ({ type: 'keydown', atMs: 1001 + index * 5, field: 'none', code: 'Digit5', key: '5', isRepeat: true }))
    expect(play(merged(scan(WECHAT), flood)).codes).toEqual([WECHAT])
  })
  it.each(['j', 'c', 'v', 'r', 'd'])('case 42: Ctrl+%s of a person is theirs', (letter) => {
    expect(play(press(ctrl(letter), 1000)).reached).toEqual([`Key${letter.toUpperCase()}`])
    expect(play([...type('12', { field: 'foreign' }), ...press(ctrl(letter), 1400, 'foreign')]).reached).toEqual([`Key${letter.toUpperCase()}`])
  })
})

describe('two scans', () => {
  it.each([0, 100, 300, 2000])('case 68: the same code again after %i ms is given once', (afterMs) => {
    const seen = play([...scan(WECHAT, { gapMs: 5 }), ...scan(WECHAT, { startMs: 1090 + afterMs, gapMs: 5 })])
    expect([seen.codes, seen.rejects.map(({ reason }) => reason)]).toEqual([[WECHAT], ['used']])
  })
  it('two codes back to back are two codes', () => {
    expect(play([...scan(WECHAT, { gapMs: 0 }), ...scan(WECHAT_2, { startMs: 1000, gapMs: 0 })]).codes).toEqual([WECHAT, WECHAT_2])
  })
  it('two codes without terminators are two codes, though the thread slept over the pause', () => {
    expect(play([...scan(WECHAT, { end: [] }), ...scan(WECHAT_2, { startMs: 1500, end: [] })], { stalls: stall(1100, 2000) }).codes).toEqual([WECHAT, WECHAT_2])
  })
  it('cases 69 and 70: in a busy state the second is refused, and stays unused', () => {
    let isBusy = false
    const decoder = createScanDecoder({ isBusy: () => isBusy })
    expect(play(scan(WECHAT), { decoder }).codes).toEqual([WECHAT])
    isBusy = true
    expect(play(scan(WECHAT_2, { startMs: 9000 }), { decoder }).rejects).toMatchObject([{ reason: 'busy', brand: 'wechat' }])
    isBusy = false
    expect(play(scan(WECHAT_2, { startMs: 19_000 }), { decoder }).codes).toEqual([WECHAT_2])
  })
  it('case 71: a code that was given is given no second time, whatever became of it', () => {
    const decoder = createScanDecoder()
    play(scan(WECHAT), { decoder })
    expect(play(scan(WECHAT, { startMs: 60_000 }), { decoder }).rejects).toMatchObject([{ reason: 'used' }])
  })
  it('case 72: by hand, by Enter and by the scanner at once it is given once', () => {
    const decoder = createScanDecoder()
    const byHand = [decoder.submit(WECHAT, 900), decoder.submit(` ${WECHAT}\n`, 901)]
    expect(byHand.map(({ scans }) => scans.length)).toEqual([1, 0])
    expect(play(scan(WECHAT), { decoder }).codes).toEqual([])
  })
})

describe('what is no payment', () => {
  it('UnionPay is refused by its name', () => {
    expect(play(scan(UNIONPAY)).rejects).toMatchObject([{ reason: 'unsupported', brand: 'unionpay', masked: '62****67' }])
  })
  it.each([
    ['the second half of a code', WECHAT_2.slice(9), 'unknown'], ['the first half', WECHAT.slice(0, 9), 'incomplete'], ['all but the last digit', WECHAT.slice(0, 17), 'incomplete'],
    ['EAN-13', '6901234567892', 'unknown'], ['a bank card of 16', '6217001234567890', 'incomplete'], ['two codes in one', WECHAT + WECHAT_2, 'unknown'], ['an address', 'https://pay.test/134567890123456789', 'unknown'],
    ['a code with a letter inside', '13456789a0123456789', 'unknown'], ['a code with a letter behind', `${WECHAT}x`, 'unknown'],
  ])('%s is refused as such', (_, text, reason) => {
    for (const end of [[ENTER], []]) {
      const seen = play(scan(text, { end }))
      expect([seen.codes, seen.rejects]).toMatchObject([[], [{ reason }]])
    }
  })
  it('a finger over the digits gives nothing', () => {
    expect(play(scan('1234567890', { gapMs: 25, end: [] })).codes).toEqual([])
  })
  it('18 digits that a person types without Enter are nothing; with Enter, on a page without a field, they are a code', () => {
    expect(play(type(WECHAT, { gapMs: 150 }))).toMatchObject({ codes: [], rejects: [] })
    expect(play(type(`${WECHAT}\n`, { gapMs: 150 })).codes).toEqual([WECHAT])
  })
  it('rule 8: nothing but the code itself has it', () => {
    const seen = play([...scan(WECHAT), ...scan(WECHAT, { startMs: 5000 }), ...scan(WECHAT.slice(0, 17), { startMs: 9000 }), ...scan(`x${WECHAT}`, { startMs: 12_000 })])
    const told = JSON.stringify([seen.rejects, seen.scans.map((one) => ({ ...one, code: undefined }))])
    expect(seen.rejects).toHaveLength(3)
    expect(told).not.toMatch(/\d{3,}\*|34567/)
  })
})
