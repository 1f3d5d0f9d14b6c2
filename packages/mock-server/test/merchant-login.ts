import { locationOf, PAGE } from './login'
import { answerOf, CLIENT, MERCHANT, WALLETS, type Answer, type Mock } from './mock'

/** All that a login needs of a mock. */
export type LoginMock = Pick<Mock, 'server'>

const IDP = '/hserve/v2.0/idp/oauth-wechat-mp'

/** The page that MinCloud's SDK is told to log in on. */
export const AUTH_PAGE = `${PAGE}/auth.html?provider=oauth-wechat-mp&handler=login`

export const withToken = (token: string): Record<string, string> => ({ ...CLIENT, authorization: `Hydrogen-r1 ${token}` })

export async function post(mock: LoginMock, path: string, body: object = {}, headers: Record<string, string> = CLIENT): Promise<Answer> {
  return answerOf(await mock.server.merchant.fetch(`${MERCHANT}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
}

export const beginLogin = (mock: LoginMock, body: object = {}, headers?: Record<string, string>): Promise<Answer> =>
  post(mock, `${IDP}/redirect/`, { callback_url: AUTH_PAGE, silent_login: true, ...body }, headers)

/** Goes where a login leads: to WeChat, which does not ask, and back to the merchant. */
export async function followLogin(mock: LoginMock, redirectUrl: unknown): Promise<Response> {
  const atWechat = await mock.server.wallets.fetch(String(redirectUrl))
  return mock.server.merchant.fetch(locationOf(atWechat))
}

/** The whole trip to the page's `token`. */
export async function authTokenOf(mock: LoginMock, headers?: Record<string, string>): Promise<string> {
  const { body } = await beginLogin(mock, {}, headers)
  return locationOf(await followLogin(mock, body['redirect_url'])).searchParams.get('token') ?? ''
}

export const authenticate = (mock: LoginMock, auth_token: string, { create_user = true, headers = CLIENT }: { create_user?: boolean, headers?: Record<string, string> } = {}): Promise<Answer> =>
  post(mock, `${IDP}/authenticate/`, { auth_token, create_user, update_userprofile: 'setnx' }, headers)

/** Someone who is logged in. */
export interface LoggedIn { readonly token: string, readonly userId: number, readonly headers: Record<string, string> }

const loggedIn = ({ body }: Answer): LoggedIn => ({ token: String(body['token']), userId: Number(body['user_id']), headers: withToken(String(body['token'])) })

/** Logs the phone's account in. */
export const logInByWechat = async (mock: Mock): Promise<LoggedIn> => loggedIn(await authenticate(mock, await authTokenOf(mock)))

export const logInAnonymously = async (mock: Mock): Promise<LoggedIn> => loggedIn(await post(mock, '/hserve/v2.0/login/anonymous/'))

export const userInfo = (mock: Mock, { userId, headers }: Pick<LoggedIn, 'userId' | 'headers'>): Promise<Answer> => mock.get(`/hserve/v2.5/user/info/${userId}/`, headers)

/** Logs the phone in with its other account. */
export async function switchPayer(mock: Mock): Promise<void> {
  const answer = await mock.server.wallets.fetch(`${WALLETS}/phone/wallet`)
  const { account, accounts }: { account: { openid: string }, accounts: readonly { openid: string }[] } = JSON.parse(await answer.text())
  await mock.phone('account', { openid: accounts.find(({ openid }) => openid !== account.openid)?.openid })
}
