import { conditionOf } from './order-where'
import { fieldTest } from './order-field'
import { MerchantError } from './merchant-error'
import type { Wire } from './order-view'

type Query = Readonly<Record<string, string>>
type Test = (order: Wire) => boolean

const EQUAL_FIELDS = ['status', 'refund_status', 'trade_no', 'transaction_no', 'gateway_type', 'merchandise_record_id', 'merchandise_schema_id', 'client_token']
const TIME_FIELDS = ['paid_at', 'created_at']
const BOUNDS = { gt: '$gt', gte: '$gte', lt: '$lt', lte: '$lte' } as const
const SORTABLE = new Set(['created_at', 'updated_at', 'paid_at', 'total_cost', 'status', 'refund_status', 'gateway_type', 'trade_no', 'transaction_no', 'merchandise_record_id', 'merchandise_schema_id'])
const MAX_LIMIT = 1000
const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?(Z|[+-]\d\d:\d\d)?$/

/** What a list query asks for, ready to be answered. */
export interface ListRequest {
  /** One page of the orders that the filters leave, in MinCloud's form. The orders come newest first. */
  pageOf(orders: readonly Wire[], path: string): Wire
}

/** Reads the query of a list. @throws {MerchantError} 400 */
export function readListRequest(query: Query): ListRequest {
  const limit = wholeNumber('limit', query, 20)
  const offset = wholeNumber('offset', query, 0)
  const tests = [conditionOf(query['where']), ...equalTests(query), ...timeTests(query)]
  const compare = sorting(query['order_by'])
  return {
    pageOf(orders, path) {
      const left = orders.filter((order) => tests.every((test) => test(order))).toSorted(compare)
      const link = (to: number): string => `${path}?${new URLSearchParams({ ...query, limit: String(limit), offset: String(to) }).toString()}`
      return {
        meta: {
          limit,
          offset,
          total_count: left.length,
          // A page of nothing would lead to itself.
          next: limit > 0 && offset + limit < left.length ? link(offset + limit) : null,
          previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
        },
        objects: left.slice(offset, offset + limit),
      }
    },
  }
}

function equalTests(query: Query): Test[] {
  // A refund status that is asked for as nothing is one that there is not.
  return EQUAL_FIELDS.filter((name) => name in query).map((name) => (order) => textOf(order[name]) === query[name])
}

function timeTests(query: Query): Test[] {
  return TIME_FIELDS.flatMap((field) => Object.entries(BOUNDS).flatMap(([bound, operator]) => {
    const text = query[`${field}__${bound}`]
    return text === undefined ? [] : [fieldTest(field, operator, instantOf(`${field}__${bound}`, text))]
  }))
}

/** Seconds since the epoch, written so or as a date. */
function instantOf(name: string, text: string): number {
  const seconds = /^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) : secondsOfDate(text)
  if (Number.isFinite(seconds)) return seconds
  throw new MerchantError(400, `${name} is a time: seconds since 1970, or a date such as 2026-01-01T08:00:00+08:00`)
}

/** NaN for what is no date. Without a zone it is Beijing's, as with the providers, wherever the server runs. */
function secondsOfDate(text: string): number {
  const [, day, time = '00:00', zone = '+08:00'] = DATE.exec(text) ?? []
  return Date.parse(`${day ?? ''}T${time}${zone}`) / 1000
}

function sorting(text = ''): (a: Wire, b: Wire) => number {
  const keys = text.split(',').filter((key) => key !== '').map(sortKey)
  return (a, b) => {
    for (const { name, sign } of keys) {
      const order = compareValues(a[name], b[name]) * sign
      if (order !== 0) return order
    }
    return 0
  }
}

function sortKey(key: string): { readonly name: string, readonly sign: 1 | -1 } {
  const name = key.replace(/^-/, '')
  if (!SORTABLE.has(name)) throw new MerchantError(400, `order_by takes ${[...SORTABLE].join(', ')}; a - before one turns it around`)
  return { name, sign: key === name ? 1 : -1 }
}

/** Numbers by their value, other text by its characters, and what there is none of first. */
function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null || a === undefined) return -1
  if (b === null || b === undefined) return 1
  const [left, right] = [Number(a), Number(b)]
  if (!Number.isNaN(left) && !Number.isNaN(right) && left !== right) return left - right
  return textOf(a) < textOf(b) ? -1 : 1
}

/** A field as a query writes it; nothing for what is no text and no number. */
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

function wholeNumber(name: string, query: Query, fallback: number): number {
  const text = query[name]
  if (text === undefined) return fallback
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (name === 'limit' ? value <= MAX_LIMIT : value >= 0) return value
  throw new MerchantError(400, `${name} is a whole number`)
}
