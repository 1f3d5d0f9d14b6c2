import { BASE62, randomText } from '../../ports/random-text'
import { secretId } from '../../store/secret-id'
import type { Stored } from '../../store/store'
import type { Merchant } from '../merchant'
import type { User } from './user'

/** A login in force. Its `id` is the `secretId` of the token, which is kept nowhere. */
export interface Session extends Stored {
  readonly client_id: string
  readonly user: string
  /** The instant from which the token is good no more; a logout sets it to its own. */
  readonly expires_at: number
}

/** MinCloud's tokens live at most 30 days. */
const SESSION_LIFE_MS = 30 * 24 * 3_600_000

/** A fresh token, and the seconds that it lives. */
export interface Granted { readonly token: string, readonly expires_in: number }

/** Logs a user in. The token has 256 random bits. */
export async function startSession(user: User, { accounts, clock, random }: Merchant): Promise<Granted> {
  const token = randomText(random, BASE62, 43)
  await accounts.sessions.insert({ id: secretId(token), client_id: user.client_id, user: user.id, expires_at: clock.now() + SESSION_LIFE_MS })
  return { token, expires_in: SESSION_LIFE_MS / 1000 }
}

/** The user who is logged in with a token of this client id. */
export async function userOfToken(token: string, clientId: string, { accounts, clock }: Merchant): Promise<User | undefined> {
  const session = await accounts.sessions.get(secretId(token))
  if (!session || session.client_id !== clientId || clock.now() >= session.expires_at) return undefined
  return accounts.users.get(session.user)
}

/** Logs out: from now on the token is nobody's. Gives whether it was somebody's until now; of two who end it at once, one hears so. */
export async function endSession(token: string, { accounts, clock }: Merchant): Promise<boolean> {
  const now = clock.now()
  const ended = await accounts.sessions.update(secretId(token), (current) => ({ ...current, expires_at: Math.min(current.expires_at, now) }))
  return ended !== undefined && now < ended.before.expires_at
}
