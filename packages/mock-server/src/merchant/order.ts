import type { OrderState } from './order-state'

/** What a client asked to be paid for. */
export interface OrderRequest {
  readonly gateway_type: string
  readonly amount_fen: number
  readonly merchandise_description: string
  readonly merchandise_schema_id: string | number | null
  readonly merchandise_record_id: string | number | null
  /** As it was sent, object or text. */
  readonly merchandise_snapshot: unknown
  readonly profit_sharing: boolean
}

/** A charge, as the provider told of it. */
export interface OrderPayment {
  readonly transaction_id: string
  readonly paid_at: number
}

/** A pay order of the merchant. Its `id` is the `transaction_no`. */
export interface Order extends OrderRequest {
  readonly id: string
  readonly state: OrderState
  /** The number that the provider knows it by, its `out_trade_no`. */
  readonly trade_no: string
  readonly client_id: string
  /** Empty for a guest. */
  readonly user: string
  readonly client_token: string | null
  readonly ip_address: string
  readonly created_at: number
  readonly updated_at: number
  readonly expires_at: number
  readonly code_url: string | null
  readonly payment: OrderPayment | null
}
