import type { Caller } from './caller'
import { isScan } from './gateways'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order } from './order'
import { orderByToken } from './token'

type Query = Readonly<Record<string, string>>

const NUMBERS = ['transaction_no', 'trade_no', 'client_token']

/** The orders that a query may see, newest first: the one that it names, else all that are the caller's own. A guest owns none. */
export async function findOrders(query: Query, caller: Caller, merchant: Merchant): Promise<Order[]> {
  if (!NUMBERS.some((name) => query[name])) return ownOrders(caller, merchant)
  const named = await orderByNumber(query, caller, merchant)
  return named && isVisible(named, caller) ? [named] : []
}

async function ownOrders(caller: Caller, { orders }: Merchant): Promise<Order[]> {
  if (caller.user === '') return []
  const own = await orders.list({ client_id: caller.clientId, user: caller.user })
  return own.filter((order) => isVisible(order, caller)).toReversed()
}

/** The order with this `transaction_no`. @throws {MerchantError} 404 */
export async function orderOf(transactionNo: string, caller: Caller, merchant: Merchant): Promise<Order> {
  const order = await merchant.orders.get(transactionNo)
  if (order && isVisible(order, caller)) return order
  throw new MerchantError(404, 'there is no such order')
}

async function orderByNumber(query: Query, caller: Caller, merchant: Merchant): Promise<Order | undefined> {
  const { transaction_no, trade_no, client_token } = query
  if (transaction_no) return merchant.orders.get(transaction_no)
  if (trade_no) return merchant.orders.find({ trade_no })
  return client_token ? orderByToken(client_token, caller, merchant) : undefined
}

/** A client knows an order once its provider has taken it, and a charge by payment code from the first: it may have happened. */
function isVisible(order: Order, { clientId, user }: Caller): boolean {
  const isKnown = order.state === 'creating' ? isScan(order) : order.state !== 'abandoned'
  return order.client_id === clientId && order.user === user && isKnown
}
