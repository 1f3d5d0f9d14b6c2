/** `BaaS.Order`: looking orders up, as the documented API does it. */
import { ONE_ORDER_PATH, ORDER_PATH } from '../backends/mincloud'
import { queryOf } from '../backends/mincloud-wire'
import { isJsonObject } from '../core/json'
import { HError } from '../errors'
import type { Answer, App } from './app'
import type { OrderNumbers } from './options'
import type { CallOptions } from './settings'

/** By what a list is filtered. */
export interface OrderListParams {
  merchandise_record_id?: string
  merchandise_schema_id?: number | string
  status?: 'pending' | 'success' | 'failed'
  refund_status?: 'complete' | 'partial' | 'failed'
  trade_no?: string
  transaction_no?: string
  gateway_type?: string
  /** ISO texts or epoch seconds. */
  paid_at__gte?: number | string
  paid_at__lte?: number | string
  /** Extension: the token of a payment code's charge, whose answer was lost. */
  client_token?: string
}

/**
 * An order as MinCloud tells it. Its documents disagree on types, so those that vary are told as such. `complete` and `partial` as
 * `status` mean paid, then refunded.
 */
export interface OrderRecord extends OrderNumbers {
  id: number | string
  status: string
  refund_status: string | null
  total_cost: number | string
  merchandise_description: string
  merchandise_schema_id: number | string | null
  merchandise_record_id: string | null
  merchandise_snapshot: Record<string, unknown> | string
  gateway_extra_info: Record<string, unknown> | string
  /** ISO text without a zone, or epoch seconds; null before it was paid. */
  paid_at: number | string | null
  created_at: number | string
  updated_at: number | string
  gateway_type?: string
  /** Extension: the provider's own state, such as NOTPAY. */
  trade_state?: string
}

/** One page of a list. */
export interface OrderList {
  meta: { limit: number; offset: number; total_count: number; next: string | null; previous: string | null }
  objects: OrderRecord[]
}

/** `where` as MinCloud writes it: a condition, or what has one as MinCloud's own `Query` does. */
export type OrderCondition = { readonly queryObject: Readonly<Record<string, unknown>> } | Readonly<Record<string, unknown>>

const check = (isGood: boolean, hint: string): void => {
  if (!isGood) throw new HError(605, undefined, { hint })
}

/** Orders of the user who is logged in. */
export class OrderQuery {
  private conditions: Readonly<Record<string, string | number>> = {}

  constructor(private readonly app: App) {}

  private given(name: string, value: string | number): this {
    this.conditions = { ...this.conditions, [name]: value }
    return this
  }

  private whole(name: string, value: number): this {
    check(Number.isInteger(value), `${name} takes a whole number.`)
    return this.given(name, value)
  }

  /** How many at most. @default 20 */
  limit(count: number): this {
    return this.whole('limit', count)
  }

  /** How many to leave out. @default 0 */
  offset(count: number): this {
    return this.whole('offset', count)
  }

  /** By which fields the list is sorted; a `-` before the name turns the order round. */
  orderBy(fields: string | readonly string[]): this {
    return this.given('order_by', String(fields))
  }

  /** A condition beside the filters. Throws HError 605 for what is none. */
  setQuery(condition: OrderCondition): this {
    check(isJsonObject(condition), 'setQuery takes a Query.')
    return this.given('where', JSON.stringify(condition['queryObject'] ?? condition))
  }

  /** One order by its `transaction_no`. */
  async get(transactionNo: string, options?: CallOptions): Promise<Answer<OrderRecord>> {
    check(!!transactionNo, 'get takes a transaction_no.')
    return this.read(`${ONE_ORDER_PATH}${encodeURIComponent(transactionNo)}/`, options)
  }

  /** The orders that the filters leave. What `limit`, `offset`, `orderBy` and `setQuery` said is used up by it. */
  async getOrderList(params?: OrderListParams, options?: CallOptions): Promise<Answer<OrderList>> {
    const { conditions } = this
    this.conditions = {}
    // In the original's order of names.
    return this.read(`${ORDER_PATH}?${queryOf({ limit: 20, offset: 0, order_by: undefined, where: '{}', ...conditions, ...params })}`, options)
  }

  private read<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.app.call(path, options, ({ send }) => send<T>(path))
  }
}
