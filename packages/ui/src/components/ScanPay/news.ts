/** The sdk's news as the counter's emits. */
import type { Attempt, Checkout, CheckoutNews, OrderFacts } from '@baas-pay/sdk'
import { refusedReason } from './words'
import type { ChargeFacts, ChargePaidFacts, ScanPayEmits } from './types'

/** Emits one fact. */
export type Tell = <E extends keyof ScanPayEmits>(event: E, ...args: ScanPayEmits[E]) => void

/** What may be told of a code. */
export type Scanned = Pick<ChargeFacts, 'brand' | 'masked'>

/** What {@link createTeller} knows beside the news. */
export interface TellerOptions {
  readonly tell: Tell
  /** What was scanned for a checkout; nothing where an earlier page did. */
  readonly scannedOf: (checkout: Checkout) => Scanned | undefined
}

/** Tells the page what it should know of a checkout's news. */
export function createTeller({ tell, scannedOf }: TellerOptions) {
  const confirming = new WeakSet<Attempt>()

  function tellState({ state, intentId }: Checkout, factsOf: (facts: OrderFacts) => ChargeFacts): void {
    if (state.name !== 'waiting' || state.phase === 'reversing' || confirming.has(state.attempt)) return
    confirming.add(state.attempt)
    const { tradeNo, transactionNo, amountFen } = state.order
    tell('confirming', { ...factsOf({ gatewayType: state.attempt.gatewayType, tradeNo, transactionNo, amountFen }), intentId })
  }

  function tellPaid(facts: ChargePaidFacts, onPaid: ((facts: ChargePaidFacts) => void) | undefined): void {
    onPaid?.(facts)
    tell('paid', facts)
  }

  /** `onPaid` is of the customer at the counter: without it that one has gone, and whatever is paid now comes late. */
  return (news: CheckoutNews, checkout: Checkout, onPaid?: (facts: ChargePaidFacts) => void): void => {
    const { state, intentId } = checkout
    const factsOf = ({ gatewayType, tradeNo, transactionNo, amountFen }: OrderFacts): ChargeFacts => ({ intentId, gatewayType, tradeNo, transactionNo, amountFen, ...scannedOf(checkout) })
    switch (news.type) {
      case 'state':
        return tellState(checkout, factsOf)
      case 'paid':
        if (news.refund === 'complete') return tell('reversed', { ...factsOf(news), by: 'cashier', isRefunded: true })
        return tellPaid({ ...factsOf(news), paidAt: news.paidAt, late: news.late || !onPaid, refund: news.refund }, onPaid)
      case 'closed':
        return tell('reversed', { ...factsOf(news), by: 'cashier', isRefunded: false })
      case 'failed': {
        const error = state.name === 'failed' ? state.error : undefined
        return tell('refused', { ...factsOf(news), reason: refusedReason(error ?? { code: news.code, errCode: undefined }), error })
      }
      case 'expired':
        if (state.name === 'expired' && state.by === 'state') return tell('reversed', { ...factsOf(news), by: 'server', isRefunded: false })
        return tell('unknown', factsOf(news))
      case 'unknown':
        return tell('unknown', { ...factsOf(news), clientToken: state.name === 'unknown' ? state.attempt.clientToken : undefined })
      case 'duplicate-paid':
        return tell('duplicate-paid', { first: { ...news.first, intentId }, second: { ...news.second, intentId } })
      case 'created':
      case 'ask':
      case 'health':
        // For analytics, which listen to the sdk itself.
        return undefined
    }
  }
}
