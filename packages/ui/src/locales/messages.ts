/** Every text of the package, typed: a new language is one more object of this shape. */
import type { Health, Phase } from '@baas-pay/sdk'

/** What the payer reads beside the code: what to do, and one line of help. */
export interface CodeWords {
  readonly hint: string
  readonly help: string
}

/** An end of the checkout: what happened, and whether the money is safe and what now. */
export interface ResultWords {
  readonly title: string
  readonly text: string
}

/** The message table. */
export interface PayMessages {
  /** BCP 47 tag, for Intl. */
  readonly locale: string
  readonly providers: { readonly wechat: string; readonly alipay: string; readonly qq: string; readonly paypal: string }
  readonly dismiss: string
  readonly code: {
    readonly label: (provider: string) => string
    readonly broken: string
    readonly reload: string
    readonly creating: CodeWords
    readonly waiting: (provider: string) => CodeWords
    readonly phase: { readonly [P in Phase]: CodeWords }
    /** A way of paying that goes on elsewhere. */
    readonly elsewhere: CodeWords
    readonly verifying: CodeWords
    readonly cancelling: CodeWords
    readonly renewing: CodeWords
  }
  readonly check: { readonly ask: string; readonly busy: string; readonly unpaid: string; readonly again: string; readonly stillUnknown: string; readonly stillUnpaid: string }
  readonly cancel: { readonly ask: string; readonly question: string; readonly confirm: string; readonly keep: string; readonly refused: string }
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
  readonly retry: string
  readonly renew: string
  /** No new code can be had now: the old order can't be closed yet. */
  readonly renewRefused: string
  /** The code on the screen is for what was in the cart before. */
  readonly olderOrder: string
  readonly payAgain: string
  readonly confirm: string
  readonly close: string
  readonly autoClose: (seconds: number) => string
  readonly order: { readonly label: string; readonly tokenLabel: string; readonly copy: string; readonly copied: string; readonly copiedAloud: string; readonly selected: string }
  readonly paidAt: string
  readonly countdown: { readonly left: string; readonly aloud: (time: string) => string; readonly minutes: (count: number) => string; readonly seconds: (count: number) => string }
  readonly network: { readonly [H in Exclude<Health, 'ok'>]: string } & {
    /** Before there is an order: nothing can be paid yet. */
    readonly creating: string
    readonly back: string
    readonly since: (ago: string) => string
  }
}
