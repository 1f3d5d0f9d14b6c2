import type { Caller } from './caller'
import type { Merchant } from './merchant'
import type { Order } from './order'
import { isUnderWay } from './scan-schedule'

const KEPT_AFTER_MS = 24 * 3_600_000

/** A token means something to one client id and user alone. */
export const tokenScope = (token: string, { clientId, user }: Caller): string => JSON.stringify([clientId, user, token])

/** The order that a caller created with a token, for the order's life and 24 hours after. A charge whose end nobody knows yet is alive. */
export async function orderByToken(token: string, { clientId, user }: Caller, { orders, clock }: Merchant): Promise<Order | undefined> {
  const known = await orders.list({ client_token: token, client_id: clientId, user })
  return known.findLast((order) => order.state !== 'abandoned' && (isUnderWay(order) || clock.now() < order.expires_at + KEPT_AFTER_MS))
}
