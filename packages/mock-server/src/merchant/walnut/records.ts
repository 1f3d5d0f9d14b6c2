import type { Stored } from '../../store/store'
import type { Price } from './price'

/** What somebody buys. It has a pay object for each try to pay it; the last is the one that is shown. */
export interface Purchase extends Stored {
  readonly client_id: string
  readonly user: string
  readonly client_token: string | null
  /** Equal for two requests that ask for the same. */
  readonly fingerprint: string
  /** `A` is shipped once it is paid; `Q` is done then. */
  readonly tp: 'A' | 'Q'
  readonly title: string
  readonly price: Price
  /** The buyer's own words: `note`, and the fields whose names begin with `addr_` or `user_`. */
  readonly words: Readonly<Record<string, string>>
  readonly pay_ids: readonly string[]
  /** Until when it can be paid, where the buyer's request said so. */
  readonly order_expi: number | null
  readonly created_at: number
  readonly updated_at: number
}

/** What passed between the merchant and WeChat Pay about a pay object, as seed 002 keeps it: no payment code is in it. */
export interface Trail {
  readonly pay_send?: Readonly<Record<string, string>>
  readonly pay_rexml?: string
  readonly pay_remap?: Readonly<Record<string, string>>
  readonly pay_result?: Readonly<Record<string, string>>
  /** When the result came. */
  readonly pay_time?: number
}

/** One try to pay. Its `id` is that of the merchant's order, which knows what became of it; one that costs nothing has no order. */
export interface Pay extends Stored {
  readonly client_id: string
  /** Empty for a guest. */
  readonly user: string
  /** The purchase; nothing for one that was made by `pay/create`. */
  readonly or_id: string | null
  /** Which try of its purchase it is, from 1. */
  readonly seq: number
  readonly brief: string
  /** The name of the goods of `pay/create`. */
  readonly buy_for: string | null
  readonly fee_fen: number
  readonly pay_tp: string
  readonly pay_target: string
  readonly buyer_tp: string
  readonly buyer_id: string
  readonly openid: string | null
  readonly client_token: string | null
  readonly fingerprint: string
  readonly client_ip: string
  /** The shop's page to which a payer comes back from a wallet's. */
  readonly return_url: string | null
  readonly created_at: number
  readonly expires_at: number
  /** When a provider was first asked for it; nothing until then. */
  readonly send_at: number | null
  readonly callback: string
  /** When its callback was begun; nothing until then. It is begun once. */
  readonly apply_at: number | null
  /** How the callback went; nothing until it has ended. */
  readonly apply_re: string | null
  readonly trail: Trail
}
