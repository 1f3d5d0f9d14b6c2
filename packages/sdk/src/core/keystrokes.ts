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
  /** The caller's own, given back with what was read. */
  readonly mark?: unknown
}

/** How a scanner said that its code is over. */
export type Terminator = 'enter' | 'tab' | 'control' | 'capslock'

/**
 * What a keydown means, and its character or what it ends. A `command` writes nothing: it ends a code, or is a shortcut. `hidden` keys (Android)
 * tell their text in `beforeinput` alone.
 */
export type Meaning = readonly ['char' | 'alt', string] | readonly ['command', Terminator?] | readonly ['hidden' | 'other']

/** By the key's place, its meaning or its number. iOS types LF as ArrowDown. */
const ENDS: Readonly<Record<string, Terminator>> = { Enter: 'enter', 13: 'enter', Tab: 'tab', CapsLock: 'capslock', ArrowDown: 'control' }

/** LF, CR, ETX and EOT, as a keyboard types them. */
const CONTROL_ENDS = /^[JMCD]$/

/** Whether an input method got the key first, and types its own text later. */
export const isByInputMethod = ({ key = '', keyCode, isComposing }: Partial<Pick<KeyRecord, 'key' | 'keyCode' | 'isComposing'>>): boolean =>
  /^(Process|Unidentified)$/.test(key) || keyCode === 229 || Boolean(isComposing)

/** Reads one keydown. Digits and AIM identifiers are read off the key's place: no layout, Shift, CapsLock, NumLock or input method changes it. */
export function meaningOf(record: KeyRecord): Meaning {
  const { code, key = '', keyCode = 0, isChord, isAlt } = record
  const place = code.replace(/^(Digit|Numpad|Key)/, '').replace('BracketRight', ']')
  if (isChord) return CONTROL_ENDS.test(place) ? ['command', 'control'] : ['command']
  if (isAlt) return /^Numpad\d/.test(code) ? ['alt', place] : ['other']
  if (place.length === 1) return ['char', place]
  const by = ENDS[place] ?? ENDS[key] ?? ENDS[keyCode]
  if (by) return ['command', by]
  if (key.length === 1) return ['char', key.normalize('NFKC')]
  return [!code && isByInputMethod(record) ? 'hidden' : 'other']
}

/** The character of an Alt code: `49` and `0049` are both 1. */
export const charOfAltCode = (digits: string): string => String.fromCharCode(Number(digits))
