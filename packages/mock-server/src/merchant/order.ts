import type { OrderState } from './order-state'
import type { OrderRefund } from './refund-status'

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
  /** Where a wallet's page sends the payer back. */
  readonly return_url: string | null
}

/** A charge, as the provider told of it. */
export interface OrderPayment {
  readonly transaction_id: string
  readonly paid_at: number
}

/** What the create answer carries for the payer, by the field's name: a `code_url`, an `mweb_url`, the fields of a bridge call, or nothing. */
export type Shown = Readonly<Record<string, string>>

/** The provider's own word about an order, as it was said; nothing while it has said none. */
export interface Word {
  readonly trade_state: string | null
  /** The provider's sentence to it, for the payer. */
  readonly trade_state_desc: string | null
}

/** A pay order of the merchant. Its `id` is the `transaction_no`. */
export interface Order extends OrderRequest, Word {
  readonly id: string
  readonly state: OrderState
  /** The number that the provider knows it by, its `out_trade_no`. */
  readonly trade_no: string
  readonly client_id: string
  /** Empty for a guest. */
  readonly user: string
  /** The payer under the merchant's appid, where the login told it. */
  readonly openid: string | null
  readonly client_token: string | null
  /** Whoever holds it may listen for nudges about this order, and nothing else. */
  readonly events_nonce: string
  readonly ip_address: string
  readonly created_at: number
  readonly updated_at: number
  readonly expires_at: number
  readonly shown: Shown
  readonly payment: OrderPayment | null
  readonly refunds: readonly OrderRefund[]
  /** A charge by payment code is to be undone, by the cashier's wish or because its time was up, and the provider has not yet said that it is. */
  readonly is_reversing: boolean
  /** Where WeChat Pay tells of it, where that is not the usual place. */
  readonly notify_url?: string
}
