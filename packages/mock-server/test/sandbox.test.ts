import { describe, expect, test } from 'vitest'
import { FAULTS } from '../src/scenarios/catalogue'
import { answerOf, createMock, WALLETS, type Answer, type Mock } from './mock'

const JSON_TYPE = { 'content-type': 'application/json' }

async function ask(mock: Mock, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
  const init = body === undefined ? { headers } : { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) }
  return answerOf(await mock.server.wallets.fetch(`${WALLETS}/sandbox/${path}`, init))
}

const active = async (mock: Mock): Promise<unknown> => (await ask(mock, 'scenario')).body['active']

describe('POST /sandbox/scenario', () => {
  test.each(Object.keys(FAULTS))('puts %s in force, and ends it', async (name) => {
    const mock = createMock()
    expect((await ask(mock, 'scenario', { name })).status).toBe(200)
    expect(await active(mock)).toStrictEqual([{ name }])
    await ask(mock, 'scenario', { name, stop: true })
    expect(await active(mock)).toStrictEqual([])
  })

  test('says of every fault what it does and what a client must do', async () => {
    const { body } = await ask(createMock(), 'scenario')
    expect(body['faults']).toStrictEqual(FAULTS)
    for (const { what, client } of Object.values(FAULTS)) expect([what, client].every((line) => /^[^\n]{10,}$/.test(line))).toBe(true)
  })

  test('ends a fault by itself after its seconds', async () => {
    const mock = createMock()
    await ask(mock, 'scenario', { name: 'slow', seconds: 30 })
    await mock.clock.advance(29_999)
    expect(await active(mock)).toMatchObject([{ name: 'slow' }])
    await mock.clock.advance(1)
    expect(await active(mock)).toStrictEqual([])
  })

  test('takes an order by either of its numbers', async () => {
    const mock = createMock()
    const { trade_no, transaction_no } = (await mock.create()).body
    await ask(mock, 'scenario', { name: 'refused', transaction_no })
    await ask(mock, 'scenario', { name: 'expired', trade_no })
    expect(await active(mock)).toStrictEqual([{ name: 'refused', trade_no }, { name: 'expired', trade_no }])
  })

  test('ends all of them by "none"', async () => {
    const mock = createMock()
    for (const name of ['slow', 'offline']) await ask(mock, 'scenario', { name })
    expect((await ask(mock, 'scenario', { name: 'none' })).body['active']).toStrictEqual([])
  })

  test.each<[string, object]>([
    ['no name', {}], ['an unknown name', { name: 'earthquake' }], ['a name like an object\'s member', { name: 'constructor' }], ['times of 0', { name: 'slow', times: 0 }],
    ['half a time', { name: 'slow', times: 1.5 }], ['times as text', { name: 'slow', times: '1' }], ['seconds without end', { name: 'slow', seconds: 1e9 }], ['a negative wait', { name: 'slow', ms: -1 }],
    ['an empty number', { name: 'slow', trade_no: '' }], ['a number of no order', { name: 'slow', transaction_no: 'x' }], ['stop as text', { name: 'slow', stop: 'yes' }],
  ])('refuses %s, and puts nothing in force', async (_, body) => {
    const mock = createMock()
    expect(await ask(mock, 'scenario', body)).toMatchObject({ status: 400, body: { error: 'bad_scenario' } })
    expect(await active(mock)).toStrictEqual([])
  })
})

describe('POST /sandbox/clock', () => {
  test('moves time: an order expires, and a notify climbs its ladder', async () => {
    const lost: number[] = []
    const mock = createMock({
      http: (request, inProcess) => {
        if (!request.url.endsWith('/re_wx')) return inProcess(request)
        lost.push(0)
        return Promise.reject(new TypeError('fetch failed'))
      },
    })
    const unpaid = (await mock.create()).body
    const paid = (await mock.create()).body
    await mock.phone('pay', { content: paid.code_url })
    expect((await ask(mock, 'clock', { advance_ms: 24 * 3_600_000 + 4 * 60_000 })).status).toBe(200)
    expect(lost).toHaveLength(16)
    expect((await mock.list({ trade_no: unpaid.trade_no })).body.objects).toMatchObject([{ trade_state: 'CLOSED' }])
  })

  test('tells the time that it is now', async () => {
    const mock = createMock()
    const before = (await ask(mock, 'clock')).body['now_ms']
    const after = (await ask(mock, 'clock', { advance_ms: 1500 })).body['now_ms']
    expect([typeof before, Number(after) - Number(before)]).toStrictEqual(['number', 1500])
  })

  test.each([[-1], [0.5], ['60000'], [null], [1e15], [undefined]])('refuses %s', async (advance_ms) => {
    expect(await ask(createMock(), 'clock', { advance_ms })).toMatchObject({ status: 400, body: { error: 'bad_clock' } })
  })
})

describe('GET /sandbox/requests', () => {
  test('tells of both wings\' requests as they are answered, without a secret', async () => {
    const mock = createMock()
    const gone = new AbortController()
    const feed = await mock.server.wallets.fetch(`${WALLETS}/sandbox/requests`, { signal: gone.signal })
    expect(feed.headers.get('content-type')).toContain('text/event-stream')
    const { body } = await mock.create({ gateway_type: 'weixin_tenpay_native', total_cost: 0.1, merchandise_description: '秋裤', client_token: 'a'.repeat(32) })
    await mock.phone('pay', { content: body.code_url, password: '123456' })
    await mock.clock.advance(0)
    const text = await firstEvents(feed, 4)
    gone.abort()
    const told = text.matchAll(/^data: (.*)$/gm)
    expect([...told].map(([, data]) => JSON.parse(data ?? '')).map(({ wing, path, status }: Record<string, unknown>) => [wing, path, status])).toEqual(expect.arrayContaining([
      ['wallets', '/pay/unifiedorder', 200],
      ['merchant', '/hserve/v2.2/idp/pay/order/', 201],
      ['wallets', '/phone/pay', 200],
      ['merchant', '/api/demo/pay/re_wx', 200],
    ]))
    expect(text).toContain('秋裤')
    expect(text).not.toMatch(/123456|a{32}|"sign":"[0-9A-F]/)
  })
})

async function firstEvents(feed: Response, count: number): Promise<string> {
  if (!feed.body) throw new Error('the feed has no body')
  let text = ''
  for await (const chunk of feed.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if ((text.match(/^data: /gm)?.length ?? 0) >= count) break
  }
  return text
}

describe('rule 8: the sandbox', () => {
  test.each([['scenario', { name: 'slow' }], ['clock', { advance_ms: 1 }]])('refuses a foreign page at /%s', async (path, body) => {
    const mock = createMock()
    expect((await ask(mock, path, body, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await ask(mock, path, body, { 'content-type': 'text/plain' })).status).toBe(415)
    expect(await active(mock)).toStrictEqual([])
  })
})
