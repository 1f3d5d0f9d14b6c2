import { BASE62, randomText } from '../../ports/random-text'
import { signJsConfig, type JsConfigParams } from '../../wire/js-config-sign'
import type { Wallets } from '../wallets'
import { checkAccessToken } from './access-token'
import type { Query } from './account'
import { ApiError } from './errcode'
import { GRANT_LIFE_MS } from './grants'

/** `GET /cgi-bin/ticket/getticket`: a ticket to sign `wx.config` with. Those given before live on. @throws {ApiError} */
export async function grantTicket(query: Query, wallets: Wallets): Promise<object> {
  await checkAccessToken(query['access_token'] ?? '', wallets)
  if (query['type'] !== 'jsapi') throw new ApiError(40097)
  const ticket = randomText(wallets.random, BASE62, 86)
  await wallets.grants.tickets.insert({ id: ticket, expires_at: wallets.clock.now() + GRANT_LIFE_MS })
  return { errcode: 0, errmsg: 'ok', ticket, expires_in: GRANT_LIFE_MS / 1000 }
}

/** What a page gave to `wx.config`, and the page's address. */
export interface JsConfig extends Omit<JsConfigParams, 'jsapi_ticket'> { readonly signature: string }

/** Whether a `wx.config` was signed for this very address with a ticket that is good now. */
export async function verifyJsConfig({ signature, ...params }: JsConfig, { grants, clock }: Wallets): Promise<boolean> {
  const living = (await grants.tickets.list()).filter(({ expires_at }) => clock.now() < expires_at)
  return living.some(({ id }) => signJsConfig({ ...params, jsapi_ticket: id }) === signature)
}
