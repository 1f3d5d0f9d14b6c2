import type { Context, MiddlewareHandler } from 'hono'
import { pageFaults } from '../../scenarios/page-faults'
import type { Merchant } from '../merchant'
import { outTradeNoOf } from './pay-view'

const CREATE = /\/pay\/(buy|create)\/?$/
const OF_PROVIDERS = /\/(re_[a-z]+|payresult)\/?$/

/** The faults between a page and the Walnut routes. What a provider sends is no page's. */
export function walnutFaults(merchant: Merchant): MiddlewareHandler {
  const commit = pageFaults({ ...merchant, orderNamedBy: (c) => namedBy(c, merchant), isCreate: (c) => c.req.method === 'POST' && CREATE.test(c.req.path) })
  return (c, next) => (OF_PROVIDERS.test(c.req.path) ? next() : commit(c, next))
}

/** The number that the provider knows it by, of the pay object or the purchase that a request names. */
async function namedBy(c: Context, { walnut: { pays, purchases } }: Merchant): Promise<string | undefined> {
  const id = c.req.query('id')
  if (!id) return undefined
  const pay = await pays.get((await purchases.get(id))?.pay_ids.at(-1) ?? id)
  return pay && outTradeNoOf(pay)
}
