import { describe, expect, test } from 'vitest'
import type { Http, LogEvent } from '../src/index'
import { createJsapiMock, PAGE, PAGE_URL, type JsapiMock } from './jsapi'
import { withToken } from './merchant-login'
import { CLIENT, type Answer, type Mock } from './mock'
import { configured, weixinPage } from './weixin-page'

const PATH = '/hserve/v2.4/idp/wechat/jssdk-credentials/'
const HOUR = 3_600_000

const credentials = (mock: Mock, url: string | undefined = PAGE_URL, headers: Record<string, string> = CLIENT): Promise<Answer> =>
  mock.get(`${PATH}?${new URLSearchParams({ url }).toString()}`, headers)

/** What the page makes of the answer. */
const configOf = ({ body: { appid, noncestr, timestamp, signature } }: Answer) => ({ appId: appid, nonceStr: noncestr, timestamp, signature })

const READY = { ready: true }

/** A mock that notes what the merchant asks the official account's API, and can change the answers. */
async function listening(answer: (path: string, request: Request, inProcess: Http) => Promise<Response> | undefined = () => undefined) {
  const asked: string[] = []
  const log: LogEvent[] = []
  const mock: JsapiMock = await createJsapiMock({
    log: (event) => log.push(event),
    http: (request, inProcess) => {
      const path = new URL(request.url).pathname
      asked.push(path)
      return answer(path, request, inProcess) ?? inProcess(request)
    },
  })
  return { mock, asked, log }
}

const TOKEN = '/cgi-bin/token'
const TICKET = '/cgi-bin/ticket/getticket'

describe('jssdk-credentials', () => {
  test('have MinCloud\'s form', async () => {
    const mock = await createJsapiMock()
    expect(await credentials(mock)).toMatchObject({ status: 200 })
    expect((await credentials(mock)).body).toStrictEqual({
      appid: mock.account.appid, timestamp: 1_767_225_600, noncestr: expect.stringMatching(/^\w{32}$/), signature: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
  })

  test('make the real weixin-js-sdk ready on the page that they are for, whatever comes after its #', async () => {
    const mock = await createJsapiMock()
    const config = configOf(await credentials(mock))
    for (const url of [PAGE_URL, PAGE_URL.replace('#top', ''), `${PAGE_URL}/elsewhere`]) expect(await configured(weixinPage(mock, [], url), config)).toStrictEqual(READY)
  })

  test.each([`${PAGE}/wechat/`, `${PAGE}/wechat/?id=8#top`, `${PAGE}/wechat/?id=7&a`])('do not for the page %s', async (url) => {
    const mock = await createJsapiMock()
    expect(await configured(weixinPage(mock, [], url), configOf(await credentials(mock)))).toStrictEqual({ errMsg: 'config:invalid signature' })
  })

  test('need no login, and take no notice of a stale one', async () => {
    const mock = await createJsapiMock()
    expect((await credentials(mock, PAGE_URL, withToken('x'.repeat(43)))).status).toBe(200)
    expect((await credentials(mock, PAGE_URL, {})).status).toBe(400)
    expect((await credentials(mock, PAGE_URL, { ...CLIENT, 'x-hydrogen-client-id': 'other' })).status).toBe(403)
  })

  test('are told to be missing their url, in MinCloud\'s words', async () => {
    const mock = await createJsapiMock()
    for (const query of ['', '?url=']) expect(await mock.get(`${PATH}${query}`)).toMatchObject({ status: 400, body: { error_msg: 'URL missing.' } })
  })

  test.each(['http://evil.example/', `${PAGE}.evil.example/`, 'http://127.0.0.1:8788/phone', 'http://user@127.0.0.1:5173/', 'wechat/', 'javascript:alert(1)'])('rule 8: are not for %s', async (url) => {
    const { mock, asked } = await listening()
    expect((await credentials(mock, url)).status).toBe(400)
    expect(asked).toStrictEqual([])
  })
})

describe('the merchant\'s access token and ticket', () => {
  test('are asked for once, however many ask', async () => {
    const { mock, asked } = await listening()
    await Promise.all(Array.from({ length: 5 }, () => credentials(mock)))
    await mock.clock.advance(HOUR)
    await credentials(mock)
    expect(asked).toStrictEqual([TOKEN, TICKET])
  })

  test('are asked for again a minute before their two hours are over, so that the page\'s ticket is good', async () => {
    const { mock, asked } = await listening()
    await credentials(mock)
    await mock.clock.advance(2 * HOUR - 60_001)
    const config = configOf(await credentials(mock))
    expect(asked).toHaveLength(2)
    await mock.clock.advance(60_000)
    expect(await configured(weixinPage(mock), config)).toStrictEqual(READY)
    expect(await configured(weixinPage(mock), configOf(await credentials(mock)))).toStrictEqual(READY)
    expect(asked).toStrictEqual([TOKEN, TICKET, TOKEN, TICKET])
  })

  test.each([40001, 40014, 42001])('are asked for afresh when WeChat says %i of the token', async (errcode) => {
    let count = 0
    const { mock, asked } = await listening((path) => (path === TICKET && ++count === 1 ? Promise.resolve(Response.json({ errcode, errmsg: 'stale' })) : undefined))
    expect(await configured(weixinPage(mock), configOf(await credentials(mock)))).toStrictEqual(READY)
    expect(asked).toStrictEqual([TOKEN, TICKET, TOKEN, TICKET])
  })

  test('are asked for afresh once: a WeChat that goes on refusing is told of', async () => {
    const { mock, asked } = await listening((path) => (path === TICKET ? Promise.resolve(Response.json({ errcode: 40001, errmsg: 'stale' })) : undefined))
    expect(await credentials(mock)).toMatchObject({ status: 502, body: { error_msg: expect.stringContaining('stale') } })
    expect(asked).toStrictEqual([TOKEN, TICKET, TOKEN, TICKET])
  })

  test.each<[string, () => Response]>([
    ['refuses', () => Response.json({ errcode: 40125, errmsg: 'invalid appsecret' })],
    ['gives no ticket', () => Response.json({ errcode: 0, errmsg: 'ok' })],
    ['gives no life', () => Response.json({ access_token: 'a', ticket: 't' })],
    ['answers with HTML', () => new Response('<html></html>')],
    ['answers with a 500', () => new Response('{}', { status: 500 })],
    ['leads elsewhere', () => new Response(null, { status: 302, headers: { location: 'http://evil.example/' } })],
  ])('a WeChat that %s makes a 502, and the next one asks again', async (_, answer) => {
    let isBroken = true
    const { mock, log } = await listening(() => (isBroken ? Promise.resolve(answer()) : undefined))
    expect(await credentials(mock)).toMatchObject({ status: 502, body: { error_msg: expect.any(String) } })
    isBroken = false
    expect((await credentials(mock)).status).toBe(200)
    expect(JSON.stringify(log)).not.toContain(mock.account.secret)
  })

  test('a WeChat that is silent for five seconds makes a 502, which names no secret', async () => {
    const { mock } = await listening(() => new Promise<Response>(() => {}))
    const answer = credentials(mock)
    await mock.clock.advance(5000)
    const { status, body } = await answer
    expect(status).toBe(502)
    expect(JSON.stringify(body)).not.toContain(mock.account.secret)
  })
})
