import type { Context } from 'hono'
import type { Merchant } from './merchant'

const TRANSACTION_NO_IN_PATH = /\/pay\/order\/([0-9A-Za-z]+)(\/|$)/

/** The `trade_no` of the order that a request names in its path or its query, before anybody has looked whose it is. */
export async function tradeNoNamedBy(c: Context, { orders }: Merchant): Promise<string | undefined> {
  const { trade_no, transaction_no } = c.req.query()
  if (trade_no) return trade_no
  const number = transaction_no || TRANSACTION_NO_IN_PATH.exec(c.req.path)?.[1]
  return number ? (await orders.get(number))?.trade_no : undefined
}
