import { describe, expect, test } from 'vitest'
import { createJsapiMock, PAGE_URL, type JsapiMock, type Payload, type PayloadSigning } from './jsapi'
import { call, order } from './wechat'

const OK = { err_msg: 'get_brand_wcpay_request:ok' }
const CANCEL = { err_msg: 'get_brand_wcpay_request:cancel' }
const fail = (err_desc: string) => ({ err_msg: 'get_brand_wcpay_request:fail', err_desc })
const SIGNATURE = fail('支付验证签名失败')
const NO_ORDER = fail('调用支付JSAPI缺少参数：total_fee')
const ASK = { ask: 'password', order: { merchant: '体验商户', subject: '体验商户-秋裤', amount_fen: 10 } }
const without = (payload: Payload, name: string): Payload => Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))

describe('a payment in a page inside WeChat', () => {
  test('shows the order first, then takes the password and charges', async () => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay({ out_trade_no: 'jsapi-ok' }))
    expect(await mock.invoke(payload)).toMatchObject({ status: 200, body: ASK })
    expect(await mock.stateOf('jsapi-ok')).toBe('NOTPAY')
    expect((await mock.invoke(payload, { password: '123456' })).body).toStrictEqual(OK)
    expect(await mock.stateOf('jsapi-ok')).toBe('SUCCESS')
  })

  test('asks again after a wrong password', async () => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay())
    expect((await mock.invoke(payload, { password: '000000' })).body).toStrictEqual({ ...ASK, message: '支付密码错误，请重试' })
    expect((await mock.invoke(payload, { password: '' })).body).toStrictEqual(ASK)
    expect((await mock.invoke(payload, { password: '123456' })).body).toStrictEqual(OK)
  })

  test('that the payer gives up leaves the order payable', async () => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay())
    expect((await mock.invoke(payload, { cancel: true })).body).toStrictEqual(CANCEL)
    expect((await mock.invoke(payload, { password: '123456', cancel: true })).body).toStrictEqual(CANCEL)
    expect((await mock.invoke(payload, { password: '123456' })).body).toStrictEqual(OK)
  })

  test.each(['MD5', 'HMAC-SHA256'] as const)('is signed as its order was, by %s', async (signType) => {
    const mock = await createJsapiMock()
    const prepayId = await mock.prepay({}, signType)
    const other = signType === 'MD5' ? 'HMAC-SHA256' : 'MD5'
    expect((await mock.invoke(mock.payload(prepayId, {}, { signType: other }), { password: '123456' })).body).toStrictEqual(SIGNATURE)
    expect((await mock.invoke(mock.payload(prepayId, {}, { signType }), { password: '123456' })).body).toStrictEqual(OK)
  })

  test('rule 4: is charged once, however often and at once it is posted', async () => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay())
    const answers = await Promise.all(Array.from({ length: 5 }, () => mock.invoke(payload, { password: '123456' })))
    const paid = fail('该订单已支付，请勿重复付款')
    expect(answers.map(({ body }) => body)).toStrictEqual([OK, paid, paid, paid, paid])
    expect((await mock.invoke(payload)).body).toStrictEqual(paid)
  })
})

interface Change { readonly changes?: Record<string, string>, readonly signing?: PayloadSigning }

describe('rule 8: a payload that the merchant can not have meant', () => {
  test.each<readonly [string, Change]>([
    ['another key', { signing: { key: 'f'.repeat(32) } }],
    ['another sign type', { changes: { signType: 'SHA1' } }],
    ['an empty sign type', { changes: { signType: '' } }],
    ['a time that is no number', { changes: { timeStamp: 'soon' } }],
    ['no time', { changes: { timeStamp: '' } }],
    ['no nonce', { changes: { nonceStr: '' } }],
    ['no appId', { changes: { appId: '' } }],
    ['no package', { changes: { package: '' } }],
  ])('with %s fails its signature', async (_, { changes, signing }) => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay({ out_trade_no: 'jsapi-bad' }), changes, signing)
    expect((await mock.invoke(payload, { password: '123456' })).body).toStrictEqual(SIGNATURE)
    expect(await mock.stateOf('jsapi-bad')).toBe('NOTPAY')
  })

  test.each(['appId', 'timeStamp', 'nonceStr', 'package', 'signType', 'paySign'])('without %s fails its signature, and changed after signing too', async (name) => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay())
    for (const changed of [without(payload, name), { ...payload, [name]: `${String(payload[name])}0` }, { ...payload, [name]: [payload[name]] }, { ...payload, [name]: null }]) {
      expect((await mock.invoke(changed, { password: '123456' })).body).toStrictEqual(SIGNATURE)
    }
  })

  test('with a timeStamp that is a number fails, as on an iPhone', async () => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay())
    expect((await mock.invoke({ ...payload, timeStamp: Number(payload['timeStamp']) })).body).toStrictEqual(SIGNATURE)
  })

  test('signed as timestamp, in lower case, fails', async () => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay(), { timestamp: '1', timeStamp: '' })
    expect((await mock.invoke({ ...payload, timeStamp: '1' })).body).toStrictEqual(SIGNATURE)
  })

  test.each<readonly [string, Record<string, string>]>([
    ['nobody\'s prepay_id', { package: 'prepay_id=wx201410272009395522657a690389285100' }],
    ['a prefix twice', { package: 'prepay_id=prepay_id=wx201410272009395522657a690389285100' }],
    ['a bare prepay_id', { package: 'wx201410272009395522657a690389285100' }],
    ['another appid, signed with our key', { appId: 'wx00000000000000ff' }],
  ])('with %s has no amount', async (_, changes) => {
    const mock = await createJsapiMock()
    expect((await mock.invoke(mock.payload(await mock.prepay(), changes), { password: '123456' })).body).toStrictEqual(NO_ORDER)
  })

  test('with the prepay_id of a QR has no amount', async () => {
    const mock = await createJsapiMock()
    const { prepay_id = '' } = await call(mock.server.wallets, '/pay/unifiedorder', order())
    expect((await mock.invoke(mock.payload(prepay_id), { password: '123456' })).body).toStrictEqual(NO_ORDER)
  })

  test('has no amount once its prepay_id is two hours old, to the millisecond', async () => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay())
    await mock.clock.advance(2 * 3_600_000 - 1)
    expect((await mock.invoke(payload)).body).toMatchObject({ ask: 'password' })
    await mock.clock.advance(1)
    expect((await mock.invoke(payload, { password: '123456' })).body).toStrictEqual(NO_ORDER)
  })

  test.each([
    ['another port', 'http://127.0.0.1:9999/wechat/'],
    ['another host', 'http://evil.example/wechat/'],
    ['somebody at our host', 'http://me@127.0.0.1:5173/wechat/'],
    ['no address', ''],
  ])('from a page of %s is not registered', async (_, url) => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay())
    expect((await mock.invoke(payload, { url, password: '123456' })).body).toStrictEqual(fail(`当前页面的URL未注册：${url}`))
  })
})

describe('an order that this payer can not pay now', () => {
  const ways: readonly (readonly [string, string, (mock: JsapiMock) => Promise<unknown>])[] = [
    ['closed', '该订单已关闭，请重新返回商户下单支付', (mock) => call(mock.server.wallets, '/pay/closeorder', { out_trade_no: 'jsapi-over' })],
    ['over', '该订单已失效，请重新返回商户下单支付', (mock) => mock.clock.advance(70_000)],
    ['somebody else\'s', '下单账号与支付账号不一致，请核实后再支付', async (mock) => {
      const { accounts } = JSON.parse(await (await mock.server.wallets.fetch('http://127.0.0.1:8788/phone/wallet')).text())
      await mock.phone('account', { openid: accounts[1].openid })
    }],
  ]
  test.each(ways)('because it is %s fails with a sentence, before a password and after', async (_, sentence, spoil) => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay({ out_trade_no: 'jsapi-over', time_expire: '20260101080110' }))
    await spoil(mock)
    for (const rest of [{}, { password: '123456' }]) expect((await mock.invoke(payload, rest)).body).toStrictEqual(fail(sentence))
  })

  test('because the wallet has not enough fails once the password is right', async () => {
    const mock = await createJsapiMock()
    const payload = mock.payload(await mock.prepay({ total_fee: '10000001' }))
    expect((await mock.invoke(payload)).body).toMatchObject({ ask: 'password', order: { amount_fen: 10_000_001 } })
    expect((await mock.invoke(payload, { password: '123456' })).body).toStrictEqual(fail('余额不足，请充值后再支付'))
  })
})

test('tells the JS-SDK of the network that a phone is on', async () => {
  const mock = await createJsapiMock()
  expect((await mock.phone('jsapi', { invoke: 'getNetworkType', payload: {}, url: PAGE_URL })).body).toStrictEqual({ err_msg: 'network_type:wifi' })
})

describe('rule 8: the route of the bridge', () => {
  test.each([
    ['nothing', {}],
    ['another call', { invoke: 'openAddress', payload: {}, url: PAGE_URL }],
    ['a payload that is text', { invoke: 'getBrandWCPayRequest', payload: '{}', url: PAGE_URL }],
    ['a payload that is a list', { invoke: 'getBrandWCPayRequest', payload: [], url: PAGE_URL }],
    ['no address', { invoke: 'getBrandWCPayRequest', payload: {} }],
    ['a password that is a number', { invoke: 'getBrandWCPayRequest', payload: {}, url: PAGE_URL, password: 123456 }],
    ['a cancel that is text', { invoke: 'getBrandWCPayRequest', payload: {}, url: PAGE_URL, cancel: 'false' }],
  ])('refuses %s', async (_, body) => {
    const mock = await createJsapiMock()
    expect(await mock.phone('jsapi', body)).toMatchObject({ status: 400, body: { error: 'bad_request' } })
  })

  test('refuses a page of another origin, and a form', async () => {
    const mock = await createJsapiMock()
    const body = { invoke: 'getBrandWCPayRequest', payload: mock.payload(await mock.prepay({ out_trade_no: 'jsapi-foreign' })), url: PAGE_URL, password: '123456' }
    expect(await mock.phone('jsapi', body, { origin: 'http://evil.example' })).toMatchObject({ status: 403, body: { error: 'foreign_origin' } })
    expect((await mock.phone('jsapi', body, { 'content-type': 'text/plain' })).status).toBe(415)
    expect(await mock.stateOf('jsapi-foreign')).toBe('NOTPAY')
  })
})
