import { DECIMAL, randomText } from '../../ports/random-text'
import { DuplicateError } from '../../store/store'
import type { Merchant } from '../merchant'
import { MerchantError } from '../merchant-error'

/** Someone who has logged in to the app of one client id. */
export interface User {
  /** Digits, few enough for the number that MinCloud writes. */
  readonly id: string
  readonly client_id: string
  /** The official account under which `openid` means this user; nothing for one who came without WeChat. */
  readonly appid: string | null
  readonly openid: string | null
  readonly created_at: number
  readonly updated_at: number
}

/** A WeChat account, as one official account sees it and one client id uses it. */
export interface WechatIdentity { readonly client_id: string, readonly appid: string, readonly openid: string }

/** Makes a user; one without a WeChat account is what MinCloud calls anonymous. */
export async function createUser(identity: WechatIdentity | { readonly client_id: string }, { accounts, clock, random }: Merchant): Promise<User> {
  const now = clock.now()
  const id = `${randomText(random, '123456789', 1)}${randomText(random, DECIMAL, 13)}`
  const user: User = { appid: null, openid: null, ...identity, id, created_at: now, updated_at: now }
  await accounts.users.insert(user)
  return user
}

/** The user of a WeChat account; where there is none yet, a new one if `create` says so, else nothing. */
export async function userOfIdentity(identity: WechatIdentity, create: boolean, merchant: Merchant): Promise<User | undefined> {
  const { identities, users } = merchant.accounts
  const known = await identities.get(identityId(identity))
  if (known) return users.get(known.user)
  if (!create) return undefined
  const user = await createUser(identity, merchant)
  const isFirst = await claim(identity, user, merchant)
  return isFirst ? user : userOfIdentity(identity, false, merchant)
}

/**
 * Gives a user who came without WeChat a WeChat account.
 * @throws {MerchantError} 409 the account is another user's, or the user has another account
 */
export async function linkIdentity(identity: WechatIdentity, user: User, merchant: Merchant): Promise<void> {
  if (user.appid === identity.appid && user.openid !== identity.openid) throw new MerchantError(409, 'the user is linked to another WeChat account')
  const owner = (await claim(identity, user, merchant)) ? user : await userOfIdentity(identity, false, merchant)
  if (owner?.id !== user.id) throw new MerchantError(409, 'the WeChat account is linked to another user')
  const { appid, openid } = identity
  await merchant.accounts.users.update(user.id, (current) => ({ ...current, appid, openid, updated_at: merchant.clock.now() }))
}

/** Whether the account was nobody's, and is the user's now. */
async function claim(identity: WechatIdentity, user: User, { accounts }: Merchant): Promise<boolean> {
  try {
    await accounts.identities.insert({ id: identityId(identity), user: user.id })
    return true
  } catch (error) {
    if (error instanceof DuplicateError) return false
    throw error
  }
}

const identityId = ({ client_id, appid, openid }: WechatIdentity): string => JSON.stringify([client_id, appid, openid])
