/** What a checkout tells: for the page, for analytics, and as a trace to attach to a support ticket. Nothing here is secret. */
import type { GatewayType } from '../core/gateways'
import { isEnd, type Attempt, type CheckoutState, type StateName } from '../core/machine'
import type { Fen } from '../core/money'
import type { Order, TradeNo, TransactionNo } from '../core/order'
import type { Refund } from '../core/outcome'
import type { HErrorCode } from '../errors'
import type { Health } from '../runtime/health'
import { createListeners } from '../runtime/listeners'
import type { AskReason } from '../watch'

/** An order by its numbers, amount and gateway. */
export interface OrderFacts {
  readonly gatewayType: GatewayType
  readonly tradeNo?: TradeNo | undefined
  readonly transactionNo?: TransactionNo | undefined
  readonly amountFen?: Fen | undefined
}

/** One piece of news. The page's `paid` is for the screen; the shop's server learns of a payment from its own backend. */
export type CheckoutNews =
  | { readonly type: 'state'; readonly name: StateName }
  | ({ readonly type: 'created' } & OrderFacts)
  | ({ readonly type: 'paid'; readonly late: boolean; readonly refund?: Refund | undefined; readonly paidAt?: string | number | undefined } & OrderFacts)
  | ({ readonly type: 'closed' | 'expired' | 'unknown' } & OrderFacts)
  | ({ readonly type: 'failed'; readonly code: HErrorCode; readonly message: string } & OrderFacts)
  /** A second attempt of the same intent was paid too: the backend should refund one. */
  | { readonly type: 'duplicate-paid'; readonly first: OrderFacts; readonly second: OrderFacts }
  | { readonly type: 'ask'; readonly why: AskReason }
  | { readonly type: 'health'; readonly health: Health }

/** News with its instant (ms since the epoch). */
export type TraceEntry = CheckoutNews & { readonly at: number }

const TRACE_LENGTH = 200

/** The facts of an attempt's order. */
export const factsOf = ({ gatewayType }: Attempt, order: Order | undefined): OrderFacts => ({
  gatewayType,
  tradeNo: order?.tradeNo,
  transactionNo: order?.transactionNo,
  amountFen: order?.amountFen,
})

/** The trace, and who hears of it. Each end is told once per attempt, `paid` once in all. */
export function createNews(now: () => number) {
  const listeners = createListeners<CheckoutNews>()
  const trace: TraceEntry[] = []
  const told = new Map<Attempt | 'intent', Set<StateName>>()

  const tell = (news: CheckoutNews) => {
    trace.push({ ...news, at: now() })
    if (trace.length > TRACE_LENGTH) trace.shift()
    listeners.tell(news)
  }

  const tellEnd = (state: CheckoutState) => {
    if (state.name === 'idle' || !isEnd(state.name)) return
    const of = state.name === 'paid' ? 'intent' : state.attempt
    const ends = told.get(of) ?? new Set()
    if (ends.has(state.name)) return
    told.set(of, ends.add(state.name))
    const facts = factsOf(state.attempt, 'order' in state ? state.order : undefined)
    if (state.name === 'paid') tell({ type: 'paid', late: state.late, refund: state.refund, paidAt: state.paidAt, ...facts })
    else if (state.name === 'failed') tell({ type: 'failed', code: state.error.code, message: state.error.message, ...facts })
    else if (state.name === 'closed' || state.name === 'expired' || state.name === 'unknown') tell({ type: state.name, ...facts })
  }

  return {
    tell,
    tellState(state: CheckoutState) {
      tell({ type: 'state', name: state.name })
      tellEnd(state)
    },
    onEvent: listeners.add,
    trace: (): readonly TraceEntry[] => [...trace],
    silence: listeners.clear,
  }
}
