import { pageUrl } from '../../http/page-url'
import { BASE62, randomText } from '../../ports/random-text'
import { secretId } from '../../store/secret-id'
import type { Wallets } from '../wallets'
import type { Query } from './account'
import { CODE_LIFE_MS, type Scope } from './grants'

/** Every way in which WeChat turns a login away: the number on the page where it has one, and the sentence. */
export const AUTHORIZE_ERRORS = {
  appid_missing: [10012, 'appid不能为空'],
  appid: [null, 'appid 参数错误'],
  redirect_uri_missing: [10011, 'redirect_uri不能为空'],
  redirect_uri: [10003, 'redirect_uri 参数错误'],
  response_type: [null, 'response_type 参数错误'],
  scope_missing: [10010, 'scope不能为空'],
  scope: [10005, 'Scope 参数错误或没有 Scope 权限'],
  state: [null, 'state 参数错误'],
} as const

/** A login that is turned away on a page of WeChat's: the payer goes nowhere. */
export class AuthorizeError extends Error {
  override readonly name = 'AuthorizeError'
  constructor(readonly why: keyof typeof AUTHORIZE_ERRORS) {
    super(AUTHORIZE_ERRORS[why][1])
  }
}

/** A login that may be granted. */
export interface LoginRequest {
  /** Where the payer goes next. */
  readonly target: URL
  readonly scope: Scope
  readonly state: string
}

/**
 * Reads what `/connect/oauth2/authorize` is asked.
 * @param origins the web domains that the official account has named
 * @throws {AuthorizeError}
 */
export async function readLoginRequest(query: Query, origins: readonly string[], { credentials }: Wallets): Promise<LoginRequest> {
  const { appid, redirect_uri, response_type, scope, state = '' } = query
  if (!appid) throw new AuthorizeError('appid_missing')
  if (appid !== (await credentials.wechat()).appid) throw new AuthorizeError('appid')
  if (!redirect_uri) throw new AuthorizeError('redirect_uri_missing')
  const target = pageUrl(redirect_uri, origins)
  if (!target) throw new AuthorizeError('redirect_uri')
  if (response_type !== 'code') throw new AuthorizeError('response_type')
  if (!scope) throw new AuthorizeError('scope_missing')
  if (scope !== 'snsapi_base' && scope !== 'snsapi_userinfo') throw new AuthorizeError('scope')
  if (!/^[0-9A-Za-z_-]{0,128}$/.test(state)) throw new AuthorizeError('state')
  return { target, scope, state }
}

/** Logs the phone's account in, and gives the address that takes the code to the merchant. */
export async function grantedUrl({ target, scope, state }: LoginRequest, { grants, payers, random, clock }: Wallets): Promise<string> {
  const code = `0${randomText(random, BASE62, 31)}`
  const { id: openid } = await payers.current()
  await grants.codes.insert({ id: secretId(code), openid, scope, expires_at: clock.now() + CODE_LIFE_MS, is_used: false })
  return withParams(target, { code, state })
}

/** The address that tells the merchant of a payer who said no: it carries no code. */
export const refusedUrl = ({ target, state }: LoginRequest): string => withParams(target, { state })

function withParams(target: URL, params: Query): string {
  const url = new URL(target)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url.href
}
