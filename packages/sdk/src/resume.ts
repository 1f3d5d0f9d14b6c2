/**
 * The way back from a wallet's page: which order it was, and what became of it. It only asks: nothing is created or closed here, no address
 * is followed, and what the return's own address says is believed of nothing.
 */
import type { PayClient } from './client'
import type { IntentId } from './core/identity'
import type { Fen } from './core/money'
import type { GatewayType } from './core/gateways'
import type { OrderRef, TradeNo, TransactionNo } from './core/order'
import type { Refund } from './core/outcome'
import { canPayAgain, type ReturnState } from './core/return-state'
import { plausibleRef } from './core/return-url'
import { whichOrder } from './core/which-order'
import type { HError } from './errors'
import { readRecords } from './pending'
import { watchReturn } from './resume/watch-return'
import type { Health } from './runtime/health'
import type { Stop } from './runtime/page'

/** Options of {@link resume}: what the shop knows. */
export interface ResumeOptions {
  /** The shop's own name for what was to be paid; what this browser remembers of it says which order. */
  readonly intentId?: string | undefined
  /** The order's number, which comes first. Text that can't be a number (from a tampered address, say) counts as none. */
  readonly order?: OrderRef | undefined
  /** The order's number as the address of the return has it ({@link readReturnUrl}): where the two above are silent. */
  readonly hint?: OrderRef | undefined
}

/** An order as a return tells of it. */
export interface ReturnFacts {
  /** Undefined where this browser did not make the order: that it was for this or that only the shop's server can say. */
  readonly intentId?: IntentId | undefined
  readonly gatewayType?: GatewayType | undefined
  readonly tradeNo?: TradeNo | undefined
  readonly transactionNo?: TransactionNo | undefined
  readonly amountFen?: Fen | undefined
}

/** What a return tells, each at most once. It is for the screen: the shop's server learns of a payment from its own backend. */
export type ReturnNews =
  | ({ readonly type: 'paid'; readonly late: boolean; readonly refund?: Refund | undefined; readonly paidAt?: string | number | undefined } & ReturnFacts)
  | ({ readonly type: 'expired' | 'unknown' } & ReturnFacts)
  | ({ readonly type: 'failed'; readonly error: HError } & ReturnFacts)
  /** A second order of the same intent was paid too: the backend should refund one. */
  | { readonly type: 'duplicate-paid'; readonly first: ReturnFacts; readonly second: ReturnFacts }

/** A return in progress. */
export interface Resumed {
  readonly state: ReturnState
  /** The intent that the order is known to be of. */
  readonly intentId: IntentId | undefined
  readonly health: Health
  /** When the backend last told something about the order (ms since the epoch). */
  readonly lastAnswerAt: number | undefined
  /** Whether the payer may be sent back to the checkout of the same intent, which can't lead to a second payment. */
  readonly canPayAgain: boolean
  /** Calls back after each change of `state` or `health`. */
  subscribe(listener: () => void): Stop
  onNews(listener: (news: ReturnNews) => void): Stop
  /** Asks the backend now ("I have paid"). Resolves with the state that the answer led to. */
  checkNow(): Promise<ReturnState>
  /** Stops the watching. Nothing is told any more. */
  dispose(): void
}

/** Nothing says which order it is. */
function nowhere(): Resumed {
  const state: ReturnState = { name: 'no-order' }
  return {
    state, intentId: undefined, health: 'ok', lastAnswerAt: undefined, canPayAgain: canPayAgain(state, false),
    subscribe: () => () => {}, onNews: () => () => {}, checkNow: () => Promise.resolve(state), dispose: () => {},
  }
}

/**
 * Comes back from a wallet's page: asks at once what became of the order, and goes on asking at full rate for a minute, then as a
 * checkout does. Where neither `order`, `intentId` nor `hint` says which order, it is the last one that this browser left for.
 * @example
 * const back = resume(client, { intentId: 'cart-42' })
 * back.subscribe(() => render(back.state))
 */
export function resume(client: PayClient, { intentId, order, hint }: ResumeOptions = {}): Resumed {
  const named = intentId === '' ? undefined : intentId
  const which = whichOrder(readRecords(client, named), { intentId: named, order: plausibleRef(order), hint: plausibleRef(hint) })
  return which ? watchReturn(client, which) : nowhere()
}
