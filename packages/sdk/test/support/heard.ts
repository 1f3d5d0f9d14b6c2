/** What a checkout told, as a test looks at it. */
import type { Checkout, CheckoutNews } from '../../src/index'

const ENDS = new Set<CheckoutNews['type']>(['paid', 'closed', 'failed', 'expired', 'unknown'])

/** Collects the news of a checkout. */
export function heard(checkout: Checkout) {
  const news: CheckoutNews[] = []
  checkout.onEvent((piece) => news.push(piece))
  return {
    news,
    get ends() { return news.map(({ type }) => type).filter((type) => ENDS.has(type)) },
    get states() { return news.flatMap((piece) => (piece.type === 'state' ? [piece.name] : [])) },
    get health() { return news.flatMap((piece) => (piece.type === 'health' ? [piece.health] : [])) },
  }
}
