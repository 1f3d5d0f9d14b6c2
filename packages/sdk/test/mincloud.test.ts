import { describe, expect, it } from 'vitest'
import { minCloud, type BackendContext, type OrderRef, type TradeNo, type TransactionNo, type TransportAnswer } from '../src/index'

/** A context whose one answer the test sets. */
function contextWith(answer: Partial<TransportAnswer>) {
  const sent: { method: string; url: string; json?: unknown; headers?: Record<string, string> }[] = []
  const context: BackendContext = {
    signal: new AbortController().signal,
    send: (request) => {
      sent.push(request)
      return Promise.resolve({ status: 200, headers: {}, data: {}, ...answer })
    },
  }
  return { context, sent }
}

const attempt = { no: 1, gatewayType: 'weixin_tenpay_native', clientToken: 'K' as never } as const
const request = { gateway: 'weixin_tenpay_native', amountFen: 10 as never, description: 'x' } as const
const ref: OrderRef = { tradeNo: 'T' as TradeNo, transactionNo: 'X' as TransactionNo }
const backend = (extensions = true) => minCloud({ clientID: 'demo', host: 'http://127.0.0.1:8787/', extensions, token: () => 'TOK' })

describe('the MinCloud dialect', () => {
  it('sends the token only to a backend that speaks the extensions', async () => {
    const [plain, extended] = [contextWith({ data: { code_url: 'c' } }), contextWith({ data: { code_url: 'c' } })]
    await backend(false).create(request, attempt, plain.context)
    await backend(true).create(request, attempt, extended.context)
    expect(plain.sent[0]?.json).not.toHaveProperty('client_token', 'K')
    expect(JSON.stringify(plain.sent[0]?.json)).toBe('{"gateway_type":"weixin_tenpay_native","total_cost":0.1,"merchandise_description":"x"}')
    expect(extended.sent[0]?.json).toMatchObject({ client_token: 'K' })
  })

  it('sends the login token as the original does', async () => {
    const { context, sent } = contextWith({ data: { code_url: 'c' } })
    await backend().create(request, attempt, context)
    expect(sent[0]?.headers).toMatchObject({ 'Authorization': 'Hydrogen-r1 TOK', 'X-Hydrogen-Client-ID': 'demo' })
  })

  it.each([
    ['documented strings', { total_cost: '398.00', status: 'success', created_at: '2026-01-01T00:00:00', merchandise_snapshot: '{}', id: 7 }, { amountFen: 39_800, status: 'success' }],
    ['documented numbers', { total_cost: 100, status: 'pending', paid_at: 1_700_000_000 }, { amountFen: 10_000, status: 'pending', paidAt: 1_700_000_000 }],
    ['our extensions', { status: 'pending', trade_state: 'NOTPAY', expires_in: 12.5, next_poll_ms: 4_000 }, { tradeState: 'NOTPAY', expiresInMs: 12_500, nextPollMs: 4_000 }],
    ['nonsense', { status: 5, total_cost: {}, expires_in: 'soon', next_poll_ms: null }, { status: '5', amountFen: undefined, expiresInMs: undefined, nextPollMs: undefined }],
  ])('reads an order with %s', async (_case, fields, expected) => {
    const { context } = contextWith({ data: { objects: [{ trade_no: 'T', transaction_no: 'X', ...fields }] } })
    expect(await backend().find(ref, context)).toMatchObject(expected)
  })

  it.each([
    ['an empty list', { objects: [] }], ['another\'s order', { objects: [{ trade_no: 'U', status: 'success' }] }], ['no list', {}], ['no JSON', 'oops'], ['null', null],
    ['a list of nulls', { objects: [null, 1, 'x', []] }],
  ])('%s is no order of ours', async (_case, data) => {
    expect(await backend().find(ref, contextWith({ data }).context)).toBeUndefined()
  })

  it('picks ours out of a list of others', async () => {
    const { context } = contextWith({ data: { objects: [{ trade_no: 'U', status: 'success' }, { trade_no: 'T', transaction_no: 'X', status: 'pending' }] } })
    expect(await backend().find(ref, context)).toMatchObject({ tradeNo: 'T', status: 'pending' })
  })

  it.each([
    [ref, 'limit=20&offset=0&where=%7B%7D&trade_no=T'], [{ transactionNo: 'X' as TransactionNo }, 'limit=20&offset=0&where=%7B%7D&transaction_no=X'],
    [{ clientToken: 'K' as never }, 'limit=20&offset=0&where=%7B%7D&client_token=K'],
  ])('finds %j by ?%s', async (by, query) => {
    const { context, sent } = contextWith({ data: { objects: [] } })
    await backend().find(by, context)
    expect(sent[0]?.url).toBe(`http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/?${query}`)
  })

  it.each([[200, { result: 'closed' }], [409, { result: 'paid' }], [425, { result: 'not-yet', retryInMs: 60_000 }]])('a close answered %d is %j', async (status, expected) => {
    const { context, sent } = contextWith({ status, data: { next_poll_ms: 60_000 } })
    expect(await backend().close?.(ref, context)).toEqual(expected)
    expect(sent[0]).toMatchObject({ method: 'POST', url: 'http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/X/close/' })
  })

  it('a 429 carries how long to wait', async () => {
    await expect(backend().find(ref, contextWith({ status: 429, headers: { 'retry-after': '7' } }).context)).rejects.toMatchObject({ code: 429, retryAfterMs: 7_000, retryable: true })
  })

  it('does not ask to close an order whose transaction_no it does not know', async () => {
    const { context, sent } = contextWith({})
    await expect(backend().close?.({ tradeNo: 'T' as TradeNo }, context)).rejects.toMatchObject({ code: 605 })
    expect(sent).toEqual([])
  })

  it('plain MinCloud offers the documented six and none of our capabilities', () => {
    expect(backend(false).gateways).toHaveLength(6)
    expect(backend(false).supports).toEqual({ token: false, close: false, reverse: false, expiry: false, push: false })
  })
})

describe('a charge by payment code, and its reverse', () => {
  const scan = { gateway: 'weixin_tenpay_micropay', amountFen: 10 as never, description: 'x', authCode: '134567890123456789' } as const

  it('sends the code in the body alone', async () => {
    const { context, sent } = contextWith({ status: 201, data: { trade_no: 'T', transaction_no: 'X', status: 'pending', trade_state: 'USERPAYING', next_poll_ms: 5_500 } })
    expect(await backend().create(scan, attempt, context)).toMatchObject({ tradeNo: 'T', tradeState: 'USERPAYING', nextPollMs: 5_500, show: { flow: 'scan' } })
    expect(sent[0]?.json).toMatchObject({ auth_code: '134567890123456789', client_token: 'K' })
    expect(JSON.stringify([sent[0]?.url, sent[0]?.headers])).not.toContain('134567890123456789')
  })

  it.each([
    [200, { refunded: true }, { result: 'closed' }],
    [202, {}, { result: 'under-way' }],
    [409, { error_msg: 'paid' }, { result: 'paid' }],
    [425, { next_poll_ms: 12_000 }, { result: 'not-yet', retryInMs: 12_000 }],
    [425, {}, { result: 'not-yet', retryInMs: undefined }],
  ])('a reverse that is answered with %d %j is %j', async (status, data, expected) => {
    const { context, sent } = contextWith({ status, data })
    expect(await backend().reverse?.(ref, context)).toEqual(expected)
    expect(sent).toMatchObject([{ method: 'POST', url: 'http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/X/reverse/', json: {} }])
  })

  it('a refusal keeps the backend\'s own name of it', async () => {
    await expect(backend().create(scan, attempt, contextWith({ status: 409, data: { error_msg: 'used', error: 'token_reused' } }).context))
      .rejects.toMatchObject({ code: 409, errCode: 'token_reused', message: '409: used' })
  })

  it('tells where nudges come from, and sends the page to come back to only with the extensions', async () => {
    const { context, sent } = contextWith({ data: { trade_no: 'T', mweb_url: 'https://x/', events_url: 'http://127.0.0.1:8787/events' } })
    const asked = { ...request, gateway: 'weixin_tenpay_wap', returnUrl: 'https://shop.test/' } as const
    expect(await backend().create(asked, attempt, context)).toMatchObject({ eventsUrl: 'http://127.0.0.1:8787/events' })
    await backend(false).create(asked, attempt, context)
    expect(sent.map(({ json }) => (json as { return_url?: string }).return_url)).toEqual(['https://shop.test/', undefined])
  })
})
