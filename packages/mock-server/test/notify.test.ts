import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../src/index'
import { signV2, type SignType } from '../src/wire/v2-sign'
import { buildXml, parseXml } from '../src/wire/xml'
import { createMock, MERCHANT, type Body, type Mock } from './mock'
import { accountOf, call, order } from './wechat'

const RE_WX = `${MERCHANT}/api/demo/pay/re_wx`
const ACKNOWLEDGED = '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>'
const LADDER_S = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600]

/** What WeChat Pay would tell of an order, before it is signed. */
async function notifyFields(mock: Mock, { trade_no }: Body): Promise<Record<string, string>> {
  const { appid, mch_id } = await accountOf(mock.server.wallets)
  return {
    return_code: 'SUCCESS', result_code: 'SUCCESS', appid, mch_id, nonce_str: 'n', openid: 'o', is_subscribe: 'N', trade_type: 'NATIVE', bank_type: 'OTHERS', total_fee: '10',
    fee_type: 'CNY', cash_fee: '10', transaction_id: '4200000001202601010000000001', out_trade_no: trade_no, time_end: '20260101080030',
  }
}

async function send(mock: Mock, fields: Record<string, string>, { key, signType }: { key?: string, signType?: SignType } = {}): Promise<string> {
  const account = await accountOf(mock.server.wallets)
  return sendRaw(mock, buildXml({ ...fields, sign: fields['sign'] ?? signV2(fields, key ?? account.key, signType) }))
}

async function sendRaw(mock: Mock, body: string | Uint8Array): Promise<string> {
  return (await mock.server.merchant.fetch(RE_WX, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })).text()
}

const stored = async (mock: Mock, { transaction_no }: Body): Promise<Body | undefined> => (await mock.list({ transaction_no })).body.objects[0]

describe('a notify to the merchant', () => {
  test('turns the order to success, and is acknowledged in WeChat Pay\'s form', async () => {
    const mock = createMock()
    const { body } = await mock.create()
    expect(await send(mock, await notifyFields(mock, body))).toBe(ACKNOWLEDGED)
    expect(await stored(mock, body)).toMatchObject({
      status: 'success', trade_state: 'SUCCESS', paid_at: Date.UTC(2026, 0, 1, 0, 0, 30) / 1000, gateway_extra_info: { transaction_id: '4200000001202601010000000001' },
    })
  })

  test('rule 8: is acknowledged again when it is repeated, and changes nothing', async () => {
    const mock = createMock()
    const { body } = await mock.create()
    const fields = await notifyFields(mock, body)
    await send(mock, fields)
    const first = await stored(mock, body)
    await mock.clock.advance(60_000)
    expect(await Promise.all([send(mock, fields), send(mock, { ...fields, nonce_str: 'another' })])).toStrictEqual([ACKNOWLEDGED, ACKNOWLEDGED])
    expect({ ...(await stored(mock, body)), expires_in: 0 }).toStrictEqual({ ...first, expires_in: 0 })
  })

  test('may be signed with HMAC-SHA256, with and without saying so', async () => {
    const mock = createMock()
    for (const sign_type of [{ sign_type: 'HMAC-SHA256' }, {}]) {
      const { body } = await mock.create()
      expect(await send(mock, { ...(await notifyFields(mock, body)), ...sign_type }, { signType: 'HMAC-SHA256' })).toBe(ACKNOWLEDGED)
    }
  })

  test.each<[string, Record<string, string>, { key?: string }]>([
    ['a wrong amount', { total_fee: '1' }, {}],
    ['the amount in other digits', { total_fee: '10.0' }, {}],
    ['another currency', { fee_type: 'USD' }, {}],
    ['a bad signature', { sign: 'A'.repeat(32) }, {}],
    ['another key', {}, { key: 'k'.repeat(32) }],
    ['another merchant\'s mch_id', { mch_id: '1000000000' }, {}],
    ['another merchant\'s appid', { appid: 'wx0123456789abcdef' }, {}],
    ['another order\'s number', { out_trade_no: 'x'.repeat(32) }, {}],
    ['a failed result', { result_code: 'FAIL' }, {}],
    ['no transaction_id', { transaction_id: '' }, {}],
    ['no time_end', { time_end: '' }, {}],
    ['a sign_type that is none', { sign_type: 'RSA' }, {}],
  ])('rule 8: is refused in WeChat Pay\'s form with %s, and changes nothing', async (_, change, signing) => {
    const mock = createMock()
    const { body } = await mock.create()
    const before = await stored(mock, body)
    const answer = parseXml(await send(mock, { ...(await notifyFields(mock, body)), ...change }, signing))
    expect(Object.keys(answer)).toStrictEqual(['return_code', 'return_msg'])
    expect(answer['return_code']).toBe('FAIL')
    expect(await stored(mock, body)).toStrictEqual(before)
  })

  test.each([['nothing', ''], ['JSON', '{}'], ['a DTD', '<!DOCTYPE xml><xml></xml>'], ['broken UTF-8', Uint8Array.of(0xff)], ['no signature', '<xml><return_code>SUCCESS</return_code></xml>']])('rule 8: is refused as %s', async (_, body) => {
    expect(parseXml(await sendRaw(createMock(), body))['return_code']).toBe('FAIL')
  })

  test('is refused for a paid order when it tells of another charge', async () => {
    const mock = createMock()
    const { body } = await mock.create()
    const fields = await notifyFields(mock, body)
    await send(mock, fields)
    expect(parseXml(await send(mock, { ...fields, transaction_id: '4200000001202601010000000002' }))['return_code']).toBe('FAIL')
    expect(await stored(mock, body)).toMatchObject({ gateway_extra_info: { transaction_id: fields['transaction_id'] } })
  })

  test('rule 2: still turns a closed order to success', async () => {
    const mock = createMock()
    const { body } = await mock.create()
    await mock.close(body.transaction_no)
    expect(await stored(mock, body)).toMatchObject({ status: 'pending', trade_state: 'CLOSED' })
    expect(await send(mock, await notifyFields(mock, body))).toBe(ACKNOWLEDGED)
    expect(await stored(mock, body)).toMatchObject({ status: 'success', trade_state: 'SUCCESS' })
  })
})

type Answering = (request: Request) => Promise<Response>

/** A paid trade whose notifies `answer` meets; every one is noted with its second since the payment. */
async function paidTrade(answer: Answering, options: { notifyUrl?: string, notifyHosts?: string[] } = {}) {
  const sentAt: number[] = []
  const log: LogEvent[] = []
  const { notifyUrl = 'http://127.0.0.1:9999/notify', ...rest } = options
  const mock = createMock({
    ...rest,
    log: (event) => log.push(event),
    http: (request) => {
      sentAt.push((mock.clock.now() - paidAt) / 1000)
      return answer(request)
    },
  })
  const { code_url: content } = await call(mock.server.wallets, '/pay/unifiedorder', order({ notify_url: notifyUrl }))
  const paidAt = mock.clock.now()
  await mock.phone('pay', { content })
  return { mock, sentAt, log, notified: () => log.filter((event) => event.type === 'notify').map(({ result }) => result) }
}

const unreachable: Answering = () => Promise.reject(new TypeError('fetch failed'))
const acknowledge: Answering = () => Promise.resolve(new Response(ACKNOWLEDGED))

describe('the wallet\'s notifies', () => {
  test('come at once and then 15 times more, on the ladder to the second, and then stop', async () => {
    const { mock, sentAt, notified } = await paidTrade(unreachable)
    await mock.clock.advance(48 * 3_600_000)
    const expected = LADDER_S.reduce((instants, delay) => [...instants, (instants.at(-1) ?? 0) + delay], [0])
    expect(sentAt).toStrictEqual(expected)
    expect(sentAt.at(-1)).toBe(24 * 3600 + 4 * 60)
    expect(notified()).toStrictEqual([...Array.from({ length: 15 }, () => 'unreachable'), 'given-up'])
  })

  test('stop at the first acknowledgement', async () => {
    let tries = 0
    const { mock, sentAt } = await paidTrade((request) => (++tries < 3 ? unreachable(request) : acknowledge(request)))
    await mock.clock.advance(48 * 3_600_000)
    expect(sentAt).toStrictEqual([0, 15, 30])
  })

  test.each<[string, () => Response]>([
    ['FAIL in its form', () => new Response('<xml><return_code>FAIL</return_code></xml>')],
    ['another provider\'s success', () => new Response('success')],
    ['nothing', () => new Response('')],
    ['JSON', () => Response.json({ code: 'SUCCESS' })],
    ['an acknowledgement under status 500', () => new Response(ACKNOWLEDGED, { status: 500 })],
  ])('are repeated when the merchant answers %s', async (_, answer) => {
    const { mock, sentAt } = await paidTrade(() => Promise.resolve(answer()))
    await mock.clock.advance(15_000)
    expect(sentAt).toStrictEqual([0, 15])
  })

  test('rule 8: follow no redirect', async () => {
    const urls: string[] = []
    const { mock } = await paidTrade((request) => {
      urls.push(`${request.url} ${request.redirect}`)
      return Promise.resolve(new Response(null, { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } }))
    })
    await mock.clock.advance(15_000)
    expect(urls).toStrictEqual(Array.from({ length: 2 }, () => 'http://127.0.0.1:9999/notify manual'))
  })

  test('give a try up after five seconds, and keep to the ladder', async () => {
    const { mock, sentAt, notified } = await paidTrade(() => new Promise<Response>(() => {}))
    await mock.clock.advance(4999)
    expect(notified()).toStrictEqual([])
    await mock.clock.advance(25_001)
    expect(sentAt).toStrictEqual([0, 15, 30])
    expect(notified()).toStrictEqual(['unreachable', 'unreachable'])
  })

  test.each(['http://evil.example/notify', 'http://192.168.1.5/notify', 'http://127.0.0.1.evil.example/notify', 'http://169.254.169.254/notify'])('rule 8: never go to %s, and the charge stands', async (notifyUrl) => {
    const { mock, sentAt, notified } = await paidTrade(acknowledge, { notifyUrl })
    await mock.clock.advance(48 * 3_600_000)
    expect(sentAt).toStrictEqual([])
    expect(notified()).toStrictEqual(['host-not-allowed'])
  })

  test.each(['http://localhost:1/notify', 'http://[::1]:1/notify', 'https://127.0.0.1/notify', 'http://shop.test/notify'])('go to %s', async (notifyUrl) => {
    const { sentAt, mock } = await paidTrade(acknowledge, { notifyUrl, notifyHosts: ['shop.test'] })
    await mock.clock.advance(0)
    expect(sentAt).toStrictEqual([0])
  })

  test('rule 5: stop when the server is closed', async () => {
    const { mock, sentAt } = await paidTrade(unreachable)
    await mock.clock.advance(15_000)
    await mock.server.close()
    await mock.clock.advance(48 * 3_600_000)
    expect(sentAt).toStrictEqual([0, 15])
  })

  test.each(['MD5', 'HMAC-SHA256'] as const)('carry the fields of a paid query but trade_state, signed with %s like the order', async (signType) => {
    let body = ''
    const mock = createMock({
      http: async (request) => {
        body = await request.text()
        return new Response(ACKNOWLEDGED)
      },
    })
    const fields = order({ attach: 'shop 1', notify_url: 'http://127.0.0.1:9/n' })
    const { code_url: content } = await call(mock.server.wallets, '/pay/unifiedorder', fields, { signType })
    await mock.phone('pay', { content })
    await mock.clock.advance(0)
    const { sign, nonce_str, ...told } = parseXml(body)
    const { sign: _, nonce_str: __, return_msg, trade_state, trade_state_desc, ...queried } = await call(mock.server.wallets, '/pay/orderquery', { out_trade_no: fields['out_trade_no'] })
    expect([return_msg, trade_state, trade_state_desc]).toStrictEqual(['OK', 'SUCCESS', '支付成功'])
    expect(told).toStrictEqual({ ...queried, ...(signType === 'MD5' ? {} : { sign_type: signType }) })
    const { key } = await accountOf(mock.server.wallets)
    expect(sign).toBe(signV2({ ...told, nonce_str }, key, signType))
  })
})

describe('a lost notify', () => {
  test('is made good by the merchant\'s own query, within one ask of the page', async () => {
    const mock = createMock({ http: (request, inProcess) => (request.url === RE_WX ? unreachable(request) : inProcess(request)) })
    const { body } = await mock.create()
    await mock.phone('pay', { content: body.code_url })
    await mock.clock.advance(3000)
    expect(await stored(mock, body)).toMatchObject({ status: 'success', trade_state: 'SUCCESS' })
  })

  test('is made good by the next step of the ladder, when nobody asks', async () => {
    let lost = 0
    const mock = createMock({ http: (request, inProcess) => (request.url === RE_WX && ++lost <= 2 ? unreachable(request) : inProcess(request)) })
    const { body } = await mock.create()
    await mock.phone('pay', { content: body.code_url })
    await mock.clock.advance(30_000)
    expect(lost).toBe(3)
    expect(await stored(mock, body)).toMatchObject({ status: 'success', updated_at: Date.UTC(2026, 0, 1, 0, 0, 30) / 1000 })
  })
})
