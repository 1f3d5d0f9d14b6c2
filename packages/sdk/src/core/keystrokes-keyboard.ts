/** Characters and commands out of key events and the texts that follow them: Alt codes, keys held down, what an input method or Android hides. */
import { charOfAltCode, isByInputMethod, meaningOf, type KeyRecord, type Terminator } from './keystrokes'
import type { TextRecord } from './keystrokes-scan'
import type { Stroke } from './keystrokes-stroke'

/** Who reads what a keyboard types. Each tells whether the input is the scanner's. */
export interface Reader {
  readonly strike: (one: Stroke) => boolean
  /** A key that writes nothing: what ends a code, or a shortcut. */
  readonly command: (atMs: number, by?: Terminator) => boolean
  readonly whole: (input: TextRecord) => boolean
  readonly isKeeping: () => boolean
}

/** A keyboard: its events go in, each answered by whether it is the scanner's. */
export function createKeyboard({ strike, command, whole, isKeeping }: Reader) {
  /** The keys that are down, in their order. */
  const pressed = new Map<string, { readonly isTaken: boolean; readonly one: Stroke | undefined }>()
  let altCode = ''
  /** Whether the text of a key that was read already is still to come; true where the key could not be kept from the field. */
  let echo: boolean | undefined

  return {
    keydown(record: KeyRecord): boolean {
      const { code, atMs, isRepeat } = record
      const [is, what] = meaningOf(record)
      echo = is === 'hidden' ? undefined : isByInputMethod(record)
      // It goes where the first went.
      if (isRepeat) return pressed.get(code)?.isTaken === true
      const one = is === 'char' ? { ...record, char: what, gapMs: 0 } : undefined
      if (is === 'alt') altCode += what
      const isTaken = one ? strike(one) : is === 'command' && command(atMs, what)
      pressed.delete(code)
      pressed.set(code, { isTaken, one })
      return isTaken
    },

    keyup(record: KeyRecord): boolean {
      const { code } = record
      const released = pressed.get(code)
      if (released?.one) for (const { one } of pressed.values()) {
        if (one === released.one) break
        if (one) one.isHeldOver = true
      }
      pressed.delete(code)
      if (!echo) echo = undefined
      if (altCode && code.startsWith('Alt')) {
        strike({ ...record, key: undefined, char: charOfAltCode(altCode), gapMs: 0 })
        altCode = ''
        echo = true
      }
      return released?.isTaken === true
    },

    text(input: TextRecord): boolean {
      const { text, atMs } = input
      if (echo !== undefined) return echo && isKeeping()
      if (text.length > 1) return whole(input)
      return /[\r\n\t]/.test(text) ? command(atMs, 'enter') : strike({ ...input, char: text.normalize('NFKC'), gapMs: 0 })
    },
  }
}
