import { afterEach, describe, expect, it, vi } from 'vitest'
import { BaaS, HError, TransportError, fetchTransport, type Transport, type TransportAnswer } from '../src/index'

const params = { gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' } as const
const order = { code_url: 'weixin://wxpay/bizpayurl?pr=abcdefg', trade_no: 'T', transaction_no: 'X' }

function recorded(answer: Partial<TransportAnswer> | (() => Promise<TransportAnswer>) = {}) {
  const sent: { method: string; url: string; headers: Readonly<Record<string, string>>; body?: string | undefined }[] = []
  const transport: Transport = ({ method, url, headers, body }) => {
    sent.push({ method, url, headers, body })
    return typeof answer === 'function' ? answer() : Promise.resolve({ status: 200, headers: {}, data: order, ...answer })
  }
  return { sent, transport }
}

afterEach(() => vi.unstubAllGlobals())

describe('BaaS, as documented', () => {
  it('rule 9: before init every payment is a rejected 602', async () => {
    vi.resetModules()
    const fresh = await import('../src/index')
    await expect(fresh.BaaS.payment.payWithWechat(params)).rejects.toMatchObject({ code: 602, message: '602: uninitialized', hint: expect.stringContaining('BaaS.init') })
  })

  it('throws 605 for a client id that is no text', () => {
    expect(() => BaaS.init(42 as never)).toThrow(HError)
    expect(() => BaaS.init('')).toThrow(/^605: /)
  })

  it('sends the request of the original, byte by byte', async () => {
    const { sent, transport } = recorded()
    BaaS.init('CID', { host: 'http://127.0.0.1:8787/', env: 'ENV1', transport })
    await BaaS.payment.payWithWechat({ ...params, merchandiseSchemaID: 7, merchandiseRecordID: 'r', merchandiseSnapshot: { a: 1 }, profitSharing: true })
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ method: 'POST', url: 'http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/' })
    expect(sent[0]?.body).toBe('{"gateway_type":"weixin_tenpay_native","total_cost":0.1,"merchandise_description":"深蓝色秋裤","merchandise_schema_id":7,"merchandise_record_id":"r","merchandise_snapshot":{"a":1},"profit_sharing":true}')
    expect(sent[0]?.headers).toEqual({
      Accept: 'application/json, text/plain, */*', 'Content-Type': 'application/json',
      'X-Hydrogen-Client-ID': 'CID', 'X-Hydrogen-Client-Version': 'v3.23.6', 'X-Hydrogen-Client-Platform': 'WEB', 'X-Hydrogen-Client-SDK-Type': 'file', 'X-Hydrogen-Env-ID': 'ENV1',
    })
  })

  it.each([
    ['payWithWechat', { gatewayType: 'weixin_tenpay_wap' }, '{"gateway_type":"weixin_tenpay_wap","total_cost":0.1,"merchandise_description":"x"}'],
    ['payWithAlipay', { gatewayType: 'alipay_page', profitSharing: true }, '{"gateway_type":"alipay_page","total_cost":0.1,"merchandise_description":"x"}'],
    ['payWithAlipay', { gatewayType: 'alipay_wap', merchandiseSnapshot: 'text' }, '{"gateway_type":"alipay_wap","total_cost":0.1,"merchandise_description":"x","merchandise_snapshot":"text"}'],
    ['payWithQQ', { gatewayType: 'qpay_native', totalCost: '398.00' }, '{"gateway_type":"qpay_native","total_cost":398,"merchandise_description":"x"}'],
  ] as const)('%s with %j sends %s', async (method, options, body) => {
    const { sent, transport } = recorded()
    BaaS.init('CID', { host: 'http://127.0.0.1:8787', transport })
    await (BaaS.payment[method] as (options: object) => Promise<unknown>)({ totalCost: 0.1, merchandiseDescription: 'x', ...options })
    expect(sent[0]?.body).toBe(body)
  })

  it.each([
    ['the token of MinCloud\'s own login', JSON.stringify({ value: 'TOK' }), 'Hydrogen-r1 TOK'], ['nothing for a guest', null, undefined],
    ['nothing for what is no token', '{"value":{}}', undefined], ['nothing for nonsense', '{', undefined], ['nothing for null', 'null', undefined],
  ])('sends %s', async (_case, stored, authorization) => {
    vi.stubGlobal('localStorage', { getItem: (key: string) => (key === 'ifx_baas_auth_token' ? stored : null) })
    const { sent, transport } = recorded()
    BaaS.init('CID', { transport })
    const res = await BaaS.payment.payWithWechat(params)
    expect(sent[0]?.headers['Authorization']).toBe(authorization)
    expect(JSON.stringify(res)).not.toContain('TOK')
  })

  it('asks the client id\'s own host where none is given', async () => {
    const { sent, transport } = recorded()
    BaaS.init('CID', { transport })
    await BaaS.payment.payWithWechat(params)
    expect(sent[0]?.url).toBe('https://CID.myminapp.com/hserve/v2.2/idp/pay/order/')
  })

  it('resolves with the answer as documented, and with nothing of the request', async () => {
    const { transport } = recorded({ status: 201 })
    BaaS.init('CID', { transport })
    const res = await BaaS.payment.payWithWechat(params)
    expect(res).toEqual({ data: order, status: 201, statusCode: 201, headers: {} })
    expect(res.data.code_url).toBe(order.code_url)
  })

  it.each([
    ['payWithWechat', undefined], ['payWithWechat', {}], ['payWithWechat', { gatewayType: 'alipay_wap' }], ['payWithWechat', { gatewayType: 'weixin_tenpay_micropay' }],
    ['payWithAlipay', { gatewayType: 'weixin_tenpay_native' }], ['payWithAlipay', { gatewayType: 'alipay_qrcode' }], ['payWithQQ', { gatewayType: '__proto__' }], ['payWithQQ', null],
  ] as const)('rule 9: %s(%j) is a rejected 608 and sends nothing', async (method, options) => {
    const { sent, transport } = recorded()
    BaaS.init('CID', { transport })
    await expect((BaaS.payment[method] as (options: unknown) => Promise<unknown>)(options)).rejects.toMatchObject({ code: 608, message: '608: incorrect gateway type' })
    expect(sent).toEqual([])
  })

  it.each([Number.NaN, 0, -1, 0.125, '1e3', undefined, null])('rule 7: a total of %j is a rejected 605 and sends nothing', async (totalCost) => {
    const { sent, transport } = recorded()
    BaaS.init('CID', { transport })
    await expect(BaaS.payment.payWithWechat({ ...params, totalCost: totalCost as number })).rejects.toMatchObject({ code: 605 })
    expect(sent).toEqual([])
  })

  it.each([
    [400, { error_msg: 'bad' }, '400: bad', false], [401, { message: 'login' }, '401: login', false], [404, {}, '404: unknown error', false],
    [400, null, '400: unknown error', false], [402, { error_msg: '应用欠费' }, '402: 应用欠费', false], [500, 'oops', '500: unknown error', true], [429, {}, '429: unknown error', true],
  ])('HTTP %d with %j rejects as %j', async (status, data, message, retryable) => {
    BaaS.init('CID', { transport: recorded({ status, data }).transport })
    await expect(BaaS.payment.payWithWechat(params)).rejects.toMatchObject({ code: status, message, retryable })
  })

  it('rule 8: a dead network is a 600 that holds nothing of the request', async () => {
    const secret = 'Hydrogen-r1 SECRET'
    BaaS.init('CID', { transport: () => Promise.reject(Object.assign(new Error('Network Error'), { config: { headers: { Authorization: secret } }, request: {} })) })
    const error = await BaaS.payment.payWithWechat(params).catch((thrown: unknown) => thrown as HError)
    expect(error).toMatchObject({ code: 600, retryable: true, cause: { failure: 'network' } })
    expect((error as HError).cause).toBeInstanceOf(TransportError)
    const everything = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => (part instanceof Error ? Object.assign({}, part, { message: part.message, stack: part.stack, cause: part.cause }) : part))
    expect(everything(error)).not.toContain('SECRET')
    expect(everything(error)).not.toContain('/pay/order/')
  })

  it('goes out by axios unless told otherwise', async () => {
    const { default: axios } = await import('axios')
    const seen: string[] = []
    const before = axios.defaults.adapter
    axios.defaults.adapter = (config) => {
      seen.push(String(config.data))
      return Promise.resolve({ status: 200, statusText: '', data: JSON.stringify(order), headers: { 'Retry-After': '1' }, config })
    }
    BaaS.init('CID', {})
    const res = await BaaS.payment.payWithWechat(params)
    axios.defaults.adapter = before ?? 'fetch'
    expect(seen).toEqual(['{"gateway_type":"weixin_tenpay_native","total_cost":0.1,"merchandise_description":"深蓝色秋裤"}'])
    expect(res).toEqual({ data: order, status: 200, statusCode: 200, headers: { 'retry-after': '1' } })
  })
})

describe('the fetch transport', () => {
  it('looks the global up late, and reads JSON as JSON and text as text', async () => {
    const transport = fetchTransport()
    const signal = new AbortController().signal
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"a":1}', { status: 202, headers: { 'Retry-After': '3' } })))
    expect(await transport({ method: 'GET', url: 'http://x', headers: {}, signal })).toEqual({ status: 202, headers: expect.objectContaining({ 'retry-after': '3' }), data: { a: 1 } })
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>')))
    expect(await transport({ method: 'GET', url: 'http://x', headers: {}, signal })).toMatchObject({ data: '<html>' })
  })
})
