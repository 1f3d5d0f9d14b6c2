import type { Merchant } from './merchant'
import type { Order } from './order'
import { mayHaveChanged, refresh } from './refresh'

/** How many orders one query makes the merchant ask its providers about. */
const MAX_ASKED = 20

/** The orders with the newest of those that may have changed as their providers know them now. */
export function refreshSome(orders: readonly Order[], merchant: Merchant): Promise<Order[]> {
  const asked = new Set(orders.filter(mayHaveChanged).slice(0, MAX_ASKED))
  return Promise.all(orders.map((order) => (asked.has(order) ? refresh(order, merchant) : Promise.resolve(order))))
}
