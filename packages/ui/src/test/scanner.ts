/** A scanner's keys, as records of events. */
import type { ScannerEvent } from '../components/ScannerTest/strokes'

type Key = Extract<ScannerEvent, { type: 'keydown' | 'keyup' }>

const NAMES: Readonly<Record<string, string>> = { '\n': 'Enter', '\t': 'Tab', ']': 'BracketRight' }

/** One keydown. */
export const press = (key: string, atMs: number, facts: Partial<Key> = {}): Key => ({ type: 'keydown', atMs, code: '', key, keyCode: 0, isAlt: false, isChord: false, isComposing: false, ...facts })

/** A text typed at an even pace. `typed`: what the computer makes of a digit. */
export function keyed(text: string, { gapMs = 10, pad = false, typed = (digit: string) => digit }: { gapMs?: number; pad?: boolean; typed?: (digit: string) => string } = {}): ScannerEvent[] {
  return Array.from(text).map((char, index) => {
    const name = NAMES[char]
    const code = name ?? (/\d/.test(char) ? `${pad ? 'Numpad' : 'Digit'}${char}` : `Key${char.toUpperCase()}`)
    return press(/\d/.test(char) ? typed(char) : name && name !== 'BracketRight' ? name : char, index * gapMs, { code })
  })
}

/** Digits typed as Alt codes of the number pad. */
export const alted = (digits: string, width = 2): ScannerEvent[] =>
  Array.from(digits).flatMap((digit, index) => {
    const alt = { code: 'AltLeft', isAlt: true }
    const codes = Array.from(String(digit.charCodeAt(0)).padStart(width, '0'))
    return [press('Alt', index * 30, alt), ...codes.map((code) => press(code, index * 30, { code: `Numpad${code}`, isAlt: true })), { ...press('Alt', index * 30 + 20, { code: 'AltLeft' }), type: 'keyup' as const }]
  })

/** Texts as a device commits them: each after a key that hides what it is, or all at once without one. */
export const texted = (text: string, isHidden: boolean): ScannerEvent[] =>
  isHidden
    ? Array.from(text).flatMap((char, index) => [press('Unidentified', index * 10, { keyCode: 229 }), { type: 'text' as const, atMs: index * 10, text: char }])
    : [{ type: 'text', atMs: 0, text }]
