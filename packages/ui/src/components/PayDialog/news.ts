/** The sdk's news as the dialog's emits. */
import type { Checkout, CheckoutNews } from '@baas-pay/sdk'
import type { PayDialogEmits } from './types'

/** Emits one fact. */
export type Tell = <E extends keyof PayDialogEmits>(event: E, ...args: PayDialogEmits[E]) => void

/** Tells the page what it should know of a checkout's news. */
export function tellNews(news: CheckoutNews, { intentId, state }: Checkout, tell: Tell): void {
  const factsOf = <News extends CheckoutNews>(of: News) => {
    const { type: _, ...facts } = of
    return { ...facts, intentId }
  }
  switch (news.type) {
    case 'created':
    case 'expired':
    case 'unknown':
      return tell(news.type, factsOf(news))
    case 'closed':
      return tell('order-closed', factsOf(news))
    case 'paid':
      return tell('paid', factsOf(news))
    case 'failed': {
      const { code: _, message: __, ...facts } = factsOf(news)
      return tell('failed', { ...facts, error: state.name === 'failed' ? state.error : undefined })
    }
    case 'duplicate-paid':
      return tell('duplicate-paid', { first: { ...news.first, intentId }, second: { ...news.second, intentId } })
    case 'state':
    case 'ask':
    case 'health':
      // For analytics, which listen to the sdk itself.
      return undefined
  }
}
