import { describe, expect, test } from 'vitest'
import { NOTIFY_LADDER_MS } from '../src/wallets/notify-ladder'
import { sealResource } from '../src/wire/v3-resource'
import { fault, merchantOf } from './cashier'
import { createMock, MERCHANT, type Body, type Mock } from './mock'
import { createShop, pay, restamped, type Shop } from './shop'
import { signed } from './wechat'
import { isByPlatform, PAY, REFUNDS, unsealed, v3AccountOf, v3Call, v3Order, v3Paid } from './wechat-v3'

const RE_WX = `${MERCHANT}/api/demo/pay/re_wx`
const NOTIFIED = `${MERCHANT}/notify`

/** A notify as it arrived. */
interface Arrived { readonly at: number, readonly headers: Headers, readonly text: string }

/** A mock whose merchant is told at `/notify`, and answers so. */
function listened(answer: (count: number) => Response): { readonly mock: Mock, readonly arrived: Arrived[] } {
  const arrived: Arrived[] = []
  const mock: Mock = createMock({
    async http(request, inProcess) {
      if (request.url !== NOTIFIED) return inProcess(request)
      arrived.push({ at: mock.clock.now(), headers: request.headers, text: await request.text() })
      return answer(arrived.length)
    },
  })
  return { mock, arrived }
}

const no = (): Response => new Response('{"code":"FAIL","message":"失败"}', { status: 500 })
const FIELDS = { id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/), create_time: expect.stringMatching(/\+08:00$/), resource_type: 'encrypt-resource' }

describe('a notify of WeChat Pay v3', () => {
  test('is signed, sealed, and tells of the payment', async () => {
    const { mock, arrived } = listened(() => new Response(null, { status: 204 }))
    const paid = await v3Paid(mock, { attach: '附加' })
    await mock.clock.advance(0)
    const account = await v3AccountOf(mock)
    const [{ headers, text } = { headers: new Headers(), text: '' }] = arrived
    expect([arrived.length, headers.get('content-type'), isByPlatform(headers, text, account)]).toStrictEqual([1, 'application/json; charset=utf-8', true])
    const body = JSON.parse(text)
    const resource = { original_type: 'transaction', algorithm: 'AEAD_AES_256_GCM', ciphertext: expect.any(String), nonce: expect.stringMatching(/^\w{12}$/), associated_data: 'transaction' }
    expect(body).toStrictEqual({ ...FIELDS, event_type: 'TRANSACTION.SUCCESS', summary: '支付成功', resource })
    expect(JSON.parse(unsealed(body.resource, account.api_v3_key))).toMatchObject({ ...paid, mchid: account.mch_id, appid: account.appid, attach: '附加', trade_state: 'SUCCESS', amount: { total: 10, payer_total: 10 }, payer: { openid: account.openid } })
  })

  test('climbs the ladder with one id and a signature of its own, until it is given up', async () => {
    const { mock, arrived } = listened(no)
    await v3Paid(mock)
    await mock.clock.advance(2 * 86_400_000)
    const first = arrived[0]?.at ?? 0
    const waits = arrived.slice(1).map(({ at }, index) => at - (arrived[index]?.at ?? first))
    expect(waits).toStrictEqual(NOTIFY_LADDER_MS)
    expect(new Set(arrived.map(({ text }) => JSON.parse(text).id)).size).toBe(1)
    expect(new Set(arrived.map(({ headers }) => headers.get('wechatpay-timestamp'))).size).toBe(arrived.length)
  })

  test.each<[string, () => Response, number]>([
    ['200', () => new Response('{"code":"SUCCESS"}'), 1],
    ['200 that says FAIL, since the status decides', () => new Response('{"code":"FAIL"}'), 1],
    ['204', () => new Response(null, { status: 204 }), 1],
    ['201', () => new Response('', { status: 201 }), 2],
    ['400', () => new Response('{"code":"SUCCESS"}', { status: 400 }), 2],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/' } }), 2],
  ])('is answered with %s', async (_, answer, tries) => {
    const { mock, arrived } = listened(answer)
    await v3Paid(mock)
    await mock.clock.advance(15_000)
    expect(arrived).toHaveLength(tries)
  })

  test('tells of a refund, in the protocol that asked for it', async () => {
    const { mock, arrived } = listened(() => new Response('<xml><return_code>SUCCESS</return_code></xml>'))
    const { out_trade_no, transaction_id } = await v3Paid(mock)
    await v3Call(mock, 'POST', REFUNDS, { out_trade_no, out_refund_no: 'r1', notify_url: NOTIFIED, amount: { refund: 4, total: 10, currency: 'CNY' } })
    await merchantOf(mock).refund({ out_trade_no, out_refund_no: 'r2', total_fee: '10', refund_fee: '6', notify_url: NOTIFIED })
    await mock.clock.advance(3000)
    const [, ours, theirs] = arrived.map(({ text }) => text)
    const { api_v3_key, mch_id: mchid } = await v3AccountOf(mock)
    expect(theirs).toMatch(/^<xml>.*<req_info>/s)
    const { resource, ...rest } = JSON.parse(ours ?? '')
    expect(rest).toStrictEqual({ ...FIELDS, event_type: 'REFUND.SUCCESS', summary: '退款成功' })
    expect(JSON.parse(unsealed(resource, api_v3_key))).toStrictEqual({
      mchid, out_trade_no, transaction_id, out_refund_no: 'r1', refund_id: expect.stringMatching(/^5030\d{25}$/), refund_status: 'SUCCESS', success_time: expect.stringMatching(/\+08:00$/),
      user_received_account: '支付用户零钱', amount: { total: 10, refund: 4, payer_total: 10, payer_refund: 4 },
    })
  })

  test.each([['tampered-amount', true, 9], ['bad-signature', false, 10]])('with the fault %s is signed: %s, and of %i fen', async (name, isSigned, total) => {
    const { mock, arrived } = listened(no)
    const order = await v3Order(mock)
    const { body: { code_url: content } } = await v3Call(mock, 'POST', `${PAY}/native`, order)
    await fault(mock, name)
    await mock.phone('pay', { content, password: '123456' })
    await mock.clock.advance(0)
    const account = await v3AccountOf(mock)
    const [{ headers, text } = { headers: new Headers(), text: '{}' }] = arrived
    expect(isByPlatform(headers, text, account)).toBe(isSigned)
    expect(JSON.parse(unsealed(JSON.parse(text).resource, account.api_v3_key))).toMatchObject({ amount: { total } })
  })
})

/** A shop of v3 that asks in vain, with an order that waits. */
async function waiting(): Promise<{ readonly shop: Shop, readonly order: Body }> {
  const shop = createShop({ wechatApi: 'v3', meet: (path) => (path === '/pay/orderquery' ? Promise.reject(new TypeError('fetch failed')) : undefined) })
  return { shop, order: (await shop.create()).body }
}

/** What a notify of a payment seals. */
async function paymentOf(shop: Shop, { trade_no }: Body, change: object = {}): Promise<object> {
  const { appid, mch_id: mchid } = await v3AccountOf(shop)
  return { appid, mchid, out_trade_no: trade_no, transaction_id: '4200000001202601010000000001', trade_type: 'NATIVE', trade_state: 'SUCCESS', success_time: '2026-01-01T08:00:30+08:00', amount: { total: 10, currency: 'CNY' }, ...change }
}

interface Telling { readonly event?: string, readonly key?: string, readonly headers?: Record<string, string>, readonly body?: (text: string) => string }

/** Tells the merchant so, and gives its status and its answer. */
async function told(shop: Shop, content: object | string, { event = 'TRANSACTION.SUCCESS', key, headers = {}, body = (text) => text }: Telling = {}): Promise<readonly [number, string]> {
  const sealed = sealResource(typeof content === 'string' ? content : JSON.stringify(content), key ?? (await v3AccountOf(shop)).api_v3_key, { nonce: 'n'.repeat(12), associated_data: 'transaction' })
  const stamped = await restamped(JSON.stringify({ id: '1', event_type: event, resource: { algorithm: 'AEAD_AES_256_GCM', ...sealed } }), shop)
  const answer = await shop.server.merchant.fetch(RE_WX, { method: 'POST', headers: { ...Object.fromEntries(stamped.headers), ...headers }, body: body(await stamped.text()) })
  return [answer.status, await answer.text()]
}

describe('a merchant of WeChat Pay v3, told of a payment,', () => {
  test('believes it once, acknowledges it again, and refuses another one', async () => {
    const { shop, order } = await waiting()
    const payment = await paymentOf(shop, order)
    for (let time = 0; time < 2; time++) expect(await told(shop, payment)).toStrictEqual([200, '{"code":"SUCCESS","message":"成功"}'])
    expect(await told(shop, { ...payment, transaction_id: '2' })).toStrictEqual([400, expect.stringContaining('"FAIL"')])
    expect(await shop.stored(order)).toMatchObject({ status: 'success', gateway_extra_info: { transaction_id: '4200000001202601010000000001' } })
  })

  test.each<[string, object]>([
    ['another amount', { amount: { total: 9, currency: 'CNY' } }],
    ['an amount that is text', { amount: { total: '10', currency: 'CNY' } }],
    ['no amount', { amount: null }],
    ['another currency', { amount: { total: 10, currency: 'USD' } }],
    ['another merchant', { mchid: '1' }],
    ['another app', { appid: 'wx1' }],
    ['nobody\'s order', { out_trade_no: 'nobodys' }],
    ['another state', { trade_state: 'CLOSED' }],
    ['no number', { transaction_id: '' }],
    ['no time', { success_time: 'x' }],
  ])('rule 8: refuses one of %s, and changes nothing', async (_, change) => {
    const { shop, order } = await waiting()
    expect(await told(shop, await paymentOf(shop, order, change))).toStrictEqual([400, expect.stringContaining('"FAIL"')])
    expect(await shop.stored(order)).toMatchObject({ status: 'pending' })
  })

  test.each<[string, Telling, number]>([
    ['that is another event', { event: 'TRANSACTION.OTHER' }, 400],
    ['that tells of a refund', { event: 'REFUND.SUCCESS' }, 400],
    ['sealed with another key', { key: 'x'.repeat(32) }, 400],
    ['changed after it was signed', { body: (text) => `${text} ` }, 401],
    ['of nothing', { body: () => '' }, 401],
    ['of another time', { headers: { 'wechatpay-timestamp': '1' } }, 401],
    ['by another key', { headers: { 'wechatpay-serial': 'PUB_KEY_ID_OTHER' } }, 401],
    ['without a signature', { headers: { 'wechatpay-signature': '' } }, 401],
    ['without a nonce', { headers: { 'wechatpay-nonce': '' } }, 401],
  ])('rule 8: refuses one %s', async (_, telling, status) => {
    const { shop, order } = await waiting()
    expect(await told(shop, await paymentOf(shop, order), telling)).toStrictEqual([status, expect.stringContaining('"FAIL"')])
    expect(await shop.stored(order)).toMatchObject({ status: 'pending' })
  })

  test.each(['', 'null', '[]', 'x', '{"a":1,"a":1}'])('rule 8: refuses one that seals %s', async (content) => {
    const { shop } = await waiting()
    expect(await told(shop, content)).toStrictEqual([400, expect.stringContaining('"FAIL"')])
  })

  test('refuses one that is five minutes old, and was true then', async () => {
    const { shop, order } = await waiting()
    const payment = await paymentOf(shop, order)
    const then = String(Math.floor(shop.clock.now() / 1000))
    await shop.clock.advance(301_000)
    expect(await told(shop, payment, { headers: { 'wechatpay-timestamp': then } })).toStrictEqual([401, expect.stringContaining('"FAIL"')])
  })

  test('still hears v2, in which an order may have been made before', async () => {
    const { shop, order } = await waiting()
    const { key, ...account } = { key: '', ...(await v3AccountOf(shop)) }
    const fields = { return_code: 'SUCCESS', result_code: 'SUCCESS', total_fee: '10', transaction_id: '4200000001202601010000000001', out_trade_no: order.trade_no, time_end: '20260101080030' }
    for (const [one, code] of [['x'.repeat(32), 'FAIL'], [key, 'SUCCESS']] as const) {
      const answer = await shop.server.merchant.fetch(RE_WX, { method: 'POST', body: signed(fields, { ...account, key: one }) })
      expect(await answer.text()).toContain(`<![CDATA[${code}]]>`)
    }
    expect(await shop.stored(order)).toMatchObject({ status: 'success' })
  })
})

test('a merchant of v2 believes nothing of v3\'s', async () => {
  const shop = createShop()
  const order = (await shop.create()).body
  await told(shop, await paymentOf(shop, order))
  expect(shop.asked.filter(([path]) => path === '/pay/orderquery')).toHaveLength(0)
  await pay(shop, order)
  expect(await shop.stored(order)).toMatchObject({ status: 'success', gateway_extra_info: { transaction_id: expect.not.stringMatching(/^4200000001202601010000000001$/) } })
})
