import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../src/index'
import { CLIENT, createMock, MERCHANT, ORDERS, ORDER_BODY, type Mock } from './mock'
import { call } from './wechat'

const TOKEN = '0123456789abcdef0123456789abcdef'
const V20 = '/hserve/v2.0/idp/pay/order/'

/** A mock whose merchant's queries are counted, and can be changed. */
function queried(answer: (request: Request, inProcess: (request: Request) => Promise<Response>) => Promise<Response> = (request, inProcess) => inProcess(request)) {
  let count = 0
  const mock = createMock({
    http(request, inProcess) {
      if (!request.url.endsWith('/pay/orderquery')) return request.url.includes('re_wx') ? Promise.reject(new TypeError('lost')) : inProcess(request)
      count++
      return answer(request, inProcess)
    },
  })
  return { mock, count: () => count }
}

const only = async (mock: Mock, query: Record<string, string>) => (await mock.list(query)).body.objects

describe('the order list', () => {
  test('finds a guest\'s order by each of its numbers and by its token, in MinCloud\'s form', async () => {
    const mock = createMock()
    const { body } = await mock.create({ ...ORDER_BODY, client_token: TOKEN })
    const { trade_no, transaction_no } = body
    const expected = {
      id: transaction_no, trade_no, transaction_no, client_token: TOKEN, status: 'pending', trade_state: 'NOTPAY', refund_status: null, total_cost: '0.10', currency_type: 'CNY',
      gateway_type: 'weixin_tenpay_native', merchandise_description: '深蓝色秋裤', merchandise_schema_id: null, merchandise_record_id: null, merchandise_snapshot: {},
      gateway_extra_info: {}, ip_address: '127.0.0.1', created_by: null, paid_at: null, created_at: 1767225600, updated_at: 1767225600, expires_in: 900,
    }
    for (const query of [{ trade_no }, { transaction_no }, { client_token: TOKEN }]) expect(await only(mock, query)).toStrictEqual([expected])
    expect((await mock.get(`${V20}${transaction_no}/`)).body).toStrictEqual(expected)
    expect((await mock.get(`${ORDERS}?trade_no=${trade_no}`)).body.objects).toHaveLength(1)
  })

  test('rule 1: never shows an order that was not asked for', async () => {
    const mock = createMock({ clientIDs: ['demo', 'other'] })
    const { trade_no, transaction_no } = (await mock.create({ ...ORDER_BODY, client_token: TOKEN })).body
    for (const query of [{}, { trade_no: '' }, { trade_no: transaction_no }, { transaction_no: trade_no }, { client_token: 'f'.repeat(32) }, { status: 'pending' }, { trade_no: 'constructor' }]) {
      expect(await only(mock, query)).toStrictEqual([])
    }
    expect(await only(mock, { trade_no, transaction_no: 'another' })).toStrictEqual([])
    const foreign = { ...CLIENT, 'x-hydrogen-client-id': 'other' }
    for (const query of [`trade_no=${trade_no}`, `client_token=${TOKEN}`]) expect((await mock.get(`${ORDERS}?${query}`, foreign)).body.objects).toStrictEqual([])
    expect((await mock.get(`${V20}${transaction_no}/`, foreign)).status).toBe(404)
    expect((await mock.get(`${V20}${trade_no}/`)).status).toBe(404)
  })

  test.each([
    ['{}', 1], ['{"$and":[{"status":{"$eq":"pending"}}]}', 1], ['{"status":{"$eq":"pending"},"trade_state":{"$eq":"NOTPAY"}}', 1], ['{"$and":[]}', 1], ['{"status":{"$eq":"success"}}', 0], ['{"constructor":{"$eq":null}}', 0],
  ])('narrows by where=%s', async (where, count) => {
    const mock = createMock()
    const { trade_no } = (await mock.create()).body
    expect(await only(mock, { trade_no, where })).toHaveLength(count)
  })

  test.each<[Record<string, string>, number]>([[{ status: 'success' }, 0], [{ status: 'pending', gateway_type: 'weixin_tenpay_native' }, 1], [{ merchandise_record_id: 'r' }, 0], [{ offset: '1' }, 0], [{ limit: '0' }, 0]])('narrows by %o', async (query, count) => {
    const mock = createMock()
    const { trade_no } = (await mock.create()).body
    expect(await only(mock, { trade_no, ...query })).toHaveLength(count)
  })

  test.each([{ limit: '-1' }, { limit: 'x' }, { limit: '1001' }, { offset: '1.5' }, { where: '{' }, { where: '[]' }, { where: '{"status":{"$like":1}}' }, { where: '{"$and":{}}' }])('refuses %o', async (query) => {
    expect(await createMock().list(query)).toMatchObject({ status: 400, body: { error_msg: expect.any(String) } })
  })

  test('refuses a caller that it does not know', async () => {
    const mock = createMock()
    expect((await mock.get(ORDERS, {})).status).toBe(400)
    expect((await mock.get(ORDERS, { 'x-hydrogen-client-id': 'other' })).status).toBe(403)
    expect((await mock.get(ORDERS, { ...CLIENT, authorization: 'Hydrogen-r1 x' })).status).toBe(401)
  })
})

describe('a query by the page', () => {
  test('makes the merchant ask the wallet, once at a time and not again within two seconds', async () => {
    const { mock, count } = queried()
    const { trade_no } = (await mock.create()).body
    await Promise.all(Array.from({ length: 5 }, () => mock.list({ trade_no })))
    expect(count()).toBe(1)
    await mock.clock.advance(1999)
    await mock.list({ trade_no })
    expect(count()).toBe(1)
    await mock.clock.advance(1)
    await mock.list({ trade_no })
    expect(count()).toBe(2)
  })

  test('never asks while an ask is under way, however long that takes', async () => {
    const { mock, count } = queried(() => new Promise<Response>(() => {}))
    const { trade_no } = (await mock.create()).body
    const first = mock.list({ trade_no })
    await mock.clock.advance(4000)
    const second = mock.list({ trade_no })
    await mock.clock.advance(999)
    expect(count()).toBe(1)
    await mock.clock.advance(1)
    expect([(await first).body.objects, (await second).body.objects]).toMatchObject([[{ status: 'pending' }], [{ status: 'pending' }]])
  })

  test('asks no more once the order is paid', async () => {
    const { mock, count } = queried()
    const { trade_no, code_url: content } = (await mock.create()).body
    await mock.phone('pay', { content })
    expect(await only(mock, { trade_no })).toMatchObject([{ status: 'success' }])
    await mock.clock.advance(60_000)
    await mock.list({ trade_no })
    expect(count()).toBe(1)
  })

  test.each<[string, (answer: string) => Response]>([
    ['is signed wrongly', (answer) => new Response(answer.replace('体验', '真'))],
    ['tells of another amount', (answer) => new Response(answer.replace('[CDATA[10]]', '[CDATA[11]]'))],
    ['is no XML', () => new Response('<html></html>')],
    ['is a 500', () => new Response('', { status: 500 })],
  ])('rule 1: leaves the order as it is when the wallet\'s answer %s', async (_, change) => {
    const { mock } = queried(async (request, inProcess) => change((await (await inProcess(request)).text()).replace('OTHERS', '体验')))
    const { trade_no, code_url: content } = (await mock.create()).body
    await mock.phone('pay', { content })
    expect(await only(mock, { trade_no })).toMatchObject([{ status: 'pending', trade_state: 'NOTPAY' }])
  })

  test('rule 1: leaves the order as it is when a signed answer is about another order', async () => {
    const other: { number?: string } = {}
    const { mock } = queried(async () => {
      const { wallets } = mock.server
      const { buildXml } = await import('../src/wire/xml')
      return new Response(buildXml(await call(wallets, '/pay/orderquery', { out_trade_no: other.number })))
    })
    const paid = (await mock.create()).body
    other.number = paid.trade_no
    await mock.phone('pay', { content: paid.code_url })
    const { trade_no } = (await mock.create()).body
    expect(await only(mock, { trade_no })).toMatchObject([{ trade_no, status: 'pending' }])
  })

  test('rule 3: tells the end of an order only by the wallet\'s word', async () => {
    let offline = true
    const { mock } = queried((request, inProcess) => (offline ? Promise.reject(new TypeError('offline')) : inProcess(request)))
    const { trade_no } = (await mock.create()).body
    await mock.clock.advance(15 * 60_000 - 1)
    expect(await only(mock, { trade_no })).toMatchObject([{ status: 'pending', trade_state: 'NOTPAY', expires_in: 1 }])
    await mock.clock.advance(2001)
    expect(await only(mock, { trade_no })).toMatchObject([{ status: 'pending', trade_state: 'NOTPAY', expires_in: -2 }])
    offline = false
    await mock.clock.advance(2000)
    expect(await only(mock, { trade_no })).toMatchObject([{ status: 'pending', trade_state: 'CLOSED', expires_in: -4 }])
  })
})

describe('close', () => {
  test('closes at the wallet, and again is no mistake', async () => {
    const mock = createMock()
    const { transaction_no, trade_no } = (await mock.create()).body
    for (let time = 0; time < 2; time++) expect(await mock.close(transaction_no)).toMatchObject({ status: 200, body: { trade_no, transaction_no, status: 'pending', trade_state: 'CLOSED' } })
    expect(await call(mock.server.wallets, '/pay/orderquery', { out_trade_no: trade_no })).toMatchObject({ trade_state: 'CLOSED' })
  })

  test('answers 409 with the paid order, also where the merchant had not heard of the payment', async () => {
    const { mock } = queried()
    const { transaction_no, code_url: content } = (await mock.create()).body
    await mock.phone('pay', { content })
    for (let time = 0; time < 2; time++) expect(await mock.close(transaction_no)).toMatchObject({ status: 409, body: { transaction_no, status: 'success', trade_state: 'SUCCESS', error_msg: expect.any(String) } })
  })

  test('answers 425 with the time to wait where the wallet says too early', async () => {
    const mock = createMock({ closeAfterMs: 300_000 })
    const { transaction_no } = (await mock.create()).body
    await mock.clock.advance(60_000)
    const early = await mock.close(transaction_no)
    expect(early.headers.get('retry-after')).toBe('240')
    expect(early).toMatchObject({ status: 425, body: { transaction_no, status: 'pending', trade_state: 'NOTPAY', next_poll_ms: 240_000, error_msg: expect.any(String) } })
    await mock.clock.advance(240_000)
    expect((await mock.close(transaction_no)).status).toBe(200)
  })

  test('treats an order whose time is over as closed', async () => {
    const mock = createMock()
    const { transaction_no } = (await mock.create()).body
    await mock.clock.advance(15 * 60_000)
    expect(await mock.close(transaction_no)).toMatchObject({ status: 200, body: { trade_state: 'CLOSED' } })
  })

  test('rule 2: says 502 and changes nothing when the wallet does not answer', async () => {
    const mock = createMock({ http: (request, inProcess) => (request.url.endsWith('/closeorder') ? Promise.reject(new TypeError('offline')) : inProcess(request)) })
    const { transaction_no } = (await mock.create()).body
    expect(await mock.close(transaction_no)).toMatchObject({ status: 502, body: { transaction_no, status: 'pending', trade_state: 'NOTPAY' } })
  })

  test('says 404 to an order that is not the caller\'s', async () => {
    const mock = createMock({ clientIDs: ['demo', 'other'] })
    const { transaction_no } = (await mock.create()).body
    const answer = await mock.server.merchant.fetch(`${MERCHANT}${ORDERS}${transaction_no}/close/`, { method: 'POST', headers: { ...CLIENT, 'x-hydrogen-client-id': 'other' } })
    expect(answer.status).toBe(404)
    expect((await mock.close('x'.repeat(32))).status).toBe(404)
  })
})

describe('the server', () => {
  test('answers /healthz on both wings', async () => {
    const { server } = createMock()
    expect(await (await server.merchant.fetch(`${MERCHANT}/healthz`)).json()).toStrictEqual({ status: 'ok', wing: 'merchant' })
    expect((await server.wallets.fetch('http://127.0.0.1:8788/healthz')).status).toBe(200)
  })

  test('rule 8: tells its log no key, token or payment code', async () => {
    const log: LogEvent[] = []
    const mock = createMock({ log: (event) => log.push(event) })
    const { body } = await mock.create({ ...ORDER_BODY, client_token: TOKEN })
    await mock.list({ client_token: TOKEN })
    await mock.phone('pay', { content: body.code_url, password: '123456' })
    await mock.clock.advance(0)
    const credentials: unknown = JSON.parse(await (await mock.server.wallets.fetch('http://127.0.0.1:8788/sandbox/credentials')).text())
    const { key } = (credentials as { wechat: { key: string } }).wechat
    const text = JSON.stringify(log)
    expect(text).toContain('acknowledged')
    for (const secret of [TOKEN, key, body.code_url, body.code_url.slice(-9), '123456']) expect(text).not.toContain(secret)
  })

  test.each([{ merchantOrigin: 'http://127.0.0.1:8787/' }, { walletsOrigin: 'localhost' }, { allowedOrigins: ['*'] }, { orderTtlMs: 60_000 }, { orderTtlMs: Number.NaN }, { notifyScale: 0 }, { notifyScale: -1 }, { notifyScale: Number.NaN }, { notifyScale: Infinity }])('rule 9: refuses the options %o', (options) => {
    expect(() => createMock(options)).toThrow(TypeError)
  })

  test('takes an explicit undefined for the default', async () => {
    expect((await createMock({ clientIDs: undefined, allowedHosts: undefined, store: undefined }).create()).status).toBe(201)
  })

  test('rejects a call whose signal is aborted', async () => {
    const { server } = createMock()
    await expect(server.merchant.fetch(`${MERCHANT}/healthz`, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
  })
})
