import { describe, expect, test } from 'vitest'
import { CLIENT, createMock, MERCHANT, ORDERS, ORDER_BODY, WALLETS, type Mock } from './mock'

const PAGE = 'http://127.0.0.1:5173'
const JSON_TYPE = { 'content-type': 'application/json' }
const wings = (mock: Mock) => [[MERCHANT, mock.server.merchant], [WALLETS, mock.server.wallets]] as const

describe('rule 8: the Host guard', () => {
  test.each(['127.0.0.1:8787', '127.0.0.1', 'localhost:9', 'LOCALHOST', '[::1]:8788'])('serves %s', async (host) => {
    for (const [origin, wing] of wings(createMock())) expect((await wing.fetch(`${origin}/healthz`, { headers: { host } })).status).toBe(200)
  })

  test.each(['evil.example', 'evil.example:8787', '127.0.0.1.evil.example', 'localhost.evil.example', '127.0.0.1:8787@evil.example', '192.168.1.5:8787', '0.0.0.0', 'localhost.', ''])('answers 421 to "%s", and does nothing', async (host) => {
    const mock = createMock()
    for (const [origin, wing] of wings(mock)) expect((await wing.fetch(`${origin}/healthz`, { headers: { host } })).status).toBe(421)
    expect((await mock.create(ORDER_BODY, { ...CLIENT, host })).status).toBe(421)
    expect((await mock.server.wallets.fetch(`${WALLETS}/sandbox/credentials`, { headers: { host } })).status).toBe(421)
  })

  test('serves a host that is allowed by name', async () => {
    const mock = createMock({ allowedHosts: ['Shop.test'] })
    expect((await mock.server.merchant.fetch(`${MERCHANT}/healthz`, { headers: { host: 'shop.test:8787' } })).status).toBe(200)
    expect((await mock.server.merchant.fetch(`${MERCHANT}/healthz`, { headers: { host: 'other.test' } })).status).toBe(421)
  })
})

describe('rule 8: the phone and the sandbox', () => {
  const foreign = ['http://evil.example', 'http://127.0.0.1:9999', 'http://localhost:8788.evil.example', 'null', '']
  test.each(foreign)('refuse a page of "%s", and nothing is paid', async (origin) => {
    const mock = createMock()
    const { code_url: content, trade_no } = (await mock.create()).body
    for (const path of ['scan', 'pay', 'refuse']) expect((await mock.phone(path, { content }, { origin })).body).toMatchObject({ error: 'foreign_origin' })
    expect((await mock.server.wallets.fetch(`${WALLETS}/sandbox/credentials`, { headers: { origin } })).status).toBe(403)
    expect((await mock.list({ trade_no })).body.objects).toMatchObject([{ status: 'pending' }])
  })

  test.each([PAGE, 'http://localhost:5173', WALLETS, undefined])('take a request of %s', async (origin) => {
    const mock = createMock()
    const { code_url: content } = (await mock.create()).body
    expect((await mock.phone('pay', { content }, origin === undefined ? {} : { origin })).status).toBe(200)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'text/plain; x=application/json', 'application/jsonp', ''])('refuse a write of content type "%s", which a form could send', async (type) => {
    const mock = createMock()
    const { code_url: content, trade_no } = (await mock.create()).body
    const answer = await mock.phone('pay', { content }, { 'content-type': type })
    expect(answer.status).toBe(415)
    expect((await mock.list({ trade_no })).body.objects).toMatchObject([{ status: 'pending' }])
  })
})

describe('every answer', () => {
  test('is not to be stored or sniffed, refusals included', async () => {
    const mock = createMock()
    const answers = await Promise.all([
      mock.server.merchant.fetch(`${MERCHANT}/healthz`),
      mock.server.merchant.fetch(`${MERCHANT}/nothing`),
      mock.server.merchant.fetch(`${MERCHANT}/healthz`, { headers: { host: 'evil.example' } }),
      mock.server.merchant.fetch(`${MERCHANT}${ORDERS}`, { method: 'OPTIONS', headers: { 'origin': PAGE, 'access-control-request-method': 'POST' } }),
      mock.server.wallets.fetch(`${WALLETS}/phone`),
      mock.server.wallets.fetch(`${WALLETS}/phone/pay`, { method: 'POST', headers: { origin: 'http://evil.example' } }),
      mock.server.wallets.fetch(`${WALLETS}/pay/unifiedorder`, { method: 'POST', body: 'x' }),
    ])
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test.each([
    ['the merchant', MERCHANT, ORDERS, CLIENT],
    ['the phone', WALLETS, '/phone/pay', JSON_TYPE],
  ] as const)('of %s tells allowed origins alone that they may read it', async (_, origin, path, headers) => {
    const mock = createMock()
    const wing = origin === MERCHANT ? mock.server.merchant : mock.server.wallets
    const ask = async (from: string, method: string): Promise<Headers> => {
      const answer = await wing.fetch(`${origin}${path}`, { method, headers: { ...headers, 'origin': from, 'access-control-request-method': 'POST', 'access-control-request-headers': Object.keys(headers).join(',') } })
      return answer.headers
    }
    const preflight = await ask(PAGE, 'OPTIONS')
    expect(preflight.get('access-control-allow-origin')).toBe(PAGE)
    expect(preflight.get('access-control-max-age')).toBe('7200')
    expect(preflight.get('access-control-allow-headers')?.toLowerCase().split(',')).toEqual(expect.arrayContaining(Object.keys(headers)))
    const answer = await ask(PAGE, 'POST')
    expect(answer.get('access-control-allow-origin')).toBe(PAGE)
    expect(answer.get('access-control-expose-headers')).toBe('Retry-After')
    for (const method of ['OPTIONS', 'POST']) expect((await ask('http://evil.example', method)).get('access-control-allow-origin')).toBeNull()
  })

  test('is a refusal for a body of a megabyte', async () => {
    const mock = createMock()
    expect((await mock.create({ ...ORDER_BODY, merchandise_snapshot: 'x'.repeat(1_000_000) })).status).toBe(413)
    expect((await mock.phone('pay', { content: 'x'.repeat(1_000_000) })).status).toBe(413)
  })
})
