import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createMemoryStore, createMerchantServer, type LogEvent, type MerchantServer, type MerchantServerOptions } from '../src/index'
import { lineOf } from '../src/cli-log'
import { codeOf } from './cashier'
import { makeKeyPair } from './key-pair'
import { answerOf, createMock, ORDERS, WALLETS, type Answer, type Mock } from './mock'
import { PASSWORD_BODY } from './shop'
import { accountOf } from './wechat'

const PUBLIC = 'https://pay.example.com'
const HEADERS = { 'content-type': 'application/json', 'x-hydrogen-client-id': 'shop' }
const SECRET = '0123456789abcdef0123456789abcdef'

const open: { close(): unknown }[] = []
afterEach(async () => { for (const one of open.splice(0)) await one.close() })

/** A merchant over the wallets of another server, which stand for the real ones here. */
async function merchantOver({ server, clock }: Mock, { payUrl = WALLETS, certificate, ...options }: Partial<MerchantServerOptions & MerchantServerOptions['wechat']> = {}): Promise<MerchantServer> {
  const merchant = createMerchantServer({
    publicOrigin: PUBLIC,
    clientIDs: ['shop'],
    wechat: { ...await accountOf(server.wallets), secret: SECRET, payUrl, apiUrl: WALLETS, openUrl: WALLETS, certificate },
    clock,
    http: async (request) => server.wallets.fetch(request.url.replace(payUrl, WALLETS), { method: request.method, headers: request.headers, body: await request.arrayBuffer() }),
    ...options,
  })
  open.push(merchant)
  return merchant
}

const scan = async ({ merchant }: MerchantServer, mock: Mock): Promise<Answer> =>
  answerOf(await merchant.fetch(`${PUBLIC}${ORDERS}`, { method: 'POST', headers: HEADERS, body: JSON.stringify({ ...PASSWORD_BODY, auth_code: await codeOf(mock) }) }))

describe('a merchant over real gateways', () => {
  test.each([['pay.example.com', 200], ['127.0.0.1:8787', 200], ['evil.example', 421], ['shop.example.com', 421]])('rule 8: answers the host %s with %i', async (host, status) => {
    const { merchant } = await merchantOver(createMock())
    expect((await merchant.fetch(`${PUBLIC}/healthz`, { headers: { host } })).status).toBe(status)
  })

  test('rule 8: lets no page in unless it is named', async () => {
    const { merchant } = await merchantOver(createMock())
    for (const origin of ['http://127.0.0.1:5173', 'http://localhost:5173', PUBLIC]) {
      expect((await merchant.fetch(`${PUBLIC}/healthz`, { headers: { origin } })).headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('rule 4: sees a charge by payment code to its end that an earlier process left', async () => {
    const mock = createMock()
    const store = createMemoryStore()
    const first = await merchantOver(mock, { store })
    const { body } = await scan(first, mock)
    expect(body).toMatchObject({ status: 'pending', trade_state: 'USERPAYING' })
    await first.close()
    await merchantOver(mock, { store })
    await mock.clock.advance(60_000)
    expect(await store.collection<{ id: string }>('merchant.orders').get(body.transaction_no)).toMatchObject({ state: 'closed' })
  })

  test('shows its certificate where money is given back', async () => {
    const [provider, ours] = [makeKeyPair('the provider'), makeKeyPair('the merchant')]
    const asked: (string | undefined)[] = []
    const secure = createServer({ ...provider, ca: ours.cert, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      asked.push(request.url)
      response.writeHead(500).end()
    }).listen(0, '127.0.0.1')
    open.push(secure)
    await once(secure, 'listening')
    const payUrl = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`
    const mock = createMock()
    const server = await merchantOver(mock, { payUrl, certificate: { ...ours, ca: provider.cert } })
    const { body } = await scan(server, mock)
    await mock.clock.advance(20_000)
    const reversed = await server.merchant.fetch(`${PUBLIC}${ORDERS}${body.transaction_no}/reverse/`, { method: 'POST', headers: HEADERS, body: '{}' })
    expect(reversed.status).not.toBe(200)
    expect(new Set(asked)).toStrictEqual(new Set(['/secapi/pay/reverse']))
  })
})

describe('a line of the log', () => {
  const circumstances = { now: Date.UTC(2026, 0, 1), secrets: ['k'.repeat(32), SECRET] }
  const failure = (cause: unknown): LogEvent => ({ type: 'failure', wing: 'merchant', what: 'a notify was refused', cause })

  test('says when, what and why', () => {
    expect(JSON.parse(lineOf(failure(new Error('签名错误')), circumstances) ?? '')).toStrictEqual({ at: '2026-01-01T00:00:00.000Z', type: 'failure', wing: 'merchant', what: 'a notify was refused', cause: '签名错误' })
  })

  test('rule 8: has no key in it, and is one line', () => {
    const line = lineOf(failure(new Error(`signed with\n${'k'.repeat(32)} at ?secret=${SECRET}`)), circumstances)
    expect(line).toContain('signed with')
    for (const secret of [...circumstances.secrets, '\n']) expect(line).not.toContain(secret)
    expect(lineOf(failure({ key: SECRET }), circumstances)).not.toContain(SECRET)
  })

  test('is not written for a request', () => {
    expect(lineOf({ type: 'request', wing: 'merchant', method: 'GET', path: '/healthz', status: 200 }, circumstances)).toBeUndefined()
  })
})
