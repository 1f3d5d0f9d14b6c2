import { describe, expect, it, vi } from 'vitest'
import { HError, TransportError } from '../../src/index'
import { createFacadeBench, dead, outcome, says, silent } from '../support/facade'
import { FAULTS } from '../support/faults'
import { BRIDGE_PAYLOAD, bridgeSaying, createWeixin } from '../support/weixin'

const purchase = { totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' }
const weixin = () => createWeixin(bridgeSaying({ err_msg: 'get_brand_wcpay_request:ok' })).host

type Bench = ReturnType<typeof createFacadeBench>

/** Every flow, up to its first request: nobody has seen a code and nothing was charged, so nobody may have paid. */
const FLOWS: readonly (readonly [flow: string, act: (bench: Bench) => Promise<unknown>, timeoutMs: number])[] = [
  ['qrcode', ({ BaaS }) => BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...purchase }), 30_000],
  ['redirect', ({ BaaS }) => BaaS.payment.payWithAlipay({ gatewayType: 'alipay_wap', ...purchase }), 30_000],
  ['jsapi', ({ BaaS }) => BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...purchase }), 30_000],
  ['Order.get', ({ BaaS }) => new BaaS.Order().get('X'), 15_000],
  ['getOrderList', ({ BaaS }) => new BaaS.Order().getOrderList(), 15_000],
  ['jssdk-credentials', ({ BaaS }) => BaaS.getWechatJSSDKCredentials('https://shop.example/'), 15_000],
]

/** Runs a call whose part may have to be loaded first, and passes its time. */
async function run(bench: Bench, act: (bench: Bench) => Promise<unknown>, ms: number) {
  const ended = outcome(act(bench))
  await import('../../src/baas/jsapi')
  await bench.advance(0)
  await bench.advance(ms)
  return ended
}

describe.each(FLOWS)('%s', (_flow, act, timeoutMs) => {
  it.each(FAULTS)('%s', async (_fault, reply, expected) => {
    const bench = createFacadeBench(reply, { weixin: weixin() })
    const error = await run(bench, act, timeoutMs)
    expect(error).toBeInstanceOf(HError)
    expect(error).toMatchObject({ ...expected, mayHavePaid: false })
    expect([bench.sent.length, bench.pending()]).toEqual([1, 0])
  })

  it(`takes ${timeoutMs} ms and not one less before 601`, async () => {
    const bench = createFacadeBench(silent, { weixin: weixin() })
    let isOver = false
    const ended = act(bench).catch(() => { isOver = true })
    await import('../../src/baas/jsapi')
    await bench.advance(0)
    await bench.advance(timeoutMs - 1)
    expect(isOver).toBe(false)
    await bench.advance(1)
    await ended
    expect(isOver).toBe(true)
  })
})

describe('a 601 or 600', () => {
  it('rule 8: has a cause of our own making, and nothing of the request', async () => {
    const secrets = () => Promise.reject(Object.assign(new Error('Network Error'), { config: { headers: { Authorization: 'Hydrogen-r1 SECRET' } } }))
    const error = await outcome(createFacadeBench(secrets, { token: 'SECRET' }).BaaS.payment.payWithQQ({ gatewayType: 'qpay_native', ...purchase })) as HError
    expect(error.cause).toBeInstanceOf(TransportError)
    const text = JSON.stringify([error, error.message, error.stack, error.cause, (error.cause as Error).stack, Object.getOwnPropertyNames(error.cause)])
    expect(text).not.toMatch(/SECRET|pay\/order|Hydrogen/)
  })

  it('tells offline from a dead network', async () => {
    expect(await outcome(createFacadeBench(dead, { isOnline: () => false }).BaaS.getWechatJSSDKCredentials('u'))).toMatchObject({ code: 600, cause: { failure: 'offline' } })
  })

  it('429 carries how long the server asks to wait', async () => {
    expect(await outcome(createFacadeBench(says(429, {}, { 'retry-after': '7' })).BaaS.getWechatJSSDKCredentials('u'))).toMatchObject({ retryAfterMs: 7_000 })
  })

  it.each([Number.POSITIVE_INFINITY, 2 ** 40])('a time-out of %d ms is a long one, not none at all', async (timeoutMs) => {
    const bench = createFacadeBench(silent)
    const set = vi.spyOn(bench.clock, 'setTimeout')
    void outcome(new bench.BaaS.Order().getOrderList({}, { timeoutMs }))
    await bench.advance(3_600_000)
    expect(bench.pending()).toBe(1)
    // A real timer takes a longer delay for 1 ms.
    expect(set.mock.calls.map(([, delayMs]) => delayMs)).toEqual([2 ** 31 - 1])
  })
})

describe('jsapi, once the payer was asked', () => {
  const bridges = [
    ['cancel', [{ err_msg: 'get_brand_wcpay_request:cancel' }], 607, '607: payment cancelled'],
    ['fail', [{ err_msg: 'get_brand_wcpay_request:fail' }], 608, '608: get_brand_wcpay_request:fail'],
    ['a bad signature', [{ err_msg: 'get_brand_wcpay_request:fail_invalid signature' }], 608, '608: get_brand_wcpay_request:fail_invalid signature'],
    ['no permission', [{ err_msg: 'system:access_denied' }], 608, '608: system:access_denied'],
    ['nothing at all in it', [{}], 608, '608: payment failed'],
    ['something else only', [{ err_msg: 'pre_verify_jsapi:ok' }], 601, '601: request timeout: the bridge never called back'],
    ['never', [], 601, '601: request timeout: the bridge never called back'],
  ] as const
  it.each(bridges)('the bridge\'s %s: the order\'s numbers, and the payer may have paid', async (_case, answers, code, message) => {
    const bench = createFacadeBench(says(201, BRIDGE_PAYLOAD), { weixin: createWeixin(bridgeSaying(...answers)).host })
    const error = await run(bench, ({ BaaS }) => BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...purchase }), 180_000)
    expect(error).toMatchObject({ code, message, mayHavePaid: true, retryable: false, tradeNo: 'T', transactionNo: 'X' })
    expect(bench.pending()).toBe(0)
  })
})
