import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../src/index'
import { locationOf, officialAccountOf, PAGE } from './login'
import { AUTH_PAGE, authenticate, authTokenOf, beginLogin, followLogin, logInAnonymously, logInByWechat, post, switchPayer, userInfo, withToken } from './merchant-login'
import { CLIENT, createMock, MERCHANT, ORDER_BODY, ORDERS } from './mock'

const OTHER = { ...CLIENT, 'x-hydrogen-client-id': 'other' }
const CALLBACK = `${MERCHANT}/hserve/v2.0/idp/oauth-wechat-mp/callback`
const MINUTE = 60_000

describe('a login by oauth-wechat-mp', () => {
  test('leads to WeChat, which is told to come back to the merchant', async () => {
    const mock = createMock()
    const { appid } = await officialAccountOf(mock)
    const { status, body } = await beginLogin(mock)
    expect([status, body]).toMatchObject([200, { status: 'ok' }])
    const target = new URL(String(body['redirect_url']))
    expect([target.origin, target.pathname, target.hash]).toStrictEqual(['http://127.0.0.1:8788', '/connect/oauth2/authorize', '#wechat_redirect'])
    expect(Object.fromEntries(target.searchParams)).toStrictEqual({ appid, redirect_uri: CALLBACK, response_type: 'code', scope: 'snsapi_base', state: expect.stringMatching(/^\w{32}$/) })
  })

  test('asks for the payer\'s consent where it is not silent', async () => {
    const { body } = await beginLogin(createMock(), { silent_login: undefined })
    expect(new URL(String(body['redirect_url'])).searchParams.get('scope')).toBe('snsapi_userinfo')
  })

  test('comes back to the page with a token, and the page\'s own parameters', async () => {
    const mock = createMock()
    const { body } = await beginLogin(mock, { callback_url: `${AUTH_PAGE}#/pay` })
    const answer = await followLogin(mock, body['redirect_url'])
    expect([answer.status, answer.headers.get('referrer-policy')]).toStrictEqual([302, 'no-referrer'])
    const page = locationOf(answer)
    expect(`${page.origin}${page.pathname}${page.hash}`).toBe(`${PAGE}/auth.html#/pay`)
    expect(Object.fromEntries(page.searchParams)).toStrictEqual({ provider: 'oauth-wechat-mp', handler: 'login', token: expect.stringMatching(/^\w{43}$/) })
  })

  test('gives a token and the user, whom the SDK then asks for', async () => {
    const mock = createMock()
    const { openid } = await officialAccountOf(mock)
    const { status, body } = await authenticate(mock, await authTokenOf(mock))
    expect(status).toBe(201)
    const { token, expires_in, ...user } = body
    expect([token, expires_in]).toStrictEqual([expect.stringMatching(/^\w{43}$/), 2_592_000])
    expect(user).toMatchObject({ id: expect.any(Number), user_id: user['id'], openid, _anonymous: false, _provider: { 'oauth-wechat-mp': { openid } } })
    const shown = await userInfo(mock, { userId: Number(user['user_id']), headers: withToken(String(token)) })
    expect([shown.status, shown.body]).toStrictEqual([200, user])
  })

  test('in silence gives the user one level down, as the SDK expects', async () => {
    const mock = createMock()
    const { status, body } = await post(mock, '/hserve/v2.5/idp/oauth-wechat-mp/silent-login/', { auth_token: await authTokenOf(mock), create_user: true })
    expect(status).toBe(201)
    expect(Object.keys(body).toSorted()).toStrictEqual(['expires_in', 'token', 'user_info'])
    expect((await userInfo(mock, { userId: Number(Object(body['user_info'])['id']), headers: withToken(String(body['token'])) })).status).toBe(200)
  })

  test('finds the same user again, and another one for another account or client id', async () => {
    const mock = createMock({ clientIDs: ['demo', 'other'] })
    const [first, again] = [await logInByWechat(mock), await logInByWechat(mock)]
    expect(again.userId).toBe(first.userId)
    expect(again.token).not.toBe(first.token)
    const elsewhere = await authenticate(mock, await authTokenOf(mock, OTHER), { headers: OTHER })
    await switchPayer(mock)
    expect(new Set([first.userId, elsewhere.body['user_id'], (await logInByWechat(mock)).userId]).size).toBe(3)
  })

  test('makes one user of two first logins at once', async () => {
    const mock = createMock()
    const tokens = [await authTokenOf(mock), await authTokenOf(mock)]
    const [one, two] = await Promise.all(tokens.map((token) => authenticate(mock, token)))
    expect(one?.body['user_id']).toBe(two?.body['user_id'])
  })

  test('makes no user where the page does not want one', async () => {
    const mock = createMock()
    expect((await authenticate(mock, await authTokenOf(mock), { create_user: false })).status).toBe(404)
    await logInByWechat(mock)
    expect((await authenticate(mock, await authTokenOf(mock), { create_user: false })).status).toBe(201)
  })

  test.each([
    'http://evil.example/auth.html', `${PAGE}.evil.example/`, 'http://user:password@127.0.0.1:5173/', 'http://127.0.0.1:8788/', 'javascript:alert(1)', '/auth.html', '', undefined, 7, `${PAGE}/${'x'.repeat(2048)}`,
  ])('rule 8: refuses the callback_url %s', async (callback_url) => {
    expect(await beginLogin(createMock(), { callback_url })).toMatchObject({ status: 400, body: { error_msg: expect.stringContaining('callback_url') } })
  })

  test('is not kept back by a stale token, which the SDK goes on sending', async () => {
    const mock = createMock()
    const stale = withToken('x'.repeat(43))
    expect((await beginLogin(mock, {}, stale)).status).toBe(200)
    expect((await authenticate(mock, await authTokenOf(mock), { headers: stale })).status).toBe(201)
    expect((await post(mock, '/hserve/v2.0/login/anonymous/', {}, stale)).status).toBe(201)
  })
})

describe('what can go wrong with a login', () => {
  const failed = { status: 401, body: { error_msg: expect.any(String) } }

  test('a token of the page is good once, for five minutes, and for one client id', async () => {
    const mock = createMock({ clientIDs: ['demo', 'other'] })
    const used = await authTokenOf(mock)
    expect((await authenticate(mock, used)).status).toBe(201)
    expect(await authenticate(mock, used)).toMatchObject(failed)
    expect(await authenticate(mock, await authTokenOf(mock), { headers: OTHER })).toMatchObject(failed)
    const [early, late] = [await authTokenOf(mock), await authTokenOf(mock)]
    await mock.clock.advance(5 * MINUTE - 1)
    expect((await authenticate(mock, early)).status).toBe(201)
    await mock.clock.advance(1)
    expect(await authenticate(mock, late)).toMatchObject(failed)
    expect(await authenticate(mock, 'x')).toMatchObject(failed)
  })

  test('a payer who refuses comes back to the page, whose token is no login', async () => {
    const mock = createMock()
    const state = new URL(String((await beginLogin(mock)).body['redirect_url'])).searchParams.get('state') ?? ''
    const page = locationOf(await mock.server.merchant.fetch(`${CALLBACK}?state=${state}`))
    expect(page.origin).toBe(PAGE)
    expect(await authenticate(mock, page.searchParams.get('token') ?? '')).toMatchObject(failed)
  })

  test('a code that WeChat does not take is no login', async () => {
    const log: LogEvent[] = []
    const mock = createMock({ log: (event) => log.push(event) })
    const state = new URL(String((await beginLogin(mock)).body['redirect_url'])).searchParams.get('state') ?? ''
    const page = locationOf(await mock.server.merchant.fetch(`${CALLBACK}?state=${state}&code=forged`))
    expect(await authenticate(mock, page.searchParams.get('token') ?? '')).toMatchObject(failed)
    expect(log).toContainEqual(expect.objectContaining({ type: 'failure', what: 'a login code could not be exchanged' }))
  })

  test('a WeChat that does not answer in five seconds is no login', async () => {
    const mock = createMock({ http: () => new Promise<Response>(() => {}) })
    const back = followLogin(mock, (await beginLogin(mock)).body['redirect_url'])
    await mock.clock.advance(5000)
    expect(await authenticate(mock, locationOf(await back).searchParams.get('token') ?? '')).toMatchObject(failed)
  })

  test('a state is good once and for ten minutes; without one the browser is led nowhere', async () => {
    const mock = createMock()
    const url = async () => (await beginLogin(mock)).body['redirect_url']
    const [used, late] = [await url(), await url()]
    await followLogin(mock, used)
    await mock.clock.advance(10 * MINUTE)
    for (const redirectUrl of [used, late, 'http://127.0.0.1:8788/?state=']) {
      const state = new URL(String(redirectUrl)).searchParams.get('state') ?? ''
      const answer = await mock.server.merchant.fetch(`${CALLBACK}?state=${state}&code=x`)
      expect([answer.status, answer.headers.get('location')]).toStrictEqual([400, null])
    }
  })
})

describe('a login token', () => {
  test.each(['Hydrogen-r1 x', 'Hydrogen-r1', 'Hydrogen-r1 ', 'Bearer TOKEN', 'TOKEN', 'hydrogen-r1 TOKEN', 'Hydrogen-r1  TOKEN', 'Hydrogen-r1 TOKEN TOKEN', ''])('is refused as "%s", and never quietly a guest', async (authorization) => {
    const mock = createMock()
    const { token } = await logInByWechat(mock)
    expect((await mock.create(ORDER_BODY, { ...CLIENT, authorization: authorization.replaceAll('TOKEN', token) })).status).toBe(401)
  })

  test('is good for thirty days, and for its client id', async () => {
    const mock = createMock({ clientIDs: ['demo', 'other'] })
    const user = await logInByWechat(mock)
    expect((await userInfo(mock, { ...user, headers: { ...user.headers, ...OTHER } })).status).toBe(401)
    await mock.clock.advance(30 * 24 * 60 * MINUTE - 1)
    expect((await userInfo(mock, user)).status).toBe(200)
    await mock.clock.advance(1)
    expect((await userInfo(mock, user)).status).toBe(401)
  })

  test('is nobody\'s after a logout; another login of the user goes on', async () => {
    const mock = createMock()
    const [one, two] = [await logInByWechat(mock), await logInByWechat(mock)]
    expect(await post(mock, '/hserve/v2.0/session/destroy/', {}, one.headers)).toMatchObject({ status: 201, body: { status: 'ok' } })
    expect((await userInfo(mock, one)).status).toBe(401)
    expect((await post(mock, '/hserve/v2.0/session/destroy/', {}, one.headers)).status).toBe(401)
    expect((await userInfo(mock, two)).status).toBe(200)
  })

  test('shows its own user alone', async () => {
    const mock = createMock()
    const [one, two] = [await logInByWechat(mock), await logInAnonymously(mock)]
    expect((await userInfo(mock, { userId: two.userId, headers: one.headers })).status).toBe(404)
    expect((await userInfo(mock, { userId: one.userId, headers: CLIENT })).status).toBe(401)
  })

  test('rule 8: is in no log, and neither is any other secret of the trip', async () => {
    const log: LogEvent[] = []
    const mock = createMock({ log: (event) => log.push(event) })
    const { secret } = await officialAccountOf(mock)
    const { body } = await beginLogin(mock)
    const pageToken = locationOf(await followLogin(mock, body['redirect_url'])).searchParams.get('token') ?? ''
    const token = String((await authenticate(mock, pageToken)).body['token'])
    const text = JSON.stringify(log)
    expect(text).toContain('/hserve/v2.0/idp/oauth-wechat-mp/authenticate')
    for (const hidden of [secret, pageToken, token, new URL(String(body['redirect_url'])).searchParams.get('state')]) expect(text).not.toContain(hidden)
  })
})

describe('an anonymous user', () => {
  test('has a token and no openid', async () => {
    const mock = createMock()
    const user = await logInAnonymously(mock)
    expect((await userInfo(mock, user)).body).toMatchObject({ openid: '', _anonymous: true, _provider: {} })
    expect((await logInAnonymously(mock)).userId).not.toBe(user.userId)
  })

  test('who logs in through WeChat for the first time stays the same user, and the anonymous token is nobody\'s', async () => {
    const mock = createMock()
    const { openid } = await officialAccountOf(mock)
    const user = await logInAnonymously(mock)
    const { trade_no } = (await mock.create(ORDER_BODY, user.headers)).body
    const { body } = await authenticate(mock, await authTokenOf(mock), { headers: user.headers })
    expect(body).toMatchObject({ user_id: user.userId, openid, _anonymous: false })
    expect((await mock.get(ORDERS, withToken(String(body['token'])))).body.objects).toMatchObject([{ trade_no }])
    expect((await userInfo(mock, user)).status).toBe(401)
    expect((await logInByWechat(mock)).userId).toBe(user.userId)
  })

  test('who logs in through a known WeChat account is that account\'s user', async () => {
    const mock = createMock()
    const known = await logInByWechat(mock)
    const user = await logInAnonymously(mock)
    expect((await authenticate(mock, await authTokenOf(mock), { headers: user.headers })).body['user_id']).toBe(known.userId)
    expect((await userInfo(mock, user)).body).toMatchObject({ openid: '', _anonymous: true })
  })

  test('becomes one of two accounts that log in with its token at once, and never both', async () => {
    const mock = createMock()
    const { headers } = await logInAnonymously(mock)
    const first = await authTokenOf(mock)
    await switchPayer(mock)
    const second = await authTokenOf(mock)
    const answers = await Promise.all([first, second].map((token) => authenticate(mock, token, { headers })))
    expect(answers.map(({ status }) => status)).toStrictEqual([201, 201])
    expect(new Set(answers.map(({ body }) => body['user_id'])).size).toBe(2)
  })

  test('is not what a user of WeChat becomes who logs in through another account', async () => {
    const mock = createMock()
    const user = await logInByWechat(mock)
    const { openid } = await officialAccountOf(mock)
    await switchPayer(mock)
    expect((await authenticate(mock, await authTokenOf(mock), { headers: user.headers })).body['user_id']).not.toBe(user.userId)
    expect((await userInfo(mock, user)).body).toMatchObject({ openid })
  })
})
