import type { Context } from 'hono'
import { userOfToken } from './login/session'
import type { User } from './login/user'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'

/** On whose behalf a request is made. */
export interface Caller {
  readonly clientId: string
  /** Empty for a guest. */
  readonly user: string
  /** The payer's openid under the merchant's appid, which JSAPI needs; nothing without a login through WeChat. */
  readonly openid: string | null
}

/** Someone who is logged in, and what shows it. */
export interface LoggedIn { readonly user: User, readonly token: string }

const AUTHORIZATION = /^Hydrogen-r1 ([0-9A-Za-z]{1,128})$/

/** Reads the caller from the headers. @throws {MerchantError} an unknown client id, or a login that is not known */
export async function callerOf(c: Context, merchant: Merchant): Promise<Caller> {
  const clientId = clientOf(c, merchant)
  if (c.req.header('authorization') === undefined) return { clientId, user: '', openid: null }
  const { user } = await loginOf(c, merchant)
  const { appid } = await merchant.wechat.account()
  return { clientId, user: user.id, openid: user.appid === appid ? user.openid : null }
}

/** The client id alone, for what a stale login must not keep anybody from. @throws {MerchantError} it is missing or unknown */
export function clientOf(c: Context, { clientIDs }: Merchant): string {
  const clientId = c.req.header('x-hydrogen-client-id')
  if (!clientId) throw new MerchantError(400, 'X-Hydrogen-Client-ID is missing')
  if (!clientIDs.includes(clientId)) throw new MerchantError(403, 'X-Hydrogen-Client-ID is not known here')
  return clientId
}

/** The login that a request must have. @throws {MerchantError} 401: a bad login is never quietly a guest */
export async function loginOf(c: Context, merchant: Merchant): Promise<LoggedIn> {
  const login = await loginIn(c, merchant)
  if (login) return login
  throw new MerchantError(401, 'the login token is not valid; log in again')
}

/** The login that a request has, if it has a good one. */
export async function loginIn(c: Context, merchant: Merchant): Promise<LoggedIn | undefined> {
  const clientId = clientOf(c, merchant)
  const token = AUTHORIZATION.exec(c.req.header('authorization') ?? '')?.[1]
  const user = token === undefined ? undefined : await userOfToken(token, clientId, merchant)
  return token !== undefined && user ? { user, token } : undefined
}
