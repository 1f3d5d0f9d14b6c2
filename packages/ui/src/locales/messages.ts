/** Every text of the package, typed: a new language is one more object of this shape. */
import type { Flow, Health, Obstacle, Provider, Refund } from '@baas-pay/sdk'
import type { PaymentCodeBrand, RejectReason } from '@baas-pay/sdk/scan'
import type { ResultsMessages, ScannerMessages } from './messages-till'

/** What the payer reads beside the code: what to do, and one line of help. */
export interface CodeWords {
  readonly hint: string
  readonly help: string
  /** Instead, where the code is on a phone's own screen, which its camera can't see. */
  readonly helpOnPhone?: string
}

/** An end of the checkout: what happened, and whether the money is safe and what now. */
export interface ResultWords {
  readonly title: string
  readonly text: string
}

/** Why a payment code was not charged, as far as the backend told. */
export type RefusedReason = 'code-expired' | 'code-invalid' | 'not-enough' | 'card' | 'limit' | 'declined' | 'shop' | 'not-sent' | 'misused' | 'other'

/** The message table. */
export interface PayMessages {
  /** BCP 47 tag: the dialog's `lang`, and for Intl. */
  readonly locale: string
  readonly providers: { readonly [P in Provider]: string }
  readonly dismiss: string
  readonly code: {
    readonly label: (provider: string) => string
    readonly broken: string
    readonly enlarge: string
    readonly shrink: string
    readonly creating: CodeWords
    /** Which app scans it, and how. */
    readonly waiting: (provider: Provider) => CodeWords
    /** The provider tells that the payer is at it. */
    readonly scanned: CodeWords
    /** A last check, at expiry or after the wallet. */
    readonly confirming: CodeWords
    readonly cancelling: CodeWords
    /** The order before makes room for the next. */
    readonly renewing: CodeWords
  }
  /** The choice of a way of paying. */
  readonly methods: {
    readonly title: string
    readonly pay: string
    readonly change: string
    readonly back: string
    /** The list did not load; the way that is chosen stands above. */
    readonly missing: string
  }
  /** A wallet's page in a frame. */
  readonly frame: {
    readonly title: (provider: string) => string
    /** Beside the link to a tab of its own: nobody can tell whether a frame shows what it should. */
    readonly help: string
    readonly open: string
    readonly enlarge: string
    readonly shrink: string
    /** It is known not to be shown. */
    readonly blocked: string
    /** Its address is none that a payer may be sent to. */
    readonly unsafe: string
  }
  /** The rows of that choice. */
  readonly ways: {
    /** How it goes, by flow; `phone`: a code on the phone that should scan it. */
    readonly how: { readonly [F in Exclude<Flow, 'scan'> | 'phone']: (provider: Provider) => string }
    readonly obstacles: { readonly [O in Obstacle]: string }
  }
  /** A wallet that the page calls or leaves for. Nothing that comes back from there says whether it was paid. */
  readonly wallet: {
    readonly open: (provider: Provider) => string
    /** The wallet was called over this page. */
    readonly asked: (provider: Provider) => CodeWords
    /** It has left off, and no payment is known. */
    readonly left: CodeWords
    /** The payer is about to go to the wallet, at its own page, or back from there. */
    readonly away: (provider: Provider) => CodeWords
  }
  readonly check: { readonly ask: string; readonly look: string; readonly busy: string; readonly unpaid: string; readonly again: string; readonly stillUnknown: string; readonly stillUnpaid: string }
  readonly cancel: { readonly order: string; readonly question: string; readonly keep: string; readonly refused: string }
  readonly result: {
    readonly paid: ResultWords
    readonly closed: ResultWords
    readonly failed: ResultWords
    /** The order exists and was refused for good. */
    readonly refused: ResultWords
    /** The shop's page asked for something that can't be. */
    readonly misused: ResultWords
    readonly expired: ResultWords
    /** Only its time is up: a payment may still come to light. */
    readonly timeUp: ResultWords
    readonly unknown: ResultWords
  }
  /** Ends that few payers see. Until they are here, the words of a `result` that is as true stand in. */
  readonly rare: {
    /** Paid after another end was told. */
    readonly late: ResultWords
    /** Paid, and money went back since. */
    readonly refund: { readonly [R in Refund]: ResultWords }
    /** A second order of the same intent was paid, too; both numbers stand below. */
    readonly twice: ResultWords
    /** Unknown since the payer cancelled: the cancelling will be taken up again. */
    readonly uncancelled: ResultWords
  }
  /** The landing page after a redirect. */
  readonly back: {
    readonly title: string
    readonly checking: ResultWords
    /** Asks: it is not paid yet, as far as is known. */
    readonly waiting: ResultWords
    readonly done: string
    readonly notDone: string
    readonly expired: ResultWords
    /** Only its time is up: a payment may still come to light. */
    readonly timeUp: ResultWords
    /** It can be paid, but not from this browser, which did not make the order. */
    readonly elsewhere: string
    /** Nothing says which order it is, or the shop knows none by that number. */
    readonly noOrder: ResultWords
    readonly retry: string
    readonly leave: string
  }
  /** The counter, where a scanner reads the payer's code. */
  readonly scan: {
    readonly title: string
    readonly brands: { readonly [B in PaymentCodeBrand]: string }
    /** Where to hold the phone; `wallets` are those that can be charged. */
    readonly hold: string
    readonly wallets: (names: readonly string[]) => string
    readonly field: string
    readonly placeholder: string
    readonly pay: string
    readonly type: string
    readonly typing: CodeWords
    readonly back: string
    readonly erase: string
    readonly clear: string
    readonly digits: (count: number) => string
    /** Whether a scan would be heard now: yes; not, until the page is tapped; not, because something is under way. */
    readonly armed: string
    readonly unarmed: string
    readonly busy: string
    readonly reading: (brand?: PaymentCodeBrand) => string
    readonly charging: CodeWords
    /** The payer has to type the password. */
    readonly confirming: CodeWords
    /** The wallet has not said anything yet. */
    readonly asking: CodeWords
    readonly waited: string
    readonly check: string
    /** What came of a check, and when it was. */
    readonly checked: { readonly unpaid: (time: string) => string; readonly unknown: (time: string) => string }
    readonly cancel: { readonly order: string; readonly inSeconds: (seconds: number) => string; readonly question: string; readonly keep: string; readonly refused: string }
    readonly cancelling: CodeWords
    readonly paid: ResultWords
    /** Paid after another end was told; paid, and a part given back since. */
    readonly late: ResultWords
    readonly partly: ResultWords
    readonly refused: { readonly [R in RefusedReason]: ResultWords }
    readonly unknown: ResultWords
    readonly uncancelled: ResultWords
    /** Taken back: by the cashier, by the wallet or the shop's server, and where the payer had paid meanwhile. */
    readonly reversed: { readonly cashier: ResultWords; readonly server: ResultWords; readonly refunded: ResultWords }
    /** A scan that is no payment of now. */
    readonly rejected: { readonly [R in RejectReason]: (brand?: PaymentCodeBrand) => string }
    readonly next: string
    readonly nextQuestion: string
    readonly again: string
    /** A success that passes by itself. */
    readonly soon: string
    readonly sound: { readonly on: string; readonly off: string }
    readonly camera: { readonly open: string; readonly close: string; readonly hint: string; readonly missing: string; readonly refused: string; readonly broken: string }
    readonly print: { readonly again: string; readonly busy: string; readonly failed: string }
  }
  /** The cashier's last results. */
  readonly results: ResultsMessages
  /** The scanner's test. */
  readonly scanner: ScannerMessages
  readonly retry: string
  readonly renew: string
  /** No new order can be had now: the old one can't be closed yet. */
  readonly renewRefused: string
  /** The code on the screen is for what was in the cart before. */
  readonly olderOrder: string
  readonly payAgain: string
  readonly confirm: string
  readonly close: string
  readonly autoClose: (seconds: number) => string
  readonly order: { readonly label: string; readonly tokenLabel: string; readonly copy: string; readonly copied: string; readonly selected: string }
  readonly paidAt: string
  readonly countdown: { readonly left: string; readonly aloud: (time: string) => string; readonly minutes: (count: number) => string; readonly seconds: (count: number) => string }
  /** The tab's title while it is hidden and the payment waits, after the time left. */
  readonly tabWaiting: string
  readonly network: { readonly [H in Exclude<Health, 'ok'>]: string } & {
    /** Before there is an order: nothing can be paid yet. */
    readonly creating: string
    readonly back: string
    readonly since: (ago: string) => string
  }
}

/** What only one component reads: in Simplified Chinese, which is in every bundle, it comes with that component. */
export type OwnSection = 'back' | 'frame' | 'rare' | 'results' | 'scan' | 'scanner' | 'ways'

/** What a page has at once. */
export type SharedMessages = Omit<PayMessages, OwnSection> & { readonly [S in OwnSection]?: PayMessages[S] }

type Text = string | ((...args: never[]) => unknown)
type Override<T> = { readonly [K in keyof T]?: T[K] extends Text ? T[K] : Override<T[K]> }

/** Some of the texts, in the table's shape: what is not named stays as it is. */
export type PayMessagesOverride = Override<PayMessages>

function merge(base: unknown, override: unknown): unknown {
  if (typeof override !== 'object' || override === null) return override ?? base
  // Only what the table has: a name that is not in it would be shown nowhere.
  return Object.fromEntries(Object.entries(base as object).map(([name, text]) => [name, merge(text, (override as Record<string, unknown>)[name])]))
}

/** A table, or a section of one, with some of its texts replaced. */
export const override = <Table>(messages: Table, own: object | undefined): Table => merge(messages, own) as Table
