import { Hono, type Context } from 'hono'
import { HEX, randomText } from '../../ports/random-text'
import { MERCHANT_NAME } from '../credentials'
import type { Wallets } from '../wallets'
import { grantAccessToken } from './access-token'
import type { Query } from './account'
import { AUTHORIZE_ERRORS, AuthorizeError, grantedUrl, readLoginRequest, refusedUrl } from './authorize'
import { exchangeCode } from './code-exchange'
import { ApiError } from './errcode'
import { grantTicket } from './jsapi-ticket'
import { consentPage, refusalPage } from './login-page'

type Operation = (query: Query, wallets: Wallets) => Promise<object>

const API: Readonly<Record<string, Operation>> = {
  '/sns/oauth2/access_token': exchangeCode,
  '/cgi-bin/token': grantAccessToken,
  '/cgi-bin/ticket/getticket': grantTicket,
}

/**
 * Login and the JS-SDK of an official account, as open.weixin.qq.com and api.weixin.qq.com have them. Pages navigate to the
 * one, servers call the other: no page may read either, so that there is no CORS.
 * @param origins the web domains that the official account has named: where a login may lead to
 */
export function wechatLogin(wallets: Wallets, origins: readonly string[]): Hono {
  const app = new Hono({ strict: false })
  app.get('/connect/oauth2/authorize', (c) => authorize(c, origins, wallets))
  for (const [path, operation] of Object.entries(API)) app.get(path, (c) => answer(c, operation, wallets))
  return app
}

async function authorize(c: Context, origins: readonly string[], wallets: Wallets): Promise<Response> {
  try {
    const request = await readLoginRequest(c.req.query(), origins, wallets)
    const allowUrl = await grantedUrl(request, wallets)
    c.header('referrer-policy', 'no-referrer')
    if (request.scope === 'snsapi_base') return c.redirect(allowUrl)
    const { name: payer } = await wallets.payers.current()
    return await consentPage(c, { merchant: MERCHANT_NAME, payer, allowUrl, refuseUrl: refusedUrl(request) })
  } catch (error) {
    if (error instanceof AuthorizeError) return refusalPage(c, AUTHORIZE_ERRORS[error.why])
    throw error
  }
}

async function answer(c: Context, operation: Operation, wallets: Wallets): Promise<Response> {
  try {
    return c.json(await operation(c.req.query(), wallets))
  } catch (error) {
    if (error instanceof ApiError) return c.json({ errcode: error.errcode, errmsg: `${error.message}, rid: ${rid(wallets)}` })
    throw error
  }
}

/** The id of a request, which ends every refusal: a client that compares the whole text would fail in production too. */
function rid({ clock, random }: Wallets): string {
  return [Math.floor(clock.now() / 1000).toString(16), randomText(random, HEX, 8), randomText(random, HEX, 8)].join('-')
}
