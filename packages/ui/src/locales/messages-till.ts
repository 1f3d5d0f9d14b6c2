/** The texts of a till's own parts: the last results, and the scanner's test. */
import type { CodeWords, ResultWords } from './messages'

/** The cashier's last results. */
export interface ResultsMessages {
  readonly title: string
  /** Before the first. */
  readonly empty: CodeWords
  /** What became of a charge: in one word, and what it means for the cashier. */
  readonly outcomes: { readonly [O in 'checking' | 'open' | 'paid' | 'refused' | 'reversed' | 'unknown']: ResultWords }
  /** Found after another end was told. */
  readonly late: string
  /** The same was paid twice. */
  readonly second: string
  readonly refund: { readonly partial: string; readonly complete: string }
  readonly ask: string
  readonly asking: string
  /** What came of asking where it changed nothing, and when it was. */
  readonly answers: { readonly open: (time: string) => string; readonly unknown: (time: string) => string }
  readonly clear: string
}

/** What is looked at of a scanner, and how each may turn out. */
export interface ScannerSays {
  readonly code: { readonly read: ResultWords; readonly unsupported: ResultWords; readonly incomplete: ResultWords; readonly other: ResultWords; readonly none: ResultWords }
  readonly speed: { readonly quick: ResultWords; readonly slow: ResultWords; readonly hand: ResultWords; readonly whole: ResultWords }
  readonly end: { readonly enter: ResultWords; readonly twice: ResultWords; readonly tab: ResultWords; readonly control: ResultWords; readonly capslock: ResultWords; readonly none: ResultWords }
  readonly layout: { readonly same: ResultWords; readonly other: ResultWords }
  readonly keys: { readonly row: ResultWords; readonly numpad: ResultWords; readonly numlock: ResultWords; readonly alt: ResultWords; readonly hidden: ResultWords; readonly text: ResultWords }
  readonly method: { readonly none: ResultWords; readonly between: ResultWords; readonly wide: ResultWords }
  readonly prefix: { readonly none: ResultWords; readonly aim: ResultWords; readonly control: ResultWords; readonly text: ResultWords }
}

/** The scanner's test. */
export interface ScannerMessages {
  readonly title: string
  readonly wait: CodeWords
  /** Keys would not reach this page; a press on it changes that. */
  readonly unheard: string
  readonly verdict: { readonly good: ResultWords; readonly fair: ResultWords; readonly bad: ResultWords }
  readonly checks: { readonly [C in keyof ScannerSays]: string }
  readonly says: ScannerSays
  readonly unionpay: string
  readonly again: string
}
