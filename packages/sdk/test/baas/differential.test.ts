// @vitest-environment happy-dom
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BaaS as ours } from '../../src/index'
import { bridgeSaying } from '../support/weixin'

/** The part of MinCloud's own SDK, as published, that is compared. */
interface Facade {
  init(clientID: string, options: object): void
  payment: Record<'payWithWechat' | 'payWithAlipay' | 'payWithQQ', (options: object) => Promise<Record<string, unknown>>>
  Order: new () => {
    limit(count: number): unknown
    offset(count: number): unknown
    orderBy(fields: string | string[]): unknown
    setQuery(query: unknown): unknown
    get(no: string): Promise<Record<string, unknown>>
    getOrderList(params?: object): Promise<Record<string, unknown>>
  }
  getWechatJSSDKCredentials(url: string): Promise<unknown>
  Query: new () => { compare(field: string, operator: string, value: unknown): unknown }
}

interface Recorded { method: string | undefined; url: string | undefined; headers: Record<string, unknown>; body: string }

// It has no types.
const ORIGINAL: string = 'minapp-sdk/lib/web.js'
const recorded: Recorded[] = []
let reply = { status: 200, body: '{}' }
let original: Facade
const server = createServer((request, response) => void record(request, response))

/** What a browser and its connection put in by themselves is not the SDK's. */
const CONNECTION = new Set(['host', 'connection', 'content-length', 'user-agent', 'accept-encoding', 'accept-language', 'keep-alive'])

async function record(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*')
  if (request.method === 'OPTIONS') return void response.writeHead(204).end()
  const { method, url } = request
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !CONNECTION.has(name)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  recorded.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
  response.writeHead(reply.status, { 'Content-Type': 'application/json' }).end(reply.body)
}

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const module = (await import(ORIGINAL)) as { default: Facade }
  original = module.default
  localStorage.setItem('ifx_baas_auth_token', JSON.stringify({ value: 'TOK' }))
  for (const sdk of [original, ours]) sdk.init('CID', { host, env: 'ENV1' })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  recorded.length = 0
  reply = { status: 200, body: '{}' }
})
afterEach(() => void Reflect.deleteProperty(globalThis, 'WeixinJSBridge'))

/** What a call comes to: the fields that both promise, or code and message. */
async function comes(call: Promise<unknown>): Promise<unknown> {
  try {
    const { data, status, statusCode, ...rest } = Object(await call) as Record<string, unknown>
    return status === undefined ? rest : { data, status, statusCode }
  } catch (error) {
    const { code, message } = error as { code: number; message: string }
    return { code, message }
  }
}

/** Does the same with both, one after the other. */
async function both(act: (sdk: Facade) => Promise<unknown>) {
  const results = [await comes(act(original)), await comes(act(ours as unknown as Facade))]
  const half = recorded.length / 2
  return { results, theirs: recorded.slice(0, half), mine: recorded.slice(half) }
}

async function expectEqual(act: (sdk: Facade) => Promise<unknown>, requests = 1) {
  const { results, theirs, mine } = await both(act)
  expect(theirs).toHaveLength(requests)
  expect(mine).toEqual(theirs)
  expect(results[1]).toEqual(results[0])
  return results[0]
}

const base = { totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' }
const everything = { ...base, merchandiseSchemaID: 7, merchandiseRecordID: 'r', merchandiseSnapshot: { a: { b: [1, '裤'] } }, profitSharing: true }

describe('the same request and the same result as MinCloud\'s own SDK (minapp-sdk 3.23.6)', () => {
  it.each([
    ['payWithWechat', 'weixin_tenpay_native', { code_url: 'weixin://wxpay/bizpayurl?pr=abcdefg' }], ['payWithWechat', 'weixin_tenpay_wap', { mweb_url: 'https://x' }],
    ['payWithAlipay', 'alipay_page', { payment_url: 'https://x' }], ['payWithAlipay', 'alipay_wap', { payment_url: 'https://x' }], ['payWithQQ', 'qpay_native', { code_url: 'https://x' }],
  ] as const)('%s of %s', async (method, gatewayType, carried) => {
    reply = { status: 201, body: JSON.stringify({ ...carried, trade_no: 'T', transaction_no: 'X' }) }
    for (const options of [base, everything, { ...base, totalCost: 398, merchandiseSnapshot: 'text', merchandiseSchemaID: '1234' }, { ...base, profitSharing: false, merchandiseRecordID: undefined }]) {
      recorded.length = 0
      expect(await expectEqual((sdk) => sdk.payment[method]({ gatewayType, ...options }))).toMatchObject({ status: 201, statusCode: 201, data: carried })
    }
    expect(recorded[0]).toMatchObject({ headers: { authorization: 'Hydrogen-r1 TOK', 'x-hydrogen-env-id': 'ENV1', 'content-type': 'application/json' } })
  })

  it('weixin_tenpay_js: the bridge is given the same, and the result is flat', async () => {
    const payload = { appId: 'wx45ac', timeStamp: '1', nonceStr: 'N', package: 'prepay_id=wx20', signType: 'MD5', paySign: 'S', trade_no: 'T', transaction_no: 'X' }
    reply = { status: 200, body: JSON.stringify(payload) }
    const saying = bridgeSaying({ err_msg: 'get_brand_wcpay_request:ok' })
    Object.assign(globalThis, { WeixinJSBridge: saying.bridge })
    const result = await expectEqual((sdk) => sdk.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...everything }))
    expect(result).toEqual({ err_msg: 'get_brand_wcpay_request:ok', trade_no: 'T', transaction_no: 'X' })
    expect(saying.asked).toEqual(Array.from({ length: 2 }, () => ({ name: 'getBrandWCPayRequest', payload })))
  })

  it.each([['get_brand_wcpay_request:cancel', { code: 607, message: '607: payment cancelled' }], ['get_brand_wcpay_request:fail', { code: 608, message: '608: get_brand_wcpay_request:fail' }]])('the bridge\'s %s', async (err_msg, error) => {
    Object.assign(globalThis, { WeixinJSBridge: { invoke: (_name: string, _payload: object, callback: (said: object) => void) => callback({ err_msg }) } })
    expect(await expectEqual((sdk) => sdk.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...base }))).toEqual(error)
  })

  it.each([['payWithWechat', 'alipay_wap'], ['payWithWechat', undefined], ['payWithAlipay', 'weixin_tenpay_native'], ['payWithQQ', 'qpay'], ['payWithQQ', null]] as const)('%s of %j', async (method, gatewayType) => {
    expect(await expectEqual((sdk) => sdk.payment[method]({ gatewayType, ...base }), 0)).toEqual({ code: 608, message: '608: incorrect gateway type' })
  })

  it.each<readonly [string, (sdk: Facade) => Promise<unknown>]>([
    ['an empty list', (sdk) => new sdk.Order().getOrderList()], ['one by trade_no', (sdk) => new sdk.Order().getOrderList({ trade_no: 'N' })],
    ['every filter', (sdk) => new sdk.Order().getOrderList({ merchandise_record_id: 'r', merchandise_schema_id: 7, status: 'success', refund_status: 'partial', trade_no: 'N', transaction_no: 'X', gateway_type: 'qpay_native', paid_at__gte: 1, paid_at__lte: '2026-01-01T00:00:00' })],
    ['strange texts', (sdk) => new sdk.Order().getOrderList({ trade_no: 'a b/c&d=é裤[$],:+%@~\'()*!', status: undefined })],
    ['one by transaction_no', (sdk) => new sdk.Order().get('X')], ['credentials', (sdk) => sdk.getWechatJSSDKCredentials('https://shop.example/cart?id=7&a=裤 b')],
    ['a page of a sorted list with a condition', (sdk) => {
      const order = new sdk.Order()
      const query = new original.Query()
      query.compare('status', '=', 'success')
      order.setQuery(query)
      order.limit(1)
      order.offset(3)
      order.orderBy('-created_at')
      return order.getOrderList({ transaction_no: 'T' })
    }],
    ['two fields to sort by', (sdk) => {
      const order = new sdk.Order()
      order.orderBy(['status', '-paid_at'])
      return order.getOrderList()
    }],
    ['a chain that is used up', async (sdk) => {
      const order = new sdk.Order()
      order.limit(1)
      await order.getOrderList()
      return order.getOrderList()
    }],
  ])('%s', async (name, act) => {
    reply = { status: 200, body: '{"meta":{"limit":20},"objects":[{"trade_no":"N"}]}' }
    await expectEqual(act, name === 'a chain that is used up' ? 2 : 1)
  })

  it.each([[400, '{"error_msg":"bad"}', '400: bad'], [401, '{"message":"login"}', '401: login'], [402, '{"error_msg":"应用欠费"}', '402: 应用欠费'], [404, '{}', '404: unknown error'], [400, '{"detail":"no"}', '400: unknown error'], [500, '<html>', '500: unknown error']])('HTTP %d with %s', async (status, body, message) => {
    reply = { status, body }
    expect(await expectEqual((sdk) => sdk.payment.payWithQQ({ gatewayType: 'qpay_native', ...base }))).toEqual({ code: status, message })
    recorded.length = 0
    expect(await expectEqual((sdk) => new sdk.Order().getOrderList({ trade_no: 'N' }))).toEqual({ code: status, message })
  })

  it('without a login there is no Authorization', async () => {
    localStorage.removeItem('ifx_baas_auth_token')
    await expectEqual((sdk) => sdk.payment.payWithQQ({ gatewayType: 'qpay_native', ...base }))
    expect(recorded[0]?.headers).not.toHaveProperty('authorization')
    localStorage.setItem('ifx_baas_auth_token', JSON.stringify({ value: 'TOK' }))
  })
})

describe('where the original is wrong, on purpose not the same', () => {
  it('an order that is refused inside WeChat: "undefined undefined" there, the refusal here', async () => {
    reply = { status: 400, body: '{"error_msg":"no openid"}' }
    Object.assign(globalThis, { WeixinJSBridge: bridgeSaying().bridge })
    const { results } = await both((sdk) => sdk.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...base }))
    expect(results).toEqual([{ code: undefined, message: 'undefined undefined' }, { code: 400, message: '400: no openid' }])
  })

  it('a result holds the request and its token there, and neither here', async () => {
    const theirs = await original.payment.payWithQQ({ gatewayType: 'qpay_native', ...base })
    const mine = await ours.payment.payWithQQ({ gatewayType: 'qpay_native', ...base })
    expect(JSON.stringify(theirs['config'])).toContain('TOK')
    expect(Object.keys(mine)).toEqual(['data', 'status', 'statusCode', 'headers'])
    expect(JSON.stringify(mine)).not.toContain('TOK')
  })

  it('a total that is no number: null there, a 605 here', async () => {
    const nan = { gatewayType: 'qpay_native', ...base, totalCost: Number.NaN } as const
    await original.payment.payWithQQ(nan)
    expect(recorded.map(({ body }) => JSON.parse(body) as object)).toEqual([expect.objectContaining({ total_cost: null })])
    await expect(ours.payment.payWithQQ(nan)).rejects.toMatchObject({ code: 605 })
    expect(recorded).toHaveLength(1)
  })

  it('no argument: a throw there, a rejection here', async () => {
    expect(() => original.payment.payWithQQ(undefined as never)).toThrow(TypeError)
    await expect(ours.payment.payWithQQ(undefined as never)).rejects.toMatchObject({ code: 608 })
  })

  it('two clicks: two orders there, one here', async () => {
    const { theirs, mine } = { theirs: [0, 1].map(() => original.payment.payWithQQ({ gatewayType: 'qpay_native', ...base })), mine: [0, 1].map(() => ours.payment.payWithQQ({ gatewayType: 'qpay_native', ...base })) }
    await Promise.all([...theirs, ...mine])
    expect(recorded).toHaveLength(3)
  })
})
