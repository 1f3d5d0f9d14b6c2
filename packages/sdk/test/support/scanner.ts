/** Scanners and people at a keyboard, as the events that a page gets of them, and a page that reads them by the decoder alone. */
import type { KeyRecord, ScanField } from '../../src/core/keystrokes'
import { createScanDecoder } from '../../src/core/keystrokes-decoder'
import type { Scan, ScanDecoder, ScanInput, ScanReject } from '../../src/core/keystrokes-scan'

/** What is written where the key goes, if nobody takes it. */
export type Input = ScanInput & { readonly writes?: string }

/** The codes of the trials: whole, and of every brand. */
export const WECHAT = '134567890123456789'
export const WECHAT_2 = '105837264950172836'
export const ALIPAY = '284719305562817394'
export const ALIPAY_24 = '287654321098765432109876'
export const QQ = '910728310408849937'
export const UNIONPAY = '6212345678901234567'

/** A key, and what it writes where nobody takes it. */
export type Key = Partial<KeyRecord> & { readonly writes?: string }

/** How a scanner types. */
export interface Gun {
  /** From one character to the next, ms; several are taken in turn. */
  gapMs?: number | readonly number[]
  startMs?: number
  field?: ScanField
  end?: readonly Partial<KeyRecord>[]
  /** Changes each character's key. */
  key?: (char: string) => Key
  /** Before the code. */
  prefix?: readonly Partial<KeyRecord>[]
}

export const ENTER: Partial<KeyRecord> = { code: 'Enter', key: 'Enter', keyCode: 13 }
export const TAB: Partial<KeyRecord> = { code: 'Tab', key: 'Tab', keyCode: 9 }
export const ctrl = (letter: string): Partial<KeyRecord> => ({ code: `Key${letter.toUpperCase()}`, key: letter, isChord: true })

const codeOf = (char: string) => (/\d/.test(char) ? `Digit${char}` : /[a-z]/i.test(char) ? `Key${char.toUpperCase()}` : char === ']' ? 'BracketRight' : char === ' ' ? 'Space' : 'Slash')

/** A key that goes down and up again. */
export function press(key: Key, atMs: number, field: ScanField = 'none', holdMs = 0): Input[] {
  const down: Input = { type: 'keydown', atMs, field, code: '', key: '', ...key }
  return [down, { type: 'keyup', atMs: atMs + holdMs, field, code: key.code ?? '', key: key.key ?? '' }]
}

/** A character's key. */
export const keyOf = (char: string): Key => ({ code: codeOf(char), key: char, keyCode: char.charCodeAt(0), writes: char })

/** One scan. */
export function scan(code: string, { gapMs = 10, startMs = 1000, field = 'none', end = [ENTER], key, prefix = [] }: Gun = {}): Input[] {
  const gaps = typeof gapMs === 'number' ? [gapMs] : gapMs
  const keys: Key[] = [...prefix, ...Array.from(code, (char) => ({ ...keyOf(char), ...key?.(char) })), ...end]
  let atMs = startMs
  return keys.flatMap((one, index) => {
    atMs += index === 0 ? 0 : (gaps[(index - 1) % gaps.length] ?? 0)
    return press(one, atMs, field, (gaps[index % gaps.length] ?? 0) / 2)
  })
}

/** What an input method makes of a key: it hides which, but not where it is on the keyboard. */
export const byMethod = <K extends Key>(key: K): K => ({ ...key, key: 'Process', keyCode: 229 })

/** A text that a field is about to take. */
export const committed = (value: string, field: ScanField = 'own', atMs = 1000): Input => ({ type: 'text', atMs, field, text: value, writes: value })

/** A text that is pasted, or dropped. */
export const paste = (value: string, field: ScanField = 'own', atMs = 1000): Input => ({ type: 'paste', atMs, field, text: value, writes: value })

/** A scan into a field under Android's input method: each key hides what it is, and the field's own event tells it. */
export function hiddenScan(characters: string | readonly string[], { gapMs = 10, startMs = 1000, field = 'own', key = 'Unidentified' }: { gapMs?: number; startMs?: number; field?: ScanField; key?: string } = {}): Input[] {
  return Array.from(characters).flatMap((char, index): Input[] => {
    const atMs = startMs + index * gapMs
    const [down, up] = press({ code: '', key, keyCode: 229 }, atMs, field, gapMs / 2)
    return [...(down ? [down] : []), committed(char, field, atMs), ...(up ? [up] : [])]
  })
}

/** A person who types. */
export const type = (text: string, { startMs = 1000, gapMs = 180, holdMs = 70, field = 'none' }: { startMs?: number; gapMs?: number; holdMs?: number; field?: ScanField } = {}): Input[] =>
  Array.from(text).flatMap((char, index) => press(char === '\n' ? ENTER : keyOf(char), startMs + index * gapMs, field, holdMs))

/** Streams of several keyboards, by their time. */
export const merged = (...streams: readonly Input[][]): Input[] => streams.flat().sort((a, b) => a.atMs - b.atMs)

/** A span in which the main thread is busy. */
export interface Stall {
  readonly fromMs: number
  readonly forMs: number
}

/** What a page saw. */
export interface Seen {
  readonly codes: string[]
  readonly scans: Scan[]
  readonly rejects: ScanReject[]
  /** What the field holds in the end. */
  readonly text: string
  /** Which terminators, shortcuts and other keys reached the page. */
  readonly reached: string[]
}

/**
 * Plays events to a decoder in their order. In a stall nothing runs; after it the timers that are due ring first, which is the worst case,
 * and then come the keys that waited, with the times that the device gave them.
 */
export function play(inputs: readonly Input[], { stalls = [], decoder = createScanDecoder(), lastsMs = 10_000 }: { stalls?: readonly Stall[]; decoder?: ScanDecoder; lastsMs?: number } = {}): Seen {
  const seen = { codes: [] as string[], scans: [] as Scan[], rejects: [] as ScanReject[], text: '', reached: [] as string[] }
  const runsAt = (atMs: number): number => {
    const stall = stalls.find(({ fromMs, forMs }) => atMs >= fromMs && atMs < fromMs + forMs)
    return stall ? runsAt(stall.fromMs + stall.forMs) : atMs
  }
  let nowMs = 0
  const take = (input: Input) => {
    // What the field holds before each input that goes there.
    const mark = 'field' in input && input.field !== 'none' ? { text: seen.text } : undefined
    const step = decoder.take('field' in input ? { ...input, mark } : input)
    const first = step.remove.map((one) => one.mark).find((one): one is { text: string } => one !== undefined)
    if (first) seen.text = first.text
    seen.text += step.giveBack
    if (mark) mark.text = seen.text
    if (!step.isTaken && input.writes && 'field' in input && input.field !== 'none') seen.text += input.writes
    if (!step.isTaken && input.type === 'keydown' && !/^(Digit|Numpad\d|$)/.test(input.code)) seen.reached.push(input.code)
    seen.scans.push(...step.scans)
    seen.codes.push(...step.scans.map(({ code }) => code))
    seen.rejects.push(...step.rejects)
  }
  const ringUntil = (untilMs: number) => {
    for (let dueMs = decoder.wakeAtMs(); dueMs !== undefined; dueMs = decoder.wakeAtMs()) {
      const ringsMs = Math.max(nowMs, runsAt(dueMs))
      if (ringsMs > untilMs) return
      nowMs = ringsMs
      take({ type: 'silence', atMs: ringsMs })
    }
  }
  for (const input of inputs) {
    const atMs = runsAt(input.atMs)
    ringUntil(atMs)
    nowMs = Math.max(nowMs, atMs)
    take(input)
  }
  ringUntil((inputs[inputs.length - 1]?.atMs ?? 0) + lastsMs)
  return seen
}
