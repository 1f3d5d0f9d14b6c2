import { describe, expect, test } from 'vitest'
import { createMock, type Mock } from './mock'
import { byNumber, PAY, REFUNDS, v3AccountOf, v3Call, v3Charge, v3Order, v3Paid, type V3Signing } from './wechat-v3'
import { CAUSES, type V3Cause, type V3Operation } from './wechat-v3-errors/causes'
import { LISTED, NOT_PRODUCED, PRODUCED } from './wechat-v3-errors/table'

const NOW = Math.floor(createMock().clock.now() / 1000)
const names = Object.keys(CAUSES).filter((name): name is V3Operation => Object.hasOwn(PRODUCED, name))
const caused = names.flatMap((name) => Object.entries<V3Cause>({ ...CAUSES[name] }).map(([code, cause]) => [name, code, Object.entries<readonly [number, string]>({ ...PRODUCED[name] }).find(([one]) => one === code)?.[1][0], cause] as const))

const OPERATIONS: Readonly<Record<V3Operation, readonly ['GET' | 'POST', string]>> = {
  prepay: ['POST', `${PAY}/native`],
  codepay: ['POST', `${PAY}/codepay`],
  query: ['GET', byNumber('order00001')],
  close: ['POST', byNumber('order00001', '/close')],
  reverse: ['POST', byNumber('order00001', '/reverse')],
  refund: ['POST', REFUNDS],
  refundQuery: ['GET', `${REFUNDS}/r1`],
}

const UNSIGNED: readonly (readonly [string, V3Signing])[] = [
  ['another merchant number', { mchid: '1000000000' }],
  ['another serial', { serial: 'A'.repeat(40) }],
  ['a timestamp of five minutes and a second ago', { timestamp: String(NOW - 301) }],
  ['a timestamp in five minutes and a second', { timestamp: String(NOW + 301) }],
  ['a timestamp that is none', { timestamp: 'x' }],
  ['a nonce of 33 characters', { nonce: 'n'.repeat(33) }],
  ['a signature that is none', { signature: 'x' }],
  ['a signature over another body', { over: '{}' }],
]

describe('the errors of WeChat Pay v3', () => {
  test.each(caused)('%s answers %s with %i to what the table says', async (_, code, status, cause) => {
    const answer = await cause(createMock())
    expect(answer).toMatchObject({ status, body: { code, message: expect.stringMatching(/\S/) }, isSigned: true })
  })

  test.each(names.flatMap((name) => UNSIGNED.map(([what, signing]) => [name, what, signing] as const)))('%s answers SIGN_ERROR to %s, unsigned', async (name, _, signing) => {
    const [method, path] = OPERATIONS[name]
    const answer = await v3Call(createMock(), method, path, method === 'GET' ? undefined : { a: 1 }, signing)
    expect(answer).toMatchObject({ status: 401, body: { code: 'SIGN_ERROR', detail: { location: 'authorization' } } })
    expect(answer.headers.has('wechatpay-signature')).toBe(false)
  })

  test('are all either caused or left out for a reason, and never both', () => {
    const codes = new Set(Object.values(PRODUCED).flatMap((rows) => Object.keys(rows)))
    const left = Object.keys(NOT_PRODUCED)
    expect(left.filter((code) => codes.has(code))).toStrictEqual([])
    expect(LISTED.split(' ').filter((code) => !codes.has(code) && !left.includes(code))).toStrictEqual([])
  })

  test('name the field, what is wrong with it and where it is', async () => {
    const mock = createMock()
    const answer = await v3Call(mock, 'POST', `${PAY}/native`, await v3Order(mock, { amount: { total: 10, currency: 'USD' } }))
    expect(answer.body).toStrictEqual({ code: 'PARAM_ERROR', message: expect.stringContaining('/body/amount/currency'), detail: { field: '/amount/currency', issue: '只支持CNY', location: 'body', value: 'USD' } })
  })

  test('tell a signer what was verified, but for the body', async () => {
    const { body, text } = await v3Call(createMock(), 'POST', `${PAY}/native`, { a: 'body-text' }, { over: '{}', timestamp: String(NOW) })
    const truncated_sign_message = `POST\n${PAY}/native\n${NOW}\n${'n'.repeat(32)}\n`
    expect(body).toMatchObject({ detail: { sign_information: { method: 'POST', url: `${PAY}/native`, truncated_sign_message, sign_message_length: truncated_sign_message.length + '{"a":"body-text"}\n'.length } } })
    expect(text).not.toContain('body-text')
  })
})

/** Fields of an order that are of the wrong form. */
const WRONG: readonly (readonly [string, object])[] = [
  ['out_trade_no', { out_trade_no: 'short' }],
  ['out_trade_no', { out_trade_no: 'a'.repeat(33) }],
  ['out_trade_no', { out_trade_no: 123_456 }],
  ['description', { description: '' }],
  ['description', { description: '长'.repeat(128) }],
  ['notify_url', { notify_url: 'http://127.0.0.1/n?a=1' }],
  ['notify_url', { notify_url: undefined }],
  ['total', { amount: { total: 1.5 } }],
  ['total', { amount: { total: '10' } }],
  ['total', { amount: {} }],
  ['amount', { amount: 10 }],
  ['amount', { amount: null }],
  ['amount', { amount: [] }],
  ['time_expire', { time_expire: '20260101090000' }],
  ['attach', { attach: 'x'.repeat(129) }],
  ['attach', { attach: {} }],
  ['appid', { appid: 'x' }],
  ['scene_info', { scene_info: 'x' }],
]

describe('an order of WeChat Pay v3', () => {
  test.each(WRONG)('rule 7: with a wrong %s is refused, and none is made: %o', async (name, change) => {
    const mock = createMock()
    const order = await v3Order(mock)
    expect(await v3Call(mock, 'POST', `${PAY}/native`, { ...order, ...change })).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR', message: expect.stringContaining(name) } })
    expect(await v3Call(mock, 'GET', `${byNumber(order.out_trade_no)}?mchid=${order.mchid}`)).toMatchObject({ status: 404 })
  })

  test.each(['[]', 'null', '1', '{"a":1,"a":2}', '{"__proto__":{}}', '{', '<xml></xml>', ''])('rule 8: whose signed body is %s is refused', async (body) => {
    expect(await v3Call(createMock(), 'POST', `${PAY}/native`, body)).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } })
  })

  test.each([{}, { payer_client_ip: '127.0.0.1' }, { payer_client_ip: '127.0.0.1', h5_info: { type: 'Desktop' } }, { h5_info: { type: 'Wap' } }])('for a browser needs its scene: %o', async (scene_info) => {
    const mock = createMock()
    expect(await v3Call(mock, 'POST', `${PAY}/h5`, await v3Order(mock, { scene_info }))).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } })
  })
})

test('rule 9: a payment code is in no error', async () => {
  const mock = createMock()
  const auth_code = '1300000000000000000000000000'
  for (const payer of [{ auth_code }, { auth_code: `${auth_code}${'0'.repeat(200)}` }]) expect((await v3Call(mock, 'POST', `${PAY}/codepay`, await v3Charge(mock, { payer }))).text).not.toContain('13000000')
})

test('a parameter that comes twice is refused', async () => {
  const mock = createMock()
  const { mch_id } = await v3AccountOf(mock)
  expect(await v3Call(mock, 'GET', `${byNumber('order00001')}?mchid=${mch_id}&mchid=${mch_id}`)).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } })
})

test.each(['transaction_id', 'out_trade_no'] as const)('a refund names its order by %s alone, too', async (name) => {
  const mock: Mock = createMock()
  const paid = await v3Paid(mock)
  const refunded = await v3Call(mock, 'POST', REFUNDS, { [name]: paid[name], out_refund_no: 'r1', amount: { refund: 10, total: 10, currency: 'CNY' } })
  expect(refunded).toMatchObject({ status: 200, body: { ...paid, status: 'PROCESSING', channel: 'ORIGINAL', funds_account: 'UNSETTLED' } })
})
