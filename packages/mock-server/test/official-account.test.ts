import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../src/index'
import { ERRCODES } from '../src/wallets/wechat-login/errcode'
import { askApi, exchange, newCode, officialAccountOf, PAGE, withQuery } from './login'
import { createMock, WALLETS, type Mock } from './mock'

const MINUTE = 60_000

async function accessToken(mock: Mock): Promise<string> {
  const { appid, secret } = await officialAccountOf(mock)
  return String((await askApi(mock, '/cgi-bin/token', { grant_type: 'client_credential', appid, secret }))['access_token'])
}

const ticket = (mock: Mock, access_token: string | undefined, type = 'jsapi') => askApi(mock, '/cgi-bin/ticket/getticket', { access_token, type })

describe('/sns/oauth2/access_token', () => {
  test('tells the openid of the phone\'s account', async () => {
    const mock = createMock()
    const { openid } = await officialAccountOf(mock)
    expect(await exchange(mock, await newCode(mock))).toStrictEqual({
      access_token: expect.stringMatching(/^\d_\w{134}$/), refresh_token: expect.stringMatching(/^\d_\w{134}$/), expires_in: 7200, openid, scope: 'snsapi_base',
    })
  })

  test('takes a code to the last millisecond of its five minutes', async () => {
    const mock = createMock()
    const code = await newCode(mock)
    await mock.clock.advance(5 * MINUTE - 1)
    expect(await exchange(mock, code)).toHaveProperty('openid')
  })

  test('gives one of two that come at once the openid', async () => {
    const mock = createMock()
    const code = await newCode(mock)
    const answers = await Promise.all([exchange(mock, code), exchange(mock, code)])
    expect(answers.filter((answer) => 'openid' in answer)).toHaveLength(1)
    expect(answers.filter((answer) => answer['errcode'] === 40163)).toHaveLength(1)
  })

  test('does not use a code up for a caller who is not the account', async () => {
    const mock = createMock()
    const code = await newCode(mock)
    await exchange(mock, code, { secret: 'f'.repeat(32) })
    expect(await exchange(mock, code)).toHaveProperty('openid')
  })
})

describe('/cgi-bin/token and /cgi-bin/ticket/getticket', () => {
  test('give a token, and a ticket for it', async () => {
    const mock = createMock()
    const { appid, secret } = await officialAccountOf(mock)
    const granted = await askApi(mock, '/cgi-bin/token', { grant_type: 'client_credential', appid, secret })
    expect(granted).toStrictEqual({ access_token: expect.stringMatching(/^\d_\w{134}$/), expires_in: 7200 })
    expect(await ticket(mock, String(granted['access_token']))).toStrictEqual({ errcode: 0, errmsg: 'ok', ticket: expect.stringMatching(/^\w{86}$/), expires_in: 7200 })
  })

  test('let an older token go on for five minutes after a newer one', async () => {
    const mock = createMock()
    const older = await accessToken(mock)
    const newer = await accessToken(mock)
    await mock.clock.advance(5 * MINUTE - 1)
    expect(await ticket(mock, older)).toMatchObject({ errcode: 0 })
    await mock.clock.advance(1)
    expect(await ticket(mock, older)).toMatchObject({ errcode: 40001 })
    expect(await ticket(mock, newer)).toMatchObject({ errcode: 0 })
  })

  test('are for no page: an allowed origin may not read them either', async () => {
    const { server } = createMock()
    for (const path of ['/cgi-bin/token', '/sns/oauth2/access_token', '/cgi-bin/ticket/getticket']) {
      const answer = await server.wallets.fetch(`${WALLETS}${path}`, { headers: { origin: PAGE } })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('the error table', () => {
  const expired = async (mock: Mock): Promise<string> => {
    const token = await accessToken(mock)
    await mock.clock.advance(120 * MINUTE)
    return token
  }
  const late = async (mock: Mock): Promise<string> => {
    const code = await newCode(mock)
    await mock.clock.advance(5 * MINUTE)
    return code
  }
  const used = async (mock: Mock): Promise<string> => {
    const code = await newCode(mock)
    await exchange(mock, code)
    return code
  }
  const credential = (mock: Mock, query: Record<string, string>) => askApi(mock, '/cgi-bin/token', { grant_type: 'client_credential', ...query })

  const rows: readonly [keyof typeof ERRCODES, string, (mock: Mock) => Promise<Record<string, unknown>>][] = [
    [40001, 'a token that nobody was given', (mock) => ticket(mock, `9_${'x'.repeat(134)}`)],
    [40002, 'an exchange with another grant_type', (mock) => exchange(mock, 'x', { grant_type: 'code' })],
    [40002, 'a token without grant_type', (mock) => credential(mock, { grant_type: '' })],
    [40013, 'an exchange for another appid', (mock) => exchange(mock, 'x', { appid: 'wx0123456789abcdef' })],
    [40013, 'a token for another appid', (mock) => credential(mock, { appid: 'wx0123456789abcdef', secret: 'x' })],
    [40014, 'a token of another form', (mock) => ticket(mock, 'token')],
    [40029, 'a code that nobody was given', (mock) => exchange(mock, 'x'.repeat(32))],
    [40097, 'a ticket of another type', async (mock) => ticket(mock, await accessToken(mock), 'wx_card')],
    [40125, 'an exchange with another secret', (mock) => exchange(mock, 'x', { secret: 'f'.repeat(32) })],
    [40125, 'a token with another secret', async (mock) => credential(mock, { appid: (await officialAccountOf(mock)).appid, secret: 'x' })],
    [40163, 'a code for the second time', async (mock) => exchange(mock, await used(mock))],
    [41001, 'a ticket without a token', (mock) => ticket(mock, undefined)],
    [41002, 'an exchange without appid', (mock) => exchange(mock, 'x', { appid: undefined })],
    [41002, 'a token without appid', (mock) => credential(mock, {})],
    [41004, 'an exchange without secret', (mock) => exchange(mock, 'x', { secret: undefined })],
    [41004, 'a token without secret', (mock) => credential(mock, { appid: 'x' })],
    [41008, 'an exchange without code', (mock) => exchange(mock, undefined)],
    [42001, 'a token after two hours', async (mock) => ticket(mock, await expired(mock))],
    [42003, 'a code after five minutes', async (mock) => exchange(mock, await late(mock))],
  ]

  test.each(rows)('has %i for %s', async (errcode, _, ask) => {
    const { errmsg, ...rest } = await ask(createMock())
    expect(rest).toStrictEqual({ errcode })
    expect(errmsg).toMatch(/^[a-z_, ]+, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
    expect(errmsg).toContain(ERRCODES[errcode])
  })

  test('has a test for each of its rows', () => {
    expect(new Set(rows.map(([errcode]) => String(errcode)))).toStrictEqual(new Set(Object.keys(ERRCODES)))
  })
})

test('rule 8: no code, token, ticket or secret is in the log', async () => {
  const log: LogEvent[] = []
  const mock = createMock({ log: (event) => log.push(event) })
  const { appid, secret } = await officialAccountOf(mock)
  const code = await newCode(mock)
  await exchange(mock, code)
  const token = await accessToken(mock)
  const granted = String((await ticket(mock, token))['ticket'])
  await mock.server.wallets.fetch(`${WALLETS}${withQuery('/cgi-bin/token', { appid, secret })}`)
  const text = JSON.stringify(log)
  expect(text).toContain('/cgi-bin/ticket/getticket')
  for (const hidden of [code, token, granted, secret]) expect(text).not.toContain(hidden)
})
