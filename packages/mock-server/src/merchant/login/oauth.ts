import { pageUrl } from '../../http/page-url'
import { BASE62, randomText } from '../../ports/random-text'
import { takeOnce } from '../../store/once'
import { secretId } from '../../store/secret-id'
import type { Merchant } from '../merchant'
import { MerchantError } from '../merchant-error'
import { ProviderError } from '../provider'
import type { WechatIdentity } from './user'

/** Where WeChat sends the payer's browser back to. */
export const CALLBACK_PATH = '/hserve/v2.0/idp/oauth-wechat-mp/callback'

/** How long the payer may take at WeChat. */
const DEPARTURE_LIFE_MS = 10 * 60_000
/** How long the page may take to turn the `auth_token` into a login. */
const ARRIVAL_LIFE_MS = 5 * 60_000

/** What a page asks for when it wants a login. */
export interface LoginWish {
  readonly clientId: string
  /** The page itself, which is called again with a `token`. */
  readonly callbackUrl: string
  /** Whether the payer is not to be asked: the openid alone is enough. */
  readonly isSilent: boolean
}

/** Notes a login that begins, and gives WeChat's address for it. @throws {MerchantError} 400 the page is not of an allowed origin */
export async function depart({ clientId, callbackUrl, isSilent }: LoginWish, merchant: Merchant): Promise<string> {
  const { accounts, wechat, clock, random, allowedOrigins, merchantOrigin } = merchant
  if (!pageUrl(callbackUrl, allowedOrigins)) throw new MerchantError(400, 'callback_url is the address of a page whose origin this server allows')
  const state = randomText(random, BASE62, 32)
  await accounts.departures.insert({ id: secretId(state), client_id: clientId, callback_url: callbackUrl, expires_at: clock.now() + DEPARTURE_LIFE_MS, is_used: false })
  const { appid } = await wechat.account()
  const scope = isSilent ? 'snsapi_base' : 'snsapi_userinfo'
  const params = new URLSearchParams({ appid, redirect_uri: `${merchantOrigin}${CALLBACK_PATH}`, response_type: 'code', scope, state })
  return `${wechat.openUrl}/connect/oauth2/authorize?${params.toString()}#wechat_redirect`
}

/**
 * Takes up a login that comes back from WeChat, and gives the page's address with a `token` in it. It has one whatever came
 * of the login, since MinCloud's page begins again where it finds none; a failure shows when the token is taken.
 * @throws {MerchantError} 400 no login has begun with this state, or it has ended
 */
export async function arrive(state: string, code: string, merchant: Merchant): Promise<string> {
  const { accounts, wechat, clock, random } = merchant
  const departure = await takeOnce(accounts.departures, state, clock.now())
  if (!departure) throw new MerchantError(400, 'no login is under way with this state')
  const { appid } = await wechat.account()
  const openid = code === '' ? null : await openidOf(code, merchant)
  const token = randomText(random, BASE62, 43)
  await accounts.arrivals.insert({ id: secretId(token), client_id: departure.client_id, appid, openid, expires_at: clock.now() + ARRIVAL_LIFE_MS, is_used: false })
  const url = new URL(departure.callback_url)
  url.searchParams.set('token', token)
  return url.href
}

async function openidOf(code: string, { officialAccount, log }: Merchant): Promise<string | null> {
  try {
    return await officialAccount.openidOf(code)
  } catch (cause) {
    if (!(cause instanceof ProviderError)) throw cause
    log({ type: 'failure', wing: 'merchant', what: 'a login code could not be exchanged', cause })
    return null
  }
}

/** The WeChat account that an `auth_token` stands for, once. @throws {MerchantError} 401 it stands for none */
export async function identityOf(authToken: string, clientId: string, { accounts, clock }: Merchant): Promise<WechatIdentity> {
  const arrival = await takeOnce(accounts.arrivals, authToken, clock.now())
  if (!arrival || arrival.client_id !== clientId) throw new MerchantError(401, 'auth_token is not valid')
  if (arrival.openid === null) throw new MerchantError(401, 'the login at WeChat was refused, or got no answer')
  return { client_id: clientId, appid: arrival.appid, openid: arrival.openid }
}
