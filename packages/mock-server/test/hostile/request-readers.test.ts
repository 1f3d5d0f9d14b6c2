import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../src/config'
import { jsonObjectOf } from '../../src/http/body'
import { MerchantError } from '../../src/merchant/merchant-error'
import { readListRequest } from '../../src/merchant/order-list'
import { readCreateRequest } from '../../src/merchant/order-request'
import { conditionOf } from '../../src/merchant/order-where'
import { readCall } from '../../src/phone/jsapi-call'
import { readScenarioRequest, ScenarioError } from '../../src/sandbox/scenario-request'
import { newTrade } from '../../src/wallets/wechat-v2/new-trade'
import { BusinessError } from '../../src/wallets/wechat-v2/failure'
import { checkNumbers, checkOrderParams } from '../../src/wallets/wechat-v2/order-params'
import { checkRefundParams } from '../../src/wallets/wechat-v2/refund-params'
import { createMerchant } from '../../src/merchant/merchant'
import { resolveOptions } from '../../src/options'
import { createScenarios } from '../../src/scenarios/scenarios'
import { createManualClock } from '../../src/index'
import { near, nearText, object, outcome, RUNS, text, texts, value } from './arbitraries'

const runs = { numRuns: RUNS * 3 }
const ORDER = { trade_no: 'T1', transaction_no: 'N1', status: 'pending', total_cost: '0.10', created_at: 1_767_225_600, paid_at: null, gateway_type: 'weixin_tenpay_native', merchandise_record_id: 7, merchandise_snapshot: {} }

describe('rule 8: the reader of JSON bodies', () => {
  test('gives fields without a prototype, or nothing', () => {
    const bytes = fc.oneof(value.map((one) => new TextEncoder().encode(JSON.stringify(one))), text.map((one) => new TextEncoder().encode(one)), fc.uint8Array())
    fc.assert(fc.property(bytes, (body) => {
      const read = outcome(() => jsonObjectOf(body))
      if ('given' in read && read.given) expect(Object.getPrototypeOf(read.given)).toBeNull()
    }), runs)
  })
})

describe('rule 8: the reader of orders', () => {
  const clock = createManualClock()
  const shop = createMerchant({
    ...resolveOptions({ clock, catalogue: { 7: 10 } }), http: () => Promise.reject(new Error('nothing is sent')), scenarios: createScenarios(clock),
    gateways: { wechat: { payUrl: '', apiUrl: '', openUrl: '', account: () => Promise.reject(new Error('nobody asks')) } },
  })
  const good = {
    gateway_type: 'weixin_tenpay_native', total_cost: '0.10', merchandise_description: '深蓝色秋裤', merchandise_schema_id: '1', merchandise_record_id: 7, merchandise_snapshot: {}, profit_sharing: true,
    client_token: 'a'.repeat(32), auth_code: undefined, return_url: 'http://127.0.0.1:5173/back',
  }
  const spoiled = fc.oneof(value, fc.constantFrom(Infinity, 'weixin_tenpay_micropay', 'alipay_qrcode', '0.1', 12, 'http://evil.example/', 'http://a:b@127.0.0.1:5173/', 'http://127.0.0.1:5173.evil.example/'))
  const body = fc.tuple(fc.constantFrom(...Object.keys(good), '__proto__', 'constructor'), spoiled).map(([name, one]) => ({ ...good, ...Object.fromEntries([[name, one]]) }))

  test('gives an order that can be placed, or says what is wrong', () => {
    let taken = 0
    fc.assert(fc.property(body, (fields) => {
      const read = outcome(() => readCreateRequest(fields, shop), MerchantError)
      if ('refusal' in read) {
        expect(read.refusal).toMatchObject({ status: 400, message: expect.stringMatching(/\w{4}/) })
        return
      }
      taken++
      const { order, client_token } = read.given
      expect(Number.isSafeInteger(order.amount_fen) && order.amount_fen > 0).toBe(true)
      expect(order.merchandise_description).toMatch(/^[^\p{Cc}\p{Cs}]{1,254}$/u)
      expect([order.merchandise_schema_id, order.merchandise_record_id]).not.toContain(Infinity)
      expect(String(order.merchandise_record_id) === '7' ? order.amount_fen : 10).toBe(10)
      expect(client_token ?? 'a'.repeat(16)).toMatch(/^[\w-]{16,128}$/)
      expect(order.return_url ?? 'http://127.0.0.1:5173/').toMatch(/^http:\/\/127\.0\.0\.1:5173\//)
    }), { numRuns: RUNS * 10 })
    expect(taken).toBeGreaterThan(RUNS)
  })
})

describe('rule 8: the readers of lists', () => {
  const operator = fc.constantFrom('$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$in', '$nin', '$contains', '$isnull', '$exists', '$regex', '$where', '__proto__')
  const field = fc.constantFrom('status', 'total_cost', 'created_at', 'paid_at', 'constructor', '__proto__', 'toString', 'merchandise_snapshot')
  const { where } = fc.letrec<{ where: unknown }>((tie) => ({
    where: fc.oneof(
      { maxDepth: 4 },
      fc.dictionary(field, fc.dictionary(operator, value, { maxKeys: 3, noNullPrototype: true }), { maxKeys: 3, noNullPrototype: true }),
      fc.dictionary(fc.constantFrom('$and', '$or', '$not'), fc.array(tie('where'), { maxLength: 3 }), { maxKeys: 2, noNullPrototype: true }),
      value,
    ),
  }))
  const condition = fc.oneof(text, where.map((one) => JSON.stringify(one) ?? ''))

  test('where tells of each order whether it is asked for, or is refused', () => {
    fc.assert(fc.property(condition, (one) => {
      const read = outcome(() => conditionOf(one), MerchantError)
      if ('given' in read) expect(typeof read.given(ORDER)).toBe('boolean')
      else expect(read.refusal).toMatchObject({ status: 400 })
    }), runs)
  })

  test.each([
    ['lists in lists', '['.repeat(60_000)], ['conditions in conditions', `${'{"$and":['.repeat(5000)}{}${']}'.repeat(5000)}`], ['a value nested without end', `{"status":{"$eq":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`],
    ['a field twice', '{"status":{"$eq":"pending"},"status":{"$eq":"success"}}'], ['__proto__', '{"__proto__":{"$exists":false}}'],
  ])('where is refused as %s', (_, one) => {
    expect(outcome(() => conditionOf(one), MerchantError)).toMatchObject({ refusal: { status: 400 } })
  })

  test('a list is a page of the orders, or is refused', () => {
    const query = texts({
      limit: nearText('0', '20', '1000', '1001'), offset: nearText('0', '5'), where: condition, order_by: nearText('created_at', '-total_cost', 'created_at,-status', 'constructor', ','.repeat(5000)),
      status: nearText('pending'), refund_status: nearText(''), created_at__gt: nearText('1', '2026-01-01'), paid_at__lte: nearText('1767225600.5'), trade_no: text,
    })
    fc.assert(fc.property(query, (asked) => {
      const read = outcome(() => readListRequest(asked).pageOf([ORDER, { ...ORDER, status: 'success' }], '/path'), MerchantError)
      if ('refusal' in read) expect(read.refusal).toMatchObject({ status: 400 })
      else expect(JSON.parse(JSON.stringify(read.given))).toMatchObject({ meta: { total_count: expect.any(Number) }, objects: expect.any(Array) })
    }), runs)
  })
})

describe('rule 8: the readers of WeChat Pay\'s fields', () => {
  const fields = texts({
    out_trade_no: nearText('order000001'), transaction_id: nearText('4200000001'), total_fee: nearText('10'), body: nearText('秋裤'), notify_url: nearText('http://127.0.0.1/n'), fee_type: nearText('CNY', ''), spbill_create_ip: nearText('127.0.0.1'),
    time_start: nearText('20260101080000'), time_expire: nearText('20260101090000', '20260230080000'), out_refund_no: nearText('refund1'), refund_fee: nearText('1'), refund_account: nearText(''),
  })

  test('an order\'s are taken for a trade, or refused by one of its codes', () => {
    fc.assert(fc.property(fields, fc.constantFrom('INVALID_REQUEST' as const, 'PARAM_ERROR' as const), (given, code) => {
      const read = outcome(() => {
        checkOrderParams(given, code)
        return newTrade({ fields: given, signType: 'MD5' }, { tradeType: 'NATIVE', openid: null, now: Date.UTC(2026, 0) })
      }, BusinessError)
      if ('refusal' in read) return
      expect([read.given.out_trade_no, read.given.total_fee > 0, read.given.expires_at > Date.UTC(2026, 0)]).toStrictEqual([expect.stringMatching(/^[\w\-|*]{6,32}$/), true, true])
    }), runs)
  })

  test('a refund\'s and a query\'s are taken or refused', () => {
    fc.assert(fc.property(fields, (given) => {
      outcome(() => checkRefundParams(given), BusinessError)
      outcome(() => checkNumbers(given), BusinessError)
    }), runs)
  })
})

describe('rule 8: the readers of the phone and the sandbox', () => {
  test('a call of the bridge is one of its own, or none', () => {
    const body = object({ invoke: near('getBrandWCPayRequest', 'preVerifyJSAPI'), payload: near({}, { package: 'prepay_id=wx1' }), url: near('http://127.0.0.1:5173/'), password: near('123456'), cancel: near(true) })
    fc.assert(fc.property(body, (fields) => {
      const read = outcome(() => readCall(fields))
      if ('given' in read && read.given) expect(Object.values(read.given).map((one) => typeof one)).toStrictEqual(['string', 'object', 'string', 'string', 'boolean'])
    }), runs)
  })

  test('a fault is one of the list, within its limits, or refused', () => {
    const body = object({ name: near('slow', 'offline', 'none'), times: near(1, 1000), seconds: near(30), ms: near(100), trade_no: near('x'), transaction_no: near('x'), stop: near(false, true) })
    fc.assert(fc.property(body, (fields) => {
      const read = outcome(() => readScenarioRequest(fields), ScenarioError)
      if ('given' in read && read.given.type === 'start') expect([read.given.scenario.times ?? 1, read.given.seconds ?? 1, read.given.scenario.ms ?? 1].every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true)
    }), runs)
  })
})

describe('rule 8: the reader of configurations', () => {
  const wechat = object({ appid: near('wx0123456789abcdef'), mch_id: near('1900000109'), key: near('k'.repeat(32), `${'k'.repeat(31)}!`), secret: near('s'.repeat(32), 's'.repeat(33)), pay_url: near('https://pay.example'), cert_file: near('cert.pem'), cert_key_file: near('key.pem') })
  const file = fc.oneof({ weight: 4, arbitrary: object({ public_origin: near('https://pay.example.com'), client_ids: near(['demo']), allowed_origins: near(['https://shop.example.com']), catalogue: near({ 7: '1.00' }), wechat }) }, { weight: 1, arbitrary: value })
  const env = texts({ BAAS_PAY_WECHAT_KEY: nearText('v'.repeat(32), `${'v'.repeat(32)}\n`), BAAS_PAY_CLIENT_IDS: nearText('a,b'), BAAS_PAY_OTHER: text, PATH: text })

  test('gives what can be used, or says what is wrong without a value that was given', () => {
    fc.assert(fc.property(file, env, fc.option(text, { nil: undefined }), (given, variables, pem) => {
      const read = outcome(() => readConfig({ file: given, env: variables, readText: () => pem }), ConfigError)
      if ('refusal' in read) expect(read.refusal.message).not.toMatch(/k{31}|s{32}|v{32}/)
      else expect(read.given.real?.wechat.key ?? 'v'.repeat(32)).toMatch(/^[0-9a-z]{32}$/i)
    }), runs)
  })
})
