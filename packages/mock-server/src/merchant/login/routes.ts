import { Hono, type Context } from 'hono'
import { clientOf, loginIn, loginOf } from '../caller'
import { jsonBody } from '../json-body'
import { jssdkCredentials } from '../jssdk-credentials'
import type { Merchant } from '../merchant'
import { MerchantError } from '../merchant-error'
import { arrive, CALLBACK_PATH, depart, identityOf } from './oauth'
import { endSession, startSession } from './session'
import { createUser, createUserOfIdentity, userOfIdentity, type User, type WechatIdentity } from './user'
import { userView } from './user-view'

const PROVIDER = 'oauth-wechat-mp'

/**
 * Login as MinCloud's own web SDK does it (`BaaS.auth.loginWithThirdParty`, `anonymousLogin`, `getCurrentUser`, `logout`), and
 * `BaaS.getWechatJSSDKCredentials`. A login takes no notice of a stale token: the SDK sends the one it has, however old.
 */
export function loginRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  app.post(`/hserve/v2.0/idp/${PROVIDER}/redirect`, (c) => redirect(c, merchant))
  app.get(CALLBACK_PATH, (c) => callback(c, merchant))
  app.post(`/hserve/v2.0/idp/${PROVIDER}/authenticate`, async (c) => logIn(c, await userOf(c, merchant), merchant))
  app.post(`/hserve/v2.5/idp/${PROVIDER}/silent-login`, async (c) => logInSilently(c, await userOf(c, merchant), merchant))
  app.post('/hserve/v2.0/login/anonymous', async (c) => logIn(c, await createUser(clientOf(c, merchant), merchant), merchant))
  app.post('/hserve/v2.0/session/destroy', (c) => logOut(c, merchant))
  app.get('/hserve/v2.5/user/info/:user_id', (c) => show(c, merchant))
  app.get('/hserve/v2.4/idp/wechat/jssdk-credentials', (c) => jssdkCredentials(c, merchant))
  return app
}

async function redirect(c: Context, merchant: Merchant): Promise<Response> {
  const clientId = clientOf(c, merchant)
  const body = await jsonBody(c)
  const redirect_url = await depart({ clientId, callbackUrl: textOf('callback_url', body), isSilent: body['silent_login'] === true }, merchant)
  // The SDK takes 200 alone for a yes.
  return c.json({ status: 'ok', redirect_url }, 200)
}

/** A navigation of the payer's browser, which has no header of the SDK's: the state tells whose it is. */
async function callback(c: Context, merchant: Merchant): Promise<Response> {
  const { state = '', code = '' } = c.req.query()
  c.header('referrer-policy', 'no-referrer')
  try {
    return c.redirect(await arrive(state, code, merchant))
  } catch (error) {
    if (error instanceof MerchantError) return c.text('登录已失效，请返回商户页面重新登录', error.status)
    throw error
  }
}

/** The user whom an `auth_token` stands for. @throws {MerchantError} 404 a new one, who is not to be created */
async function userOf(c: Context, merchant: Merchant): Promise<User> {
  const clientId = clientOf(c, merchant)
  const body = await jsonBody(c)
  const identity = await identityOf(textOf('auth_token', body), clientId, merchant)
  const user = (await userOfIdentity(identity, merchant)) ?? (body['create_user'] === true ? await newUser(c, identity, merchant) : undefined)
  if (!user) throw new MerchantError(404, 'this WeChat account has no user yet, and create_user is not true')
  return user
}

async function newUser(c: Context, identity: WechatIdentity, merchant: Merchant): Promise<User | undefined> {
  const login = await loginIn(c, merchant)
  if (!login || login.user.openid !== null) return createUserOfIdentity(identity, undefined, merchant)
  // Whoever has the anonymous token must not come to have the WeChat account's, and no second account comes to be this user.
  const isFirst = await endSession(login.token, merchant)
  return createUserOfIdentity(identity, isFirst ? login.user : undefined, merchant)
}

async function logIn(c: Context, user: User, merchant: Merchant): Promise<Response> {
  return c.json({ ...userView(user), ...(await startSession(user, merchant)) }, 201)
}

/** MinCloud puts the user one level down here, and the SDK knows. */
async function logInSilently(c: Context, user: User, merchant: Merchant): Promise<Response> {
  return c.json({ user_info: userView(user), ...(await startSession(user, merchant)) }, 201)
}

async function logOut(c: Context, merchant: Merchant): Promise<Response> {
  const { token } = await loginOf(c, merchant)
  await endSession(token, merchant)
  return c.json({ status: 'ok', message: 'Destroy succeed.' }, 201)
}

async function show(c: Context, merchant: Merchant): Promise<Response> {
  const { user } = await loginOf(c, merchant)
  if (c.req.param('user_id') !== user.id) throw new MerchantError(404, 'there is no such user')
  return c.json(userView(user))
}

function textOf(name: string, body: Readonly<Record<string, unknown>>): string {
  const value = body[name]
  if (typeof value === 'string' && value !== '') return value
  throw new MerchantError(400, `${name} is a text`)
}
