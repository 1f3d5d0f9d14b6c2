import { DECIMAL, randomText } from '../../ports/random-text'
import { DuplicateError } from '../../store/store'
import type { Merchant } from '../merchant'

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

/** Makes a user without a WeChat account, whom MinCloud calls anonymous. */
export async function createUser(clientId: string, { accounts, clock, random }: Merchant): Promise<User> {
  const now = clock.now()
  const id = `${randomText(random, '123456789', 1)}${randomText(random, DECIMAL, 13)}`
  const user: User = { id, client_id: clientId, appid: null, openid: null, created_at: now, updated_at: now }
  await accounts.users.insert(user)
  return user
}

/** The user of a WeChat account, if it has one. */
export async function userOfIdentity(identity: WechatIdentity, merchant: Merchant): Promise<User | undefined> {
  const known = await merchant.accounts.identities.get(identityId(identity))
  return known && withIdentity(identity, known.user, merchant)
}

/** Gives a WeChat account that has no user one: the anonymous user if there is one, who so keeps what was ordered, else a new one. */
export async function createUserOfIdentity(identity: WechatIdentity, anonymous: User | undefined, merchant: Merchant): Promise<User | undefined> {
  const user = anonymous ?? await createUser(identity.client_id, merchant)
  try {
    await merchant.accounts.identities.insert({ id: identityId(identity), user: user.id })
  } catch (error) {
    // Another login of the account came first.
    if (!(error instanceof DuplicateError)) throw error
  }
  return userOfIdentity(identity, merchant)
}

async function withIdentity({ appid, openid }: WechatIdentity, id: string, { accounts, clock }: Merchant): Promise<User | undefined> {
  const updated = await accounts.users.update(id, (user) => (user.appid === appid && user.openid === openid ? user : { ...user, appid, openid, updated_at: clock.now() }))
  return updated?.after
}

const identityId = ({ client_id, appid, openid }: WechatIdentity): string => JSON.stringify([client_id, appid, openid])
