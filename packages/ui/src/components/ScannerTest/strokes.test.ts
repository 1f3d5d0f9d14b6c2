import { describe, expect, it } from 'vitest'
import { alted, keyed, press, texted } from '../../test/scanner'
import { readTyped } from './strokes'

const charsOf = (events: Parameters<typeof readTyped>[0]) => readTyped(events).chars.map(({ char }) => char).join('')

describe('the characters of a scan', () => {
  it.each([
    ['the main keyboard’s digits', keyed('134567\n'), '134567'],
    ['the number pad’s', keyed('134567\n', { pad: true }), '134567'],
    ['the number pad’s with NumLock off', keyed('134567\n', { pad: true, typed: () => 'Home' }), '134567'],
    ['another layout’s', keyed('134567\n', { typed: (digit) => '&é"\'(-è_ç'[Number(digit)] ?? 'à' }), '134567'],
    ['Alt codes', alted('1345'), '1345'],
    ['Alt codes of four digits', alted('1345', 4), '1345'],
    ['an input method’s', keyed('134567\n', { typed: () => 'Process' }), '134567'],
    ['hidden keys, by their texts', texted('134567', true), '134567'],
    ['a text without keys', texted('134567', false), '134567'],
    ['an AIM identifier before them', keyed(']Q1134567\n'), ']Q1134567'],
  ])('are %s', (_case, events, text) => {
    expect(charsOf(events)).toBe(text)
  })

  it('are not counted twice where a field echoes them', () => {
    const [first, ...rest] = keyed('12')
    expect(charsOf([...(first ? [first] : []), { type: 'text', atMs: 1, text: '1' }, ...rest])).toBe('12')
  })

  it('are not those of a paste’s shortcut, but of what it pastes', () => {
    const paste = [press('v', 0, { code: 'KeyV', isChord: true }), { type: 'pasted' as const, atMs: 1, text: '134567\n' }]
    expect(readTyped(paste)).toMatchObject({ hasControlPrefix: false, endings: ['enter'] })
    expect(charsOf(paste)).toBe('134567')
  })
})

describe('the ending', () => {
  it.each([
    ['\n', ['enter']], ['\n\n', ['enter', 'enter']], ['\t', ['tab']], ['', []],
  ] as const)('of %j', (end, endings) => {
    expect(readTyped(keyed(`134567${end}`)).endings).toEqual(endings)
  })

  it('may be a control character, which before the code is a prefix', () => {
    const [stx, etx] = [press('b', 0, { code: 'KeyB', isChord: true }), press('c', 90, { code: 'KeyC', isChord: true })]
    expect(readTyped([stx, ...keyed('134567'), etx])).toMatchObject({ hasControlPrefix: true, endings: ['control'] })
  })
})

it('sees an input method, and that it writes full-width digits', () => {
  const keys = keyed('134567', { typed: () => 'Process' })
  expect(readTyped([...keys, { type: 'composed', atMs: 99, text: '１３４５６７' }])).toMatchObject({ isByMethod: true, isWide: true })
  expect(readTyped(keys)).toMatchObject({ isByMethod: true, isWide: false })
})
