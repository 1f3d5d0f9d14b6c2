import type { Once } from '../../store/once'
import type { Collection, Store, Stored } from '../../store/store'

/** What a page may learn of the payer: the openid alone and unasked, or the profile with the payer's consent. */
export type Scope = 'snsapi_base' | 'snsapi_userinfo'

/** A login of a payer, to be exchanged by the merchant. Its `id` is the `secretId` of the `code`. */
export interface Code extends Once {
  readonly openid: string
  readonly scope: Scope
}

/** The right of an official account to call the API. Its `id` is the `secretId` of the token. */
export interface AccessToken extends Stored {
  readonly expires_at: number
  /** The instant from which a newer token has taken its place; nothing for the latest. */
  readonly replaced_at: number | null
}

/** A `jsapi_ticket`. Its `id` is the ticket itself: a signature can't be checked with a hash of it. */
export interface Ticket extends Stored { readonly expires_at: number }

/** What the wallets wing has granted to the official account. */
export interface Grants {
  readonly codes: Collection<Code>
  readonly accessTokens: Collection<AccessToken>
  readonly tickets: Collection<Ticket>
}

/** A code is good for this long. */
export const CODE_LIFE_MS = 5 * 60_000
/** An access token and a ticket are good for this long. */
export const GRANT_LIFE_MS = 2 * 3_600_000
/** How long an access token goes on after a newer one was given. */
export const REPLACED_LIFE_MS = 5 * 60_000

/** The collections of a store that are about grants. */
export function grantsOf(store: Store): Grants {
  return {
    codes: store.collection('wallets.codes'),
    accessTokens: store.collection('wallets.access-tokens'),
    tickets: store.collection('wallets.jsapi-tickets'),
  }
}
