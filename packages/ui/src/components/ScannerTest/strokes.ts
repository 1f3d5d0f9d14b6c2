/** What a scanner typed, event by event, read into strokes. Pure: events come in as records, and nothing here is kept or told whole. */

/** One event of the keyboard, or a text that came without keys. */
export type ScannerEvent =
  | {
      readonly type: 'keydown' | 'keyup'
      /** `event.timeStamp`, ms. */
      readonly atMs: number
      readonly code: string
      readonly key: string
      readonly keyCode: number
      readonly isAlt: boolean
      /** Ctrl or Meta without Alt. */
      readonly isChord: boolean
      readonly isComposing: boolean
    }
  /** `composed`: an input method's own text, the echo of keys that were seen already. `pasted`: a text that no key typed. */
  | { readonly type: 'text' | 'composed' | 'pasted'; readonly atMs: number; readonly text: string }

/** How a character came. */
export type Way = 'row' | 'numpad' | 'numlock' | 'alt' | 'hidden' | 'text'

/** One character. */
export interface TypedChar {
  readonly char: string
  readonly atMs: number
  readonly way: Way
  /** What the computer's layout made of the key, where that is something else. */
  readonly typed?: string
}

/** How the scanner said that its code is over. */
export type Ending = 'enter' | 'tab' | 'control' | 'capslock'

/** All that was typed in one go. */
export interface Typed {
  readonly chars: readonly TypedChar[]
  readonly endings: readonly Ending[]
  /** A control character stood before the code. */
  readonly hasControlPrefix: boolean
  /** An input method got the keys first. */
  readonly isByMethod: boolean
  /** An input method wrote full-width digits. */
  readonly isWide: boolean
}

const ENDINGS: Readonly<Record<string, Ending>> = { Enter: 'enter', NumpadEnter: 'enter', Tab: 'tab', CapsLock: 'capslock' }
/** LF, CR, ETX and EOT, as a keyboard types them. */
const CONTROL_ENDINGS = /^Key[JMCD]$/
/** A person's paste. */
const PASTE = 'KeyV'
const WIDE = /[０-９]/
const ENTER_KEY_CODE = 13
const METHOD_KEY_CODE = 229

type Key = Extract<ScannerEvent, { type: 'keydown' | 'keyup' }>

const digitOf = (code: string): string | undefined => /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
const isByMethod = ({ key, keyCode, isComposing }: Key): boolean => key === 'Process' || keyCode === METHOD_KEY_CODE || isComposing
const isOne = (key: string): boolean => Array.from(key).length === 1

/** The character of a keydown; undefined for one that types none. */
function charOf(event: Key): TypedChar | undefined {
  const { code, key, atMs } = event
  const digit = digitOf(code)
  if (digit === undefined) return isOne(key) ? { char: key, atMs, way: 'row' } : undefined
  const isPad = code.startsWith('Numpad')
  if (isByMethod(event)) return { char: digit, atMs, way: isPad ? 'numpad' : 'row' }
  if (isPad && !isOne(key)) return { char: digit, atMs, way: 'numlock', typed: key }
  const typed = key.normalize('NFKC') === digit ? undefined : key
  return { char: digit, atMs, way: isPad ? 'numpad' : 'row', ...(typed !== undefined && { typed }) }
}

const endingOf = ({ code, key, keyCode }: Key): Ending | undefined => ENDINGS[code] ?? ENDINGS[key] ?? (keyCode === ENTER_KEY_CODE ? 'enter' : undefined)

/** Reads events in their order. */
export function readTyped(events: readonly ScannerEvent[]): Typed {
  const chars: TypedChar[] = []
  const endings: Ending[] = []
  const seen = { hasControlPrefix: false, isByMethod: false, isWide: false }
  let alt = ''
  /** Whether the next text is the echo of a key that was read already; a hidden key tells its character by that text alone. */
  let echo: 'none' | 'echo' | 'hidden' = 'none'

  function chord({ code }: Key): void {
    if (CONTROL_ENDINGS.test(code) && chars.length > 0) endings.push('control')
    else if (chars.length === 0 && code !== PASTE && !code.startsWith('Control') && !code.startsWith('Meta')) seen.hasControlPrefix = true
  }

  function down(event: Key): void {
    const ending = endingOf(event)
    const char = charOf(event)
    echo = 'echo'
    if (event.isChord) chord(event)
    else if (ending) endings.push(ending)
    else if (event.isAlt && event.code.startsWith('Numpad')) alt += digitOf(event.code) ?? ''
    else if (!event.code && !char) echo = 'hidden'
    else if (char) {
      chars.push(char)
      seen.isByMethod ||= isByMethod(event)
      seen.isWide ||= WIDE.test(event.key)
    }
  }

  function up({ code, atMs }: Key): void {
    if (!alt || !code.startsWith('Alt')) return
    chars.push({ char: String.fromCharCode(Number(alt) % 0x10000), atMs, way: 'alt' })
    alt = ''
    echo = 'echo'
  }

  function write(text: string, atMs: number): void {
    const way = echo === 'hidden' ? 'hidden' : 'text'
    if (echo === 'echo') return
    for (const char of Array.from(text)) {
      if (/[\r\n]/.test(char)) endings.push('enter')
      else if (char === '\t') endings.push('tab')
      else chars.push({ char, atMs, way })
    }
  }

  function take(event: Exclude<ScannerEvent, Key>): void {
    seen.isWide ||= WIDE.test(event.text)
    if (event.type === 'pasted') echo = 'none'
    if (event.type === 'composed') seen.isByMethod = true
    else write(event.text, event.atMs)
  }

  for (const event of events) {
    if ('text' in event) take(event)
    else if (event.type === 'keydown') down(event)
    else up(event)
  }
  return { chars, endings, ...seen }
}
