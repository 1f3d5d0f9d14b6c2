import { describe, expect, it } from 'vitest'
import type { CallOptions } from '../../src/baas/settings'
import { createFacadeBench, outcome, silent, type Reply } from '../support/facade'
import { bridgeSaying, createWeixin } from '../support/weixin'

type Bench = ReturnType<typeof createFacadeBench>
const purchase = { totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' }

/** Every call of the facade that asks the backend. */
const CALLS: readonly (readonly [name: string, act: (bench: Bench, options: CallOptions) => Promise<unknown>])[] = [
  ['payWithWechat (QR)', ({ BaaS }, options) => BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...purchase, ...options })],
  ['payWithWechat (JSAPI)', ({ BaaS }, options) => BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...purchase, ...options })],
  ['payWithAlipay', ({ BaaS }, options) => BaaS.payment.payWithAlipay({ gatewayType: 'alipay_page', ...purchase, ...options })],
  ['payWithQQ', ({ BaaS }, options) => BaaS.payment.payWithQQ({ gatewayType: 'qpay_native', ...purchase, ...options })],
  ['Order.get', ({ BaaS }, options) => new BaaS.Order().get('X', options)],
  ['getOrderList', ({ BaaS }, options) => new BaaS.Order().getOrderList({}, options)],
  ['getWechatJSSDKCredentials', ({ BaaS }, options) => BaaS.getWechatJSSDKCredentials('https://shop.example/', options)],
]

/** A backend that never answers, and knows whether its request was given up. */
function listening() {
  const signals: AbortSignal[] = []
  const reply: Reply = (request) => {
    signals.push(request.signal)
    return silent(request)
  }
  return { ...createFacadeBench(reply, { extensions: true, weixin: createWeixin(bridgeSaying()).host }), signals }
}

describe.each(CALLS)('%s', (_name, act) => {
  it('takes a time-out, and is a 601 then and not a millisecond sooner', async () => {
    const bench = listening()
    let isOver = false
    const ended = outcome(act(bench, { timeoutMs: 4_321 }))
    const wait = async () => {
      await ended
      isOver = true
    }
    void wait()
    await import('../../src/baas/jsapi')
    await bench.advance(0)
    await bench.advance(4_320)
    expect(isOver).toBe(false)
    await bench.advance(1)
    expect(await ended).toMatchObject({ code: 601, retryable: true, mayHavePaid: false })
    expect(bench.pending()).toBe(0)
  })

  it('takes a signal: rejects with its reason, gives the request up, and leaves no timer', async () => {
    const bench = listening()
    const leaving = new AbortController()
    const ended = outcome(act(bench, { signal: leaving.signal }))
    await import('../../src/baas/jsapi')
    await bench.advance(0)
    expect(bench.signals.map(({ aborted }) => aborted)).toEqual([false])
    leaving.abort(new Error('enough'))
    expect(await ended).toMatchObject({ message: 'enough' })
    expect([bench.signals.map(({ aborted }) => aborted), bench.pending()]).toEqual([[true], 0])
  })
})

describe('payWithPaymentCode', () => {
  it('takes a time-out for its charge; a charge whose time is over is looked up', async () => {
    const bench = listening()
    void outcome(bench.payWithPaymentCode({ authCode: '134567890123456789', ...purchase, timeoutMs: 4_321 }))
    await bench.advance(4_320)
    expect(bench.sent.map(({ method }) => method)).toEqual(['POST'])
    await bench.advance(1)
    expect(bench.sent.map(({ method }) => method)).toEqual(['POST', 'GET'])
  })
})
