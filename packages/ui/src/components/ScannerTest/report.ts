/** What a scanner sends, and how good each is for taking payments. Pure. */
import type { PaymentCodeBrand, RejectReason } from '@baas-pay/sdk/scan'
import type { ScannerSays } from '../../locales/messages-till'
import { readTyped, type Ending, type ScannerEvent, type Typed, type TypedChar } from './strokes'

/** How good something is: leave it, better set it, or it must be set. */
export type Level = 'good' | 'fair' | 'bad'

/** The name of something that is looked at. */
export type CheckName = keyof ScannerSays

/** One thing that was looked at. */
export type Finding = {
  readonly [C in CheckName]: {
    readonly check: C
    readonly kind: keyof ScannerSays[C]
    readonly level: Level
    /** What was measured, the same in every language; never a code. */
    readonly figure: string
  }
}[CheckName]

/** What the engine made of the same keys. */
export interface ReadCode {
  readonly masked: string
  readonly brand?: PaymentCodeBrand | undefined
  /** Undefined for a payment code that can be charged. */
  readonly reason?: RejectReason | undefined
}

/** A scanner, as one scan shows it. */
export interface ScannerReport {
  readonly level: Level
  readonly brand?: PaymentCodeBrand | undefined
  readonly findings: readonly Finding[]
}

/** Fewer digits, or slower ones, are a person's. */
const LEAST_DIGITS = 6
const SLOWEST_MS = 250
const GUN_MS = 100
const QUICK_MS = 50

interface Pace {
  readonly medianMs: number
  readonly longestMs: number
}

function paceOf(chars: readonly TypedChar[]): Pace | undefined {
  const gaps = chars.slice(1).map(({ atMs }, index) => atMs - (chars[index]?.atMs ?? atMs)).sort((a, b) => a - b)
  if (gaps.length === 0 || chars.every(({ way }) => way === 'text')) return undefined
  return { medianMs: gaps[Math.floor(gaps.length / 2)] ?? 0, longestMs: gaps[gaps.length - 1] ?? 0 }
}

function codeFinding(read: ReadCode | undefined): Finding {
  const figure = read?.masked ?? ''
  if (!read) return { check: 'code', kind: 'none', level: 'bad', figure }
  switch (read.reason) {
    // A code that was shown to this page before is as whole as at first.
    case undefined:
    case 'used':
    case 'busy':
      return { check: 'code', kind: 'read', level: 'good', figure }
    case 'unsupported':
      return { check: 'code', kind: 'unsupported', level: 'good', figure }
    case 'incomplete':
      return { check: 'code', kind: 'incomplete', level: 'bad', figure }
    case 'unknown':
      return { check: 'code', kind: 'other', level: 'bad', figure }
  }
}

function speedFinding(pace: Pace | undefined): Finding {
  if (!pace) return { check: 'speed', kind: 'whole', level: 'good', figure: '' }
  const figure = `${Math.round(pace.medianMs)} ms · ≤ ${Math.round(pace.longestMs)} ms`
  if (pace.medianMs <= QUICK_MS) return { check: 'speed', kind: 'quick', level: 'good', figure }
  return pace.medianMs <= GUN_MS ? { check: 'speed', kind: 'slow', level: 'fair', figure } : { check: 'speed', kind: 'hand', level: 'fair', figure }
}

const ENDING_NAMES: Readonly<Record<Ending, string>> = { enter: 'Enter', tab: 'Tab', control: 'Ctrl', capslock: 'CapsLock' }

function endFinding(endings: readonly Ending[]): Finding {
  const [first] = endings
  const figure = endings.map((ending) => ENDING_NAMES[ending]).join(' ')
  if (first === undefined) return { check: 'end', kind: 'none', level: 'fair', figure }
  if (first !== 'enter') return { check: 'end', kind: first, level: 'fair', figure }
  return { check: 'end', kind: endings.length > 1 ? 'twice' : 'enter', level: 'good', figure }
}

function layoutFinding(chars: readonly TypedChar[]): Finding {
  const other = chars.find(({ way, typed }) => way !== 'numlock' && typed !== undefined && typed.length === 1)
  if (!other) return { check: 'layout', kind: 'same', level: 'good', figure: '' }
  return { check: 'layout', kind: 'other', level: 'fair', figure: `${other.char} → ${other.typed ?? ''}` }
}

/** The way that most characters came by. */
function keysFinding(chars: readonly TypedChar[]): Finding {
  const most = (['numlock', 'alt', 'hidden', 'text', 'numpad', 'row'] as const).find((way) => chars.filter((char) => char.way === way).length * 2 > chars.length) ?? 'row'
  const sample = chars.find(({ way }) => way === most)
  const figure = most === 'numlock' ? `${sample?.char ?? ''} → ${sample?.typed ?? ''}` : most === 'alt' ? 'Alt' : ''
  return { check: 'keys', kind: most, level: most === 'row' || most === 'numpad' ? 'good' : 'fair', figure }
}

function methodFinding({ isByMethod, isWide }: Typed): Finding {
  if (isWide) return { check: 'method', kind: 'wide', level: 'fair', figure: '' }
  return isByMethod ? { check: 'method', kind: 'between', level: 'fair', figure: '229' } : { check: 'method', kind: 'none', level: 'good', figure: '' }
}

const AIM = /^\][A-Za-z][\dA-Za-z]/
/** A stranger's characters around the digits; digits are no one's business here. */
const STRANGE = /[^\d\s]+/

function prefixFinding({ chars, hasControlPrefix }: Typed): Finding {
  const text = chars.map(({ char }) => char.normalize('NFKC')).join('')
  const [aim] = AIM.exec(text) ?? []
  const [strange] = STRANGE.exec(text.replace(AIM, '')) ?? []
  if (strange !== undefined) return { check: 'prefix', kind: 'text', level: 'bad', figure: strange.slice(0, 8) }
  if (aim !== undefined) return { check: 'prefix', kind: 'aim', level: 'good', figure: aim }
  return hasControlPrefix ? { check: 'prefix', kind: 'control', level: 'fair', figure: 'Ctrl' } : { check: 'prefix', kind: 'none', level: 'good', figure: '' }
}

const WORST: readonly Level[] = ['bad', 'fair', 'good']

/** What a scan shows of its scanner; undefined for what a person typed. */
export function reportOf(events: readonly ScannerEvent[], read: ReadCode | undefined): ScannerReport | undefined {
  const typed = readTyped(events)
  const pace = paceOf(typed.chars)
  const digits = typed.chars.filter(({ char }) => /\d/.test(char.normalize('NFKC')))
  const isTyping = digits.length < LEAST_DIGITS || digits.length * 2 < typed.chars.length || (pace && pace.medianMs > SLOWEST_MS)
  if (!read && isTyping) return undefined
  const findings = [
    codeFinding(read), speedFinding(pace), endFinding(typed.endings), layoutFinding(typed.chars), keysFinding(typed.chars), methodFinding(typed), prefixFinding(typed),
  ]
  const level = WORST.find((one) => findings.some((finding) => finding.level === one)) ?? 'good'
  return { level: read && isRead(read) && level === 'bad' ? 'fair' : level, brand: read?.brand, findings }
}

/** Whether the code came through, whatever else is to be said of the scanner. */
const isRead = ({ reason }: ReadCode): boolean => reason === undefined || reason === 'used' || reason === 'busy' || reason === 'unsupported'
