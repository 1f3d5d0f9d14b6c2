import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { authorize, exchange, locationOf, officialAccountOf, PAGE, type Query } from './login'
import { createMock, MERCHANT } from './mock'

const hrefs = (page: string): string[] => [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

describe('/connect/oauth2/authorize', () => {
  test('with snsapi_base leads straight back with a code and the state, and keeps what the address held', async () => {
    const answer = await authorize(createMock())
    expect(answer.status).toBe(302)
    const target = locationOf(answer)
    expect([target.origin, target.pathname, target.hash]).toStrictEqual([PAGE, '/login', '#/pay'])
    expect(Object.fromEntries(target.searchParams)).toStrictEqual({ from: 'cart', code: expect.stringMatching(/^[0-9A-Za-z]{32}$/), state: 'STATE' })
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  test.each([`${MERCHANT}/hserve/callback`, 'http://localhost:5173/'])('leads to %s, a domain that the account has named', async (redirect_uri) => {
    expect((await authorize(createMock(), { redirect_uri })).status).toBe(302)
  })

  test('without a state gives an empty one back', async () => {
    expect(locationOf(await authorize(createMock(), { state: undefined })).searchParams.get('state')).toBe('')
  })

  test('with snsapi_userinfo asks first: 允许 leads back with a code, 拒绝 without', async () => {
    const mock = createMock()
    const answer = await authorize(mock, { scope: 'snsapi_userinfo', redirect_uri: `${PAGE}/?a="><script>` })
    expect([answer.status, answer.headers.get('content-type')]).toStrictEqual([200, 'text/html; charset=UTF-8'])
    const page = await answer.text()
    expect(page).toMatch(/体验商户[^]*我的账户[^]*允许[^]*拒绝/)
    const [allow, refuse] = hrefs(page).map((href) => new URL(href).searchParams)
    expect(Object.fromEntries(refuse ?? [])).toStrictEqual({ a: '"><script>', state: 'STATE' })
    expect(await exchange(mock, allow?.get('code') ?? '')).toMatchObject({ scope: 'snsapi_userinfo', openid: (await officialAccountOf(mock)).openid })
  })

  test('rule 8: runs no script, sends no form and is in nobody\'s frame', async () => {
    const answer = await authorize(createMock(), { scope: 'snsapi_userinfo', redirect_uri: `${PAGE}/?a="><script>alert(1)</script>` })
    const policy = answer.headers.get('content-security-policy')?.split('; ')
    const page = await answer.text()
    const style = createHash('sha256').update(/<style>([^]*)<\/style>/.exec(page)?.[1] ?? '').digest('base64')
    expect(policy).toStrictEqual(["default-src 'none'", `style-src 'sha256-${style}'`, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
    expect(page).not.toMatch(/<script|<form|\son\w+=|\sstyle=/)
  })

  test.each<[string, Query, string, string?]>([
    ['no appid', { appid: undefined }, 'appid不能为空', '10012'],
    ['an unknown appid', { appid: 'wx0123456789abcdef' }, 'appid 参数错误'],
    ['no redirect_uri', { redirect_uri: undefined }, 'redirect_uri不能为空', '10011'],
    ['a foreign redirect_uri', { redirect_uri: 'http://evil.example/' }, 'redirect_uri 参数错误', '10003'],
    ['a redirect_uri on another port', { redirect_uri: 'http://127.0.0.1:9999/' }, 'redirect_uri 参数错误', '10003'],
    ['a redirect_uri that only starts like a page', { redirect_uri: `${PAGE}.evil.example/` }, 'redirect_uri 参数错误', '10003'],
    ['a redirect_uri with a name in it', { redirect_uri: 'http://evil@127.0.0.1:5173/' }, 'redirect_uri 参数错误', '10003'],
    ['a redirect_uri that is a script', { redirect_uri: 'javascript:alert(1)' }, 'redirect_uri 参数错误', '10003'],
    ['a redirect_uri that is no address', { redirect_uri: '/login' }, 'redirect_uri 参数错误', '10003'],
    ['no response_type', { response_type: undefined }, 'response_type 参数错误'],
    ['another response_type', { response_type: 'token' }, 'response_type 参数错误'],
    ['no scope', { scope: undefined }, 'scope不能为空', '10010'],
    ['another scope', { scope: 'snsapi_login' }, 'Scope 参数错误或没有 Scope 权限', '10005'],
    ['a state that is too long', { state: 'x'.repeat(129) }, 'state 参数错误'],
    ['a state with other characters', { state: '<script>' }, 'state 参数错误'],
  ])('turns away %s on a page of its own', async (_, query, sentence, number) => {
    const answer = await authorize(createMock(), query)
    expect([answer.status, answer.headers.get('location')]).toStrictEqual([400, null])
    const page = await answer.text()
    expect(page).toContain(`<h1>${sentence}</h1>`)
    expect(/错误码：(\d+)/.exec(page)?.[1]).toBe(number)
  })
})
