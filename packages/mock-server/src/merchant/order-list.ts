import { MerchantError } from './merchant-error'

type Wire = Readonly<Record<string, unknown>>
type Query = Readonly<Record<string, string>>

const EQUAL_FIELDS = ['status', 'refund_status', 'trade_no', 'transaction_no', 'gateway_type', 'merchandise_record_id', 'merchandise_schema_id', 'client_token']
const MAX_LIMIT = 1000

/** One page of the orders that a query's filters leave, in MinCloud's form. @throws {MerchantError} 400 */
export function pageOf(orders: readonly Wire[], query: Query, path: string): Wire {
  const limit = wholeNumber('limit', query, 20)
  const offset = wholeNumber('offset', query, 0)
  const where = conditionOf(query['where'])
  const left = orders.filter((order) => where(order) && EQUAL_FIELDS.every((name) => !(name in query) || String(order[name]) === query[name]))
  const link = (to: number): string => `${path}?${new URLSearchParams({ ...query, limit: String(limit), offset: String(to) }).toString()}`
  return {
    meta: {
      limit,
      offset,
      total_count: left.length,
      next: offset + limit < left.length ? link(offset + limit) : null,
      previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
    },
    objects: left.slice(offset, offset + limit),
  }
}

function wholeNumber(name: string, query: Query, fallback: number): number {
  const text = query[name]
  if (text === undefined) return fallback
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (name === 'limit' ? value <= MAX_LIMIT : value >= 0) return value
  throw new MerchantError(400, `${name} is a whole number`)
}

/** Reads MinCloud's `where`: `{}`, `{ field: { "$eq": value } }`, and `{ "$and": [ … ] }` of such. */
function conditionOf(text = '{}'): (order: Wire) => boolean {
  try {
    return condition(JSON.parse(text))
  } catch (error) {
    if (error instanceof MerchantError) throw error
    throw new MerchantError(400, 'where is not JSON')
  }
}

function condition(value: unknown): (order: Wire) => boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MerchantError(400, 'where is an object')
  const parts = Object.entries(value).map(([name, test]: [string, unknown]) => (name === '$and' ? allOf(test) : equals(name, test)))
  return (order) => parts.every((part) => part(order))
}

function allOf(value: unknown): (order: Wire) => boolean {
  if (!Array.isArray(value)) throw new MerchantError(400, 'where: $and takes a list')
  const parts = value.map((part) => condition(part))
  return (order) => parts.every((part) => part(order))
}

function equals(name: string, test: unknown): (order: Wire) => boolean {
  if (typeof test !== 'object' || test === null || !('$eq' in test) || Object.keys(test).length !== 1) throw new MerchantError(400, `where: only $and and $eq are understood, at ${name}`)
  const { $eq } = test
  return (order) => Object.hasOwn(order, name) && order[name] === $eq
}
