import type { Once } from '../../store/once'
import type { Collection, Store, Stored } from '../../store/store'
import type { Session } from './session'
import type { User } from './user'

/** Whose WeChat account is whose: its `id` is the `identityId` of an openid. */
export interface Identity extends Stored { readonly user: string }

/** A login that was sent to WeChat and has not come back. Its `id` is the `secretId` of the `state`. */
export interface Departure extends Once {
  readonly client_id: string
  /** The page that waits for the answer. */
  readonly callback_url: string
}

/** A login that came back from WeChat and was not taken up yet. Its `id` is the `secretId` of the `auth_token`. */
export interface Arrival extends Once {
  readonly client_id: string
  /** Under which the openid was given. */
  readonly appid: string
  /** Nothing where the payer did not allow the login, or WeChat did not answer. */
  readonly openid: string | null
}

/** What the merchant keeps about logins. */
export interface Accounts {
  readonly users: Collection<User>
  readonly identities: Collection<Identity>
  readonly sessions: Collection<Session>
  readonly departures: Collection<Departure>
  readonly arrivals: Collection<Arrival>
}

/** The collections of a store that are about logins. */
export function accountsOf(store: Store): Accounts {
  return {
    users: store.collection('merchant.users'),
    identities: store.collection('merchant.identities'),
    sessions: store.collection('merchant.sessions'),
    departures: store.collection('merchant.login-departures'),
    arrivals: store.collection('merchant.login-arrivals'),
  }
}
