/** The sdk's news as the dialog's emits. */
import type { Checkout, CheckoutNews, OrderFacts } from '@baas-pay/sdk'
import type { PaidFacts, PayDialogEmits, PayFacts } from './types'

/** Emits one fact. */
export type Tell = <E extends keyof PayDialogEmits>(event: E, ...args: PayDialogEmits[E]) => void

/** Tells the page what it should know of a checkout's news. */
export function tellNews(news: CheckoutNews, { intentId, state }: Checkout, tell: Tell): void {
  const factsOf = ({ gatewayType, tradeNo, transactionNo, amountFen }: OrderFacts): PayFacts => ({ gatewayType, tradeNo, transactionNo, amountFen, intentId })
  switch (news.type) {
    case 'created':
    case 'expired':
    case 'unknown':
      return tell(news.type, factsOf(news))
    case 'closed':
      return tell('order-closed', factsOf(news))
    case 'failed':
      return tell('failed', { ...factsOf(news), error: state.name === 'failed' ? state.error : undefined })
    case 'paid': {
      const { late, refund, paidAt } = news
      const facts: PaidFacts = { ...factsOf(news), late, refund, paidAt }
      return tell('paid', facts)
    }
    case 'duplicate-paid':
      return tell('duplicate-paid', { first: factsOf(news.first), second: factsOf(news.second) })
    case 'state':
    case 'ask':
    case 'health':
      // For analytics, which listen to the sdk itself.
      return undefined
  }
}
