/** What a keyboard event means to a scanner's reader. Pure: events come in as records. */

/** Where a key goes: nowhere that takes text, a field of the page's own scanner entry, or another field. */
export type ScanField = 'none' | 'own' | 'foreign'

/** A keyboard event as the decoder reads it. */
export interface KeyRecord {
  readonly type: 'keydown' | 'keyup'
  /** `event.timeStamp`, ms: it keeps the device's pace when the main thread stalls, which a handler's own clock does not. */
  readonly atMs: number
  readonly field: ScanField
  readonly code: string
  /** Undefined in the bare event that Chrome's autofill sends. */
  readonly key: string | undefined
  /** Android and input methods tell an Enter, or that they hide the key (229), by this alone. */
  readonly keyCode?: number
  /** Ctrl or Meta without Alt: a shortcut, or a scanner's control character. AltGr is none. */
  readonly isChord?: boolean
  readonly isAlt?: boolean
  readonly isRepeat?: boolean
  readonly isComposing?: boolean
}

/** How a scanner said that its code is over. */
export type Terminator = 'enter' | 'tab' | 'control' | 'capslock'

/** What a keydown means. `hidden` keys (Android) tell their text in `beforeinput` alone. */
export type Meaning =
  | { readonly is: 'char' | 'alt'; readonly char: string }
  | { readonly is: 'end'; readonly by: Terminator }
  | { readonly is: 'chord' | 'hidden' | 'other' }

const ENDS: Readonly<Record<string, Terminator>> = { Enter: 'enter', NumpadEnter: 'enter', Tab: 'tab', CapsLock: 'capslock' }

/** LF, CR, ETX and EOT, as a keyboard types them. */
const CONTROL_ENDS = /^Key[JMCD]$/

/** Digits and AIM identifiers are read off the key itself: no layout, Shift, CapsLock, NumLock or input method changes it. */
function charOf(code: string, key: string): string {
  const digit = /^(?:Digit|Numpad|Key)([\dA-Z])$/.exec(code)?.[1]
  if (digit) return digit
  if (code === 'BracketRight') return ']'
  return Array.from(key).length === 1 ? key.normalize('NFKC') : ''
}

/** Whether an input method got the key first, and types its own text later. */
export const isByInputMethod = ({ key, keyCode, isComposing }: KeyRecord): boolean => key === 'Process' || keyCode === 229 || Boolean(isComposing)

/** Reads one keydown. */
export function meaningOf(record: KeyRecord): Meaning {
  const { code, key, keyCode } = record
  if (key === undefined) return { is: 'other' }
  if (record.isChord) return CONTROL_ENDS.test(code) ? { is: 'end', by: 'control' } : { is: 'chord' }
  const by = ENDS[code] ?? ENDS[key] ?? (keyCode === 13 ? 'enter' : undefined)
  if (by) return { is: 'end', by }
  const char = charOf(code, key)
  if (record.isAlt) return /^Numpad\d$/.test(code) ? { is: 'alt', char } : { is: 'other' }
  if (char) return { is: 'char', char }
  return { is: !code && (key === 'Unidentified' || isByInputMethod(record)) ? 'hidden' : 'other' }
}

/** The character of an Alt code: `49` and `0049` are both 1. */
export const charOfAltCode = (digits: string): string => String.fromCharCode(Number(digits) % 0x10000)
