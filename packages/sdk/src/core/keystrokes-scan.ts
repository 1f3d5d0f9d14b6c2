/** What goes into a scanner's reader, and what comes out of it. */
import type { Provider } from './gateways'
import type { KeyRecord, ScanField, Terminator } from './keystrokes'
import type { PaymentCodeBrand, PaymentCodeRule } from './payment-code-rules'

/** A text that a field is about to take (`beforeinput`, the end of a composition), that is pasted, or entered by hand. */
export interface TextRecord {
  readonly type: 'text' | 'paste' | 'manual'
  readonly atMs: number
  readonly field: ScanField
  readonly text: string
  /** The caller's own; see {@link ScanStep.remove}. */
  readonly mark?: unknown
}

/** What a decoder reads: a key or a text; a timer that rang; a window that lost the keyboard. */
export type ScanInput = KeyRecord | TextRecord | { readonly type: 'silence' | 'blur'; readonly atMs: number }

/** How a code came: typed by keys, committed as text, pasted, or entered by hand. */
export type ScanVia = 'keys' | 'text' | 'paste' | 'manual'

/** How the scanner typed, for a page that helps to set it up. Nothing here tells the code. */
export interface ScanFacts {
  readonly via: ScanVia
  /** How many characters came. */
  readonly length: number
  /** The usual and the longest time between two of them, ms. */
  readonly paceMs: number
  readonly longestGapMs: number
  /** Undefined where the scanner sent none. */
  readonly terminator?: Terminator
  /** The AIM identifier before the code. */
  readonly aim?: string
  /** An input method stood between. */
  readonly isByInputMethod: boolean
  /** The keys' letters are not those of the digits that were typed: another layout, or NumLock off. */
  readonly isOtherLayout: boolean
}

/**
 * Why a scan is refused. `incomplete`: the head or a part of a payment code; `unknown`: something else; `unsupported`: a payment code that no
 * gateway takes; `used`: given once already; `busy`: the page takes none now (it stays unused).
 */
export type RejectReason = 'incomplete' | 'unknown' | 'unsupported' | 'used' | 'busy'

/** A payment code, given once. */
export interface Scan {
  /** The payment code itself: for the request alone, never for a log or the screen. */
  readonly code: string
  readonly masked: string
  readonly brand: PaymentCodeBrand
  readonly provider: Provider
  readonly facts: ScanFacts
}

/** A scan that is no payment of now. */
export interface ScanReject {
  readonly reason: RejectReason
  readonly masked: string
  readonly brand?: PaymentCodeBrand
  readonly facts: ScanFacts
}

/** What came of an input. What it says of fields is to be done in this order. */
export interface ScanStep {
  /** The event is the scanner's: nobody else should get it. */
  isTaken: boolean
  /** A code was read, by the inputs with these marks: each field that they went to is to hold again what it held before the first of them. */
  remove: readonly { readonly mark?: unknown }[]
  /** Characters that belong where the caret is: kept from the field, but a person's, or no code. */
  giveBack: string
  readonly scans: Scan[]
  readonly rejects: ScanReject[]
}

/** Options of {@link createScanDecoder}. */
export interface ScanDecoderOptions {
  /** @default paymentCodeRules */
  rules?: readonly PaymentCodeRule[]
  /** Whether the page takes no code now; asked for each. @default never */
  isBusy?: () => boolean
  /** The codes that were given, for several readers of one till to share: payment codes themselves, so for the memory alone. @default its own */
  used?: Set<string>
}

/** Reads a stream of inputs, in their order. */
export interface ScanDecoder {
  take(input: ScanInput): ScanStep
  /** A code entered by hand, or read by a camera: the same checks, the same once. */
  submit(text: string, atMs: number): ScanStep
  /** When to give a `silence`, on the clock of the inputs; undefined while nothing is read. */
  wakeAtMs(): number | undefined
  /** How much of what kind of code is being read; a length of 0 is none. */
  reading(): { readonly length: number; readonly brand?: PaymentCodeBrand }
}
