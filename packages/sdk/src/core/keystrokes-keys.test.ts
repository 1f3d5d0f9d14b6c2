import { describe, expect, it } from 'vitest'
import { ctrl, ENTER, merged, play, press, scan, type, WECHAT, type Gun, type Input } from '../../test/support/scanner'
import { meaningOf, type KeyRecord } from './keystrokes'

const numpad = (char: string) => ({ code: `Numpad${char}` })
const NUMLOCK_OFF = ['Insert', 'End', 'ArrowDown', 'PageDown', 'ArrowLeft', 'Clear', 'ArrowRight', 'Home', 'ArrowUp', 'PageUp']
const AZERTY = Array.from('à&é"\'(-è_ç')
const scanned = (name: string, gun: Gun) => [name, gun] as const

describe('keys of any layout and mode', () => {
  it.each([
    scanned('case 33: the number pad', { key: numpad }),
    scanned('case 34: the number pad without NumLock', { key: (char) => ({ ...numpad(char), key: NUMLOCK_OFF[Number(char)] }) }),
    scanned('case 35: AZERTY', { key: (char) => ({ key: AZERTY[Number(char)] }) }),
    scanned('case 36: an AZERTY scanner with Shift, on a US page', { key: (char) => ({ key: ')!@#$%^&*('[Number(char)] }) }),
    scanned('case 37: CapsLock for a terminator', { end: [{ code: 'CapsLock', key: 'CapsLock', keyCode: 20 }] }),
    scanned('case 37: CapsLock on', { prefix: [{ code: 'BracketRight', key: ']' }, { code: 'KeyQ', key: 'q' }, { code: 'Digit1', key: '1' }] }),
    scanned('a key without a code, as a remote desktop sends it', { key: () => ({ code: '' }), end: [{ code: '', key: 'Enter' }] }),
    scanned('full-width digits as keys', { key: (char) => ({ code: '', key: String.fromCharCode(char.charCodeAt(0) + 0xfee0) }) }),
    scanned('an Enter that only its number tells', { end: [{ code: '', key: 'Unidentified', keyCode: 13 }] }),
  ])('%s', (_, gun) => {
    const seen = play(scan(WECHAT, gun))
    expect([seen.codes, seen.rejects]).toEqual([[WECHAT], []])
  })

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
  it('case 39: Alt codes on a page without a field, which tells no text', () => {
    const keys = Array.from(WECHAT).flatMap((char, index): Input[] => {
      const atMs = 1000 + index * 30
      const alt = Array.from(String(char.charCodeAt(0))).flatMap((digit, step) => press({ code: `Numpad${digit}`, key: digit, isAlt: true }, atMs + step))
      return [...press({ code: 'AltLeft', key: 'Alt', isAlt: true }, atMs).slice(0, 1), ...alt, { type: 'keyup', atMs: atMs + 5, field: 'none', code: 'AltLeft', key: 'Alt' }]
    })
    expect(play([...keys, ...press(ENTER, 1540)]).codes).toEqual([WECHAT])
  })
  it('an Alt code of a person arrives, and Alt alone is nothing', () => {
    const alt: Input[] = [...press({ code: 'Numpad6', key: '6', isAlt: true }, 1000, 'foreign'), ...press({ code: 'Numpad5', key: '5', isAlt: true }, 1100, 'foreign'), { type: 'keyup', atMs: 1200, field: 'foreign', code: 'AltLeft', key: 'Alt' }]
    expect(play([...alt, { type: 'text', atMs: 1200, field: 'foreign', text: 'A', writes: 'A' }]).text).toBe('A')
    expect(play(press({ code: 'AltLeft', key: 'Alt', isAlt: true }, 1000, 'foreign'))).toMatchObject({ codes: [], text: '' })
  })
  it('case 40: the bare event of an autofill is nothing', () => {
    expect(play([...press({ code: '', key: undefined }, 900), ...scan(WECHAT)]).codes).toEqual([WECHAT])
  })
  it.each(['Digit5', 'Enter', 'KeyA'])('case 41: %s that is held down repeats into nothing', (code) => {
    const key = code === 'Enter' ? 'Enter' : code.slice(-1).toLowerCase()
    const flood = Array.from({ length: 60 }, (_, index): Input => ({ type: 'keydown', atMs: 1001 + index * 5, field: 'none', code, key, isRepeat: true }))
    expect(play(merged(scan(WECHAT), flood)).codes).toEqual([WECHAT])
  })
  it('case 41: a repeat goes where the first went: the scanner\'s Enter nowhere, a person\'s to the page', () => {
    const held: Input = { type: 'keydown', atMs: 1190, field: 'none', code: 'Enter', key: 'Enter', isRepeat: true }
    const keys = scan(WECHAT).slice(0, -1)
    expect(play([...keys, held, { ...held, atMs: 1900 }]).reached).toEqual([])
    expect(play([...press(ENTER, 1000).slice(0, 1), { ...held, atMs: 1100 }]).reached).toEqual(['Enter', 'Enter'])
  })
  it('case 41: what a repeat writes is the person\'s, and no digit of a code', () => {
    const repeat: Input[] = [{ type: 'keydown', atMs: 1015, field: 'foreign', code: 'KeyA', key: 'a', isRepeat: true }, { type: 'text', atMs: 1015, field: 'foreign', text: 'a', writes: 'a' }]
    expect(play(merged(type('a', { startMs: 1000, holdMs: 100, field: 'foreign' }), repeat)).text).toBe('aa')
    expect(play(merged(repeat, scan(WECHAT, { field: 'foreign' }))).codes).toEqual([WECHAT])
  })
  it.each(['j', 'c', 'v', 'r', 'd'])('case 42: Ctrl+%s of a person is theirs', (letter) => {
    expect(play(press(ctrl(letter), 1000)).reached).toEqual([`Key${letter.toUpperCase()}`])
    expect(play([...type('12', { field: 'foreign' }), ...press(ctrl(letter), 1400, 'foreign')]).reached).toEqual([`Key${letter.toUpperCase()}`])
  })
  it('case 42: a chord in the middle of a scan is the scanner\'s, and ends no half code', () => {
    const seen = play(merged(scan(WECHAT), press(ctrl('j'), 1085), press(ctrl('b'), 1095)))
    expect([seen.codes, seen.rejects, seen.reached]).toEqual([[WECHAT], [], []])
  })
})

describe('what a key means', () => {
  const down = (key: Partial<KeyRecord>): KeyRecord => ({ type: 'keydown', atMs: 0, field: 'none', code: '', key: '', ...key })

  it.each([
    [{ code: 'Digit7', key: '&' }, ['char', '7']], [{ code: 'KeyQ', key: 'a' }, ['char', 'Q']], [{ code: 'BracketRight', key: '$' }, ['char', ']']], [{ code: 'NumpadAdd', key: '+' }, ['char', '+']],
    [{ code: 'XDigit7', key: 'Foo' }, ['other']], [{ code: 'Numpad7', key: 'Home', isAlt: true }, ['alt', '7']], [{ code: 'Digit7', key: '7', isAlt: true }, ['other']], [{ code: 'XNumpad7', key: '7', isAlt: true }, ['other']],
    [{ code: 'KeyJ', key: 'j', isChord: true }, ['command', 'control']], [{ code: 'KeyJJ', key: 'j', isChord: true }, ['command']], [{ code: 'KeyK', key: 'k', isChord: true }, ['command']],
    [{ code: '', key: 'Tab' }, ['command', 'tab']], [{ code: 'Enter', key: 'Process', keyCode: 229 }, ['command', 'enter']], [{ code: 'ArrowDown', key: 'ArrowDown' }, ['command', 'control']],
    [{ code: '', key: 'Unidentified' }, ['hidden']], [{ code: '', key: '', keyCode: 229 }, ['hidden']], [{ code: '', key: 'Process' }, ['hidden']], [{ code: '', key: '', isComposing: true }, ['hidden']],
    [{ code: 'ShiftLeft', key: 'Process', keyCode: 229 }, ['other']], [{ code: '', key: 'Unprocessed' }, ['other']], [{ code: '', key: 'XProcess' }, ['other']], [{ code: '', key: undefined }, ['other']], [{ code: '', key: 'ｌ' }, ['char', 'l']],
  ] as const)('%j is %j', (key, meaning) => {
    expect(meaningOf(down(key))).toEqual(meaning)
  })
})
