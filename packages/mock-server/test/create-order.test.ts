import { describe, expect, test } from 'vitest'
import { signV2 } from '../src/wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../src/wire/xml'
import { CLIENT, createMock, MERCHANT, ORDERS, ORDER_BODY, type Body, type Mock } from './mock'
import { accountOf, call } from './wechat'

const TOKEN = '0123456789abcdef0123456789abcdef'
const TOKEN_BODY = { ...ORDER_BODY, client_token: TOKEN }

/** A mock that notes what the merchant says to WeChat Pay. */
function listening(answer: (path: string, count: number) => Response | undefined = () => undefined) {
  const said: [path: string, fields: Fields][] = []
  const mock = createMock({
    http: async (request, inProcess) => {
      const path = new URL(request.url).pathname
      said.push([path, parseXml(await request.clone().text())])
      return answer(path, said.length) ?? inProcess(request)
    },
  })
  return { mock, said, orders: () => said.filter(([path]) => path === '/pay/unifiedorder') }
}

describe('create', () => {
  test('asks WeChat Pay for the same order, to the second and to the fen', async () => {
    const { mock, said } = listening()
    const { body } = await mock.create({ ...ORDER_BODY, total_cost: '1234567.89', profit_sharing: true })
    expect(said).toHaveLength(1)
    expect(said[0]?.[0]).toBe('/pay/unifiedorder')
    expect(said[0]?.[1]).toMatchObject({
      body: '深蓝色秋裤', out_trade_no: body.trade_no, total_fee: '123456789', spbill_create_ip: '127.0.0.1', time_expire: '20260101081500',
      notify_url: `${MERCHANT}/api/demo/pay/re_wx`, trade_type: 'NATIVE', profit_sharing: 'Y', sign: expect.stringMatching(/^[0-9A-F]{32}$/),
    })
    expect(body).toMatchObject({ total_cost: '1234567.89' })
  })

  test('keeps merchandise fields as they were sent', async () => {
    const mock = createMock()
    for (const merchandise of [
      { merchandise_schema_id: 7, merchandise_record_id: 'r1', merchandise_snapshot: { size: ['L', null] } },
      { merchandise_schema_id: '1234', merchandise_snapshot: '{"size":"L"}' },
    ]) {
      const { body } = await mock.create({ ...ORDER_BODY, ...merchandise })
      expect((await mock.get(`/hserve/v2.0/idp/pay/order/${body.transaction_no}/`)).body).toMatchObject(merchandise)
    }
  })

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no gateway_type', { gateway_type: undefined }, /gateway_type.*weixin_tenpay_native/],
    ['an unknown gateway_type', { gateway_type: 'bitcoin' }, /gateway_type/],
    ['a gateway_type that is not offered', { gateway_type: 'paypal' }, /gateway_type/],
    ['a gateway_type like an object\'s member', { gateway_type: 'constructor' }, /gateway_type/],
    ['no total_cost', { total_cost: undefined }, /total_cost/],
    ['a total_cost of null', { total_cost: null }, /total_cost/],
    ['a total_cost of 0', { total_cost: 0 }, /total_cost/],
    ['a negative total_cost', { total_cost: -0.1 }, /total_cost/],
    ['a third decimal', { total_cost: 0.001 }, /total_cost/],
    ['a total_cost with an exponent', { total_cost: '1e2' }, /total_cost/],
    ['no description', { merchandise_description: undefined }, /merchandise_description/],
    ['a blank description', { merchandise_description: ' ' }, /merchandise_description/],
    ['a description of 128 characters', { merchandise_description: '裤'.repeat(128) }, /merchandise_description.*127/],
    ['a description with a control character', { merchandise_description: 'a\u0000b' }, /merchandise_description/],
    ['half a character', { merchandise_description: 'a\ud83d' }, /merchandise_description/],
    ['a record id that is an object', { merchandise_record_id: {} }, /merchandise_record_id/],
    ['a schema id that is true', { merchandise_schema_id: true }, /merchandise_schema_id/],
    ['profit_sharing that is text', { profit_sharing: 'Y' }, /profit_sharing/],
    ['a short client_token', { client_token: 'abc' }, /client_token/],
    ['a client_token that is a number', { client_token: 7 }, /client_token/],
  ])('rule 9: refuses %s, before any order', async (_, change, message) => {
    const { mock, said } = listening()
    const answer = await mock.create({ ...ORDER_BODY, ...change })
    expect(answer.status).toBe(400)
    expect(answer.body.error_msg).toMatch(message)
    expect(said).toStrictEqual([])
  })

  test('takes a description of 127 characters, and shows the payer all of it', async () => {
    const mock = createMock()
    const merchandise_description = `${'裤'.repeat(126)}🩳`
    const { body } = await mock.create({ ...ORDER_BODY, merchandise_description })
    expect((await mock.phone('scan', { content: body.code_url })).body).toMatchObject({ subject: merchandise_description })
  })

  test.each<[string, Record<string, string>, number]>([
    ['no client id', { 'content-type': 'application/json' }, 400],
    ['an unknown client id', { ...CLIENT, 'x-hydrogen-client-id': 'other' }, 403],
    ['a login that is not known', { ...CLIENT, authorization: 'Hydrogen-r1 token' }, 401],
    ['another content type', { ...CLIENT, 'content-type': 'text/plain' }, 415],
  ])('refuses %s', async (_, headers, status) => {
    const { mock, said } = listening()
    const answer = await mock.create(ORDER_BODY, headers)
    expect(answer).toMatchObject({ status, body: { error_msg: expect.any(String) } })
    expect(said).toStrictEqual([])
  })

  test.each(['', '[]', 'null', '"x"', '{', '7'])('refuses the body "%s"', async (body) => {
    const { server: { merchant } } = createMock()
    const answer = await merchant.fetch(`${MERCHANT}${ORDERS}`, { method: 'POST', headers: CLIENT, body })
    expect(answer.status).toBe(400)
  })
})

describe('create with a wallet that fails', () => {
  const tampered = (change: (xml: string) => string): Mock => createMock({ http: async (request, inProcess) => {
    const answer = await inProcess(request)
    return new URL(request.url).pathname === '/pay/unifiedorder' ? new Response(change(await answer.text())) : answer
  } })

  test.each<[string, (xml: string) => string]>([
    ['a bad signature', (xml) => xml.replace(/pr=\w+/, 'pr=tampered1')],
    ['another account', (xml) => xml.replace(/<mch_id>.*<\/mch_id>/, '<mch_id>1000000000</mch_id>')],
    ['a refusal of the message', () => '<xml><return_code>FAIL</return_code><return_msg>签名错误</return_msg></xml>'],
    ['HTML', () => '<html></html>'],
    ['nothing', () => ''],
  ])('answers 502 to %s, shows no order, and closes what may have been made', async (_, change) => {
    const mock = tampered(change)
    const answer = await mock.create(TOKEN_BODY)
    expect(answer).toMatchObject({ status: 502, body: { error_msg: expect.any(String) } })
    expect(answer.body).not.toHaveProperty('code_url')
    expect((await mock.list({ client_token: TOKEN })).body.objects).toStrictEqual([])
  })

  test.each([{ mch_id: '1000000000' }, { appid: 'wx0123456789abcdef' }])('rule 8: answers 502 to a well-signed answer for another account: %o', async (identity) => {
    const mock = createMock({
      http: async (request, inProcess) => {
        const answer: Record<string, string | undefined> = { ...parseXml(await (await inProcess(request)).text()), ...identity }
        const { key } = await accountOf(mock.server.wallets)
        return new Response(buildXml({ ...answer, sign: signV2(answer, key) }))
      },
    })
    expect((await mock.create()).status).toBe(502)
  })

  test('leaves nothing payable behind an answer that was lost', async () => {
    const paths: string[] = []
    const mock = createMock({
      http: async (request, inProcess) => {
        paths.push(new URL(request.url).pathname)
        const answer = await inProcess(request)
        if (paths.length === 1) throw new TypeError('socket hang up')
        return answer
      },
    })
    expect((await mock.create()).status).toBe(502)
    await mock.clock.advance(0)
    expect(paths).toStrictEqual(['/pay/unifiedorder', '/pay/closeorder'])
  })

  test('answers 502 when the wallet does not answer in ten seconds', async () => {
    const mock = createMock({ http: () => new Promise<Response>(() => {}) })
    const answer = mock.create()
    await mock.clock.advance(10_000)
    expect((await answer).status).toBe(502)
  })
})

describe('rule 4: client_token', () => {
  test('gives the same order again, whatever its state, and is echoed', async () => {
    const { mock, orders } = listening()
    const first = await mock.create(TOKEN_BODY)
    expect(first.body).toMatchObject({ client_token: TOKEN })
    expect((await mock.create({ ...TOKEN_BODY, total_cost: '0.10' })).body).toStrictEqual(first.body)
    await mock.phone('pay', { content: first.body.code_url })
    await mock.clock.advance(60_000)
    expect((await mock.create(TOKEN_BODY)).body).toStrictEqual({ ...first.body, status: 'success', trade_state: 'SUCCESS', expires_in: 840 })
    expect(orders()).toHaveLength(1)
  })

  test('makes one order of requests that come at once; all get the same answer', async () => {
    const { mock, orders } = listening()
    const answers = await Promise.all(Array.from({ length: 5 }, () => mock.create(TOKEN_BODY)))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(orders()).toHaveLength(1)
  })

  test.each([{ total_cost: 0.2 }, { merchandise_description: '别的' }, { merchandise_record_id: 'r' }, { merchandise_snapshot: { a: 1 } }, { profit_sharing: true }])('refuses another body %o with 409, and changes nothing', async (change) => {
    const { mock, orders } = listening()
    const answers = await Promise.all([mock.create(TOKEN_BODY), mock.create({ ...TOKEN_BODY, ...change })])
    const late = await mock.create({ ...TOKEN_BODY, ...change })
    for (const { status, body } of [answers[1], late]) expect([status, body]).toMatchObject([409, { error: 'token_reused', error_msg: expect.stringMatching(/^token_reused/), client_token: TOKEN }])
    expect((await mock.create(TOKEN_BODY)).body).toStrictEqual(answers[0]?.body)
    expect(orders()).toHaveLength(1)
  })

  test('gives all waiting requests the same failure, and the next one a fresh order', async () => {
    const { mock, orders } = listening((path, count) => (path === '/pay/unifiedorder' && count === 1 ? new Response('', { status: 500 }) : undefined))
    const failed = await Promise.all([mock.create(TOKEN_BODY), mock.create(TOKEN_BODY)])
    expect(failed.map(({ status }) => status)).toStrictEqual([502, 502])
    const again = await mock.create(TOKEN_BODY)
    expect(again.status).toBe(201)
    expect(orders()).toHaveLength(2)
    expect((await mock.list({ client_token: TOKEN })).body.objects).toMatchObject([{ trade_no: again.body.trade_no }])
  })

  test('means nothing under another client id', async () => {
    const mock = createMock({ clientIDs: ['demo', 'other'] })
    const ours = await mock.create(TOKEN_BODY)
    const theirs = await mock.create(TOKEN_BODY, { ...CLIENT, 'x-hydrogen-client-id': 'other' })
    expect(theirs.status).toBe(201)
    expect(theirs.body.trade_no).not.toBe(ours.body.trade_no)
  })

  test('is kept for the order\'s life and 24 hours more', async () => {
    const mock = createMock()
    const first = await mock.create(TOKEN_BODY)
    await mock.clock.advance(15 * 60_000 + 24 * 3_600_000 - 1)
    expect((await mock.create(TOKEN_BODY)).body.trade_no).toBe(first.body.trade_no)
    await mock.clock.advance(1)
    expect((await mock.create(TOKEN_BODY)).body.trade_no).not.toBe(first.body.trade_no)
  })

  test('is not needed: two creates without one are two orders', async () => {
    const mock = createMock()
    const [one, two]: Body[] = [(await mock.create()).body, (await mock.create()).body]
    expect(one?.trade_no).not.toBe(two?.trade_no)
    expect(one).not.toHaveProperty('client_token')
    expect(await call(mock.server.wallets, '/pay/orderquery', { out_trade_no: one?.trade_no })).toMatchObject({ trade_state: 'NOTPAY' })
  })
})
