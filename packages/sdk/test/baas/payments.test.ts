import { describe, expect, it } from 'vitest'
import { gateways, gatewayTypes, type HError } from '../../src/index'
import { extended, payable } from '../../src/baas/pay'
import { fenToYuan, type Fen } from '../../src/core/money'
import fc from 'fast-check'
import { createFacadeBench, outcome, says } from '../support/facade'
import { BRIDGE_PAYLOAD, bridgeSaying, createWeixin, DESKTOP, JSSDK_PAYLOAD } from '../support/weixin'

const METHODS = { wechat: 'payWithWechat', alipay: 'payWithAlipay', qq: 'payWithQQ' } as const
const providers = ['wechat', 'alipay', 'qq'] as const
const base = { totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' }
const weixin = () => createWeixin(bridgeSaying({ err_msg: 'get_brand_wcpay_request:ok' })).host
type Anything = (options?: unknown) => Promise<unknown>

const rows = providers.flatMap((provider) => payable[provider].map((gatewayType) => ({ provider, gatewayType })))

/** Each option, and what it is in the body. `profitSharing` is WeChat's alone. */
const OPTIONS: readonly (readonly [object, string, 'wechat only' | 'all'])[] = [
  [{}, '', 'all'], [{ merchandiseSchemaID: 7 }, ',"merchandise_schema_id":7', 'all'], [{ merchandiseSchemaID: '7' }, ',"merchandise_schema_id":"7"', 'all'],
  [{ merchandiseRecordID: 'r' }, ',"merchandise_record_id":"r"', 'all'], [{ merchandiseSnapshot: { a: { b: 1 } } }, ',"merchandise_snapshot":{"a":{"b":1}}', 'all'],
  [{ merchandiseSnapshot: 'text' }, ',"merchandise_snapshot":"text"', 'all'], [{ profitSharing: true }, ',"profit_sharing":true', 'wechat only'], [{ profitSharing: false }, ',"profit_sharing":false', 'wechat only'],
  [{ merchandiseRecordID: undefined }, '', 'all'], [{ unknown: 1 }, '', 'all'],
]

describe('the gateways of the facade', () => {
  it('are the table\'s: the documented ones, and the QR codes that are ours', () => {
    for (const provider of providers) {
      const wanted = gatewayTypes.filter((type) => gateways[type].provider === provider && (gateways[type].documented || gateways[type].flow === 'qrcode'))
      expect([...payable[provider]].toSorted()).toEqual(wanted.toSorted())
    }
    expect(gateways[extended].documented).toBe(false)
  })

  it.each(gatewayTypes.filter((type) => !rows.some(({ gatewayType }) => gatewayType === type)))('rule 9: %s is a rejected 608 everywhere', async (gatewayType) => {
    const { BaaS, sent } = createFacadeBench(says(201), { extensions: true })
    for (const provider of providers) expect(await outcome((BaaS.payment[METHODS[provider]] as Anything)({ ...base, gatewayType }))).toMatchObject({ code: 608, message: '608: incorrect gateway type', hint: expect.stringContaining('is one of') })
    expect(sent).toEqual([])
  })

  it('alipay_qrcode needs a backend with our extensions', async () => {
    const call = (extensions: boolean) => createFacadeBench(says(201, { code_url: 'c' }), { extensions }).BaaS.payment.payWithAlipay({ ...base, gatewayType: 'alipay_qrcode' })
    expect(await outcome(call(false))).toMatchObject({ code: 608 })
    expect((await call(true)).data.code_url).toBe('c')
  })
})

describe.each(rows)('$gatewayType', ({ provider, gatewayType }) => {
  it.each(OPTIONS)('with %j sends it as documented', async (options, more, whose) => {
    const { BaaS, sent } = createFacadeBench(says(201, BRIDGE_PAYLOAD), { extensions: true, weixin: weixin() })
    await (BaaS.payment[METHODS[provider]] as Anything)({ ...base, gatewayType, ...options })
    const expected = whose === 'all' || provider === 'wechat' ? more : ''
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ method: 'POST', url: 'http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/', body: `{"gateway_type":"${gatewayType}","total_cost":0.1,"merchandise_description":"深蓝色秋裤"${expected}}` })
  })

  it('sends returnUrl only to a backend with our extensions', async () => {
    const bodies = await Promise.all([true, false].map(async (extensions) => {
      const { BaaS, sent } = createFacadeBench(says(201, BRIDGE_PAYLOAD), { extensions, weixin: weixin() })
      await outcome((BaaS.payment[METHODS[provider]] as Anything)({ ...base, gatewayType, returnUrl: 'https://shop.example/back' }))
      return sent[0]?.body ?? ''
    }))
    expect(bodies.map((body) => body.includes('"return_url":"https://shop.example/back"'))).toEqual([true, false])
  })
})

describe('the total', () => {
  it('rule 7: goes out as the number that the decimal text would be read as, for any amount', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10 ** 13 }), (fen) => fen / 100 === Number(fenToYuan(fen as Fen))))
  })

  it.each([[0.1, '0.1'], [0.1 * 3, '0.3'], ['398.00', '398'], [0.29, '0.29'], [1_000_000.01, '1000000.01']])('rule 7: %j goes out as %s', async (totalCost, wire) => {
    const { BaaS, sent } = createFacadeBench(says(201))
    await BaaS.payment.payWithQQ({ ...base, gatewayType: 'qpay_native', totalCost })
    expect(sent[0]?.body).toContain(`"total_cost":${wire},`)
  })
})

describe('a call without an argument', () => {
  it.each(providers)('of %s is a rejected promise, never a throw', async (provider) => {
    const { BaaS } = createFacadeBench(says(201))
    for (const argument of [undefined, null, 'x', 1, []]) expect(await outcome((BaaS.payment[METHODS[provider]] as Anything)(argument))).toMatchObject({ code: 608 })
  })
})

describe('weixin_tenpay_js', () => {
  const js = { ...base, gatewayType: 'weixin_tenpay_js' } as const

  it('makes the order once the bridge is there, gives it the whole answer, and resolves flat with its words', async () => {
    const saying = bridgeSaying({ err_msg: 'get_brand_wcpay_request:ok', extra: 1 })
    const { BaaS } = createFacadeBench(says(201, BRIDGE_PAYLOAD), { weixin: createWeixin(saying).host })
    expect(await BaaS.payment.payWithWechat(js)).toEqual({ err_msg: 'get_brand_wcpay_request:ok', extra: 1, trade_no: 'T', transaction_no: 'X' })
    expect(saying.asked).toEqual([{ name: 'getBrandWCPayRequest', payload: BRIDGE_PAYLOAD }])
  })

  it.each([['in WeChat', undefined, 10_000], ['elsewhere', DESKTOP, 1_000]])('rule 9: %s without a bridge is a 615 before any order exists', async (_where, userAgent, ms) => {
    const { BaaS, sent, advance, pending } = createFacadeBench(says(201, BRIDGE_PAYLOAD), { weixin: createWeixin(userAgent ? { userAgent } : {}).host })
    const ended = outcome(BaaS.payment.payWithWechat(js))
    await import('../../src/baas/jsapi')
    await advance(0)
    await advance(ms)
    expect(await ended).toMatchObject({ code: 615, message: '615: gateway type "weixin_tenpay_js" works in WeChat builtin browser only', mayHavePaid: false })
    expect([sent, pending()]).toEqual([[], 0])
  })

  it.each([['text', 'oops'], ['a list', []], ['null', null]])('a 2xx of %s is a 608, and nobody was asked', async (_case, data) => {
    const saying = bridgeSaying()
    expect(await outcome(createFacadeBench(says(200, data), { weixin: createWeixin(saying).host }).BaaS.payment.payWithWechat(js))).toMatchObject({ code: 608, mayHavePaid: false })
    expect(saying.asked).toEqual([])
  })

  it('a payload of seed 002 goes by wx, with credentials of the backend for this page', async () => {
    const chosen: unknown[] = []
    const jssdk = { config: (config: object) => void chosen.push(config), ready: (callback: () => void) => callback(), error() {}, chooseWXPay: (options: { success: (said: object) => void }) => options.success({ errMsg: 'chooseWXPay:ok' }) }
    const { BaaS, sent } = createFacadeBench(({ method }) => ({ data: method === 'POST' ? JSSDK_PAYLOAD : { appid: 'wx45ac', timestamp: 1, noncestr: 'C', signature: 'S' } }), { weixin: createWeixin({ ...bridgeSaying(), jssdk }).host })
    expect(await BaaS.payment.payWithWechat(js)).toEqual({ err_msg: 'chooseWXPay:ok', errMsg: 'chooseWXPay:ok', trade_no: 'T', transaction_no: 'X' })
    expect(sent[1]?.url).toBe('http://127.0.0.1:8787/hserve/v2.4/idp/wechat/jssdk-credentials/?url=https:%2F%2Fshop.example%2Fcart')
    expect(chosen).toEqual([{ appId: 'wx45ac', timestamp: 1, nonceStr: 'C', signature: 'S', jsApiList: ['chooseWXPay'] }])
  })

  it('credentials that are refused reject as that, with the order\'s numbers, and nobody was asked', async () => {
    const jssdk = { config() {}, ready() {}, error() {}, chooseWXPay() {} }
    const { BaaS } = createFacadeBench(({ method }) => (method === 'POST' ? { data: JSSDK_PAYLOAD } : { status: 502, data: { error_msg: 'no ticket' } }), { weixin: createWeixin({ ...bridgeSaying(), jssdk }).host })
    const error = (await outcome(BaaS.payment.payWithWechat(js))) as HError
    expect(error).toMatchObject({ code: 502, message: '502: no ticket', retryable: true, mayHavePaid: false, tradeNo: 'T', transactionNo: 'X' })
  })

  it.each([['none', {}], ['a mini-program\'s', { wx: { miniProgram: {} } }]])('rule 9: the way by wx forced, and %s in the page, is a 611 before any order exists, and says what to do', async (_case, given) => {
    const { BaaS, sent } = createFacadeBench(says(201, JSSDK_PAYLOAD), { weixin: createWeixin(bridgeSaying()).host })
    expect(await outcome(BaaS.payment.payWithWechat({ ...js, way: 'wx', ...given }))).toMatchObject({ code: 611, hint: expect.stringMatching(/window\.wx.*option wx/), mayHavePaid: false })
    expect(sent).toEqual([])
  })

  it('an answer that needs wx, where none is, is a 611 with the order\'s numbers, and nobody was asked', async () => {
    const saying = bridgeSaying()
    const { BaaS } = createFacadeBench(says(201, JSSDK_PAYLOAD), { weixin: createWeixin(saying).host })
    expect(await outcome(BaaS.payment.payWithWechat(js))).toMatchObject({ code: 611, hint: expect.stringContaining('script tag'), mayHavePaid: false, tradeNo: 'T' })
    expect(saying.asked).toEqual([])
  })

  it('takes the wx that it is handed', async () => {
    const wx = { config() {}, ready: (callback: () => void) => callback(), error() {}, chooseWXPay: (options: { success: (said: object) => void }) => options.success({ errMsg: 'chooseWXPay:ok' }) }
    const { BaaS } = createFacadeBench(says(201, JSSDK_PAYLOAD), { weixin: createWeixin(bridgeSaying()).host })
    expect(await BaaS.payment.payWithWechat({ ...js, way: 'wx', wx })).toMatchObject({ err_msg: 'chooseWXPay:ok' })
  })

  it('the payer\'s time can be set', async () => {
    const { BaaS, advance } = createFacadeBench(says(201, BRIDGE_PAYLOAD), { weixin: createWeixin(bridgeSaying()).host })
    const ended = outcome(BaaS.payment.payWithWechat({ ...js, bridgeTimeoutMs: 5_000 }))
    await import('../../src/baas/jsapi')
    await advance(0)
    await advance(5_000)
    expect(await ended).toMatchObject({ code: 601, mayHavePaid: true })
  })
})

describe('the login token', () => {
  it.each([['a text', 'TOK'], ['a function', () => 'TOK']])('can be %s', async (_how, token) => {
    const { BaaS, sent } = createFacadeBench(says(201, BRIDGE_PAYLOAD), { token })
    const res = await BaaS.payment.payWithQQ({ ...base, gatewayType: 'qpay_native' })
    expect(sent[0]?.headers['Authorization']).toBe('Hydrogen-r1 TOK')
    expect(JSON.stringify(res)).not.toContain('TOK')
  })

  it('of a function that has none is a guest\'s', async () => {
    const { BaaS, sent } = createFacadeBench(says(201, BRIDGE_PAYLOAD), { token: () => undefined })
    await BaaS.payment.payWithQQ({ ...base, gatewayType: 'qpay_native' })
    expect(sent[0]?.headers).not.toHaveProperty('Authorization')
  })

  it('is in no result, even if the transport gives its request away', async () => {
    const { BaaS } = createFacadeBench(() => ({ data: {}, config: { headers: { Authorization: 'Hydrogen-r1 TOK' } } }) as never, { token: 'TOK' })
    expect(await BaaS.payment.payWithQQ({ ...base, gatewayType: 'qpay_native' })).toEqual({ data: {}, status: 200, statusCode: 200, headers: {} })
  })
})
