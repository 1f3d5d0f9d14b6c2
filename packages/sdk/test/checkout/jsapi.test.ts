import { describe, expect, it } from 'vitest'
import { createCheckout, createPayClient, weixinBridge, type Bridge, type BridgeHint, type CreatedOrder, type PayRequest, type WeixinHost } from '../../src/index'
import { answer, createBench, noAnswer, T1 } from '../support/bench'
import { heard } from '../support/heard'

const payload = { appId: 'wx1', timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1', signType: 'MD5', paySign: 'P' }
const request: PayRequest = { gateway: 'weixin_tenpay_js', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }
const order = { tradeNo: T1, show: { flow: 'jsapi', payload }, expiresInMs: 900_000 } as const satisfies CreatedOrder

/** A page inside WeChat, whose bridge the test answers for. */
function wechatPage({ isReady = true } = {}) {
  const asked: unknown[] = []
  let hint: (end: BridgeHint['end']) => void = () => {}
  let signal: AbortSignal | undefined
  const bridge: Bridge = {
    isReady: () => Promise.resolve(isReady),
    pay: (given, context) => {
      asked.push(given)
      ;({ signal } = context)
      return new Promise((resolve, reject) => {
        hint = (end) => resolve({ end })
        context.signal.addEventListener('abort', () => reject(new Error('aborted')))
      })
    },
  }
  const bench = createBench({}, { gateways: ['weixin_tenpay_js', 'weixin_tenpay_native'], bridges: { wechat: bridge } })
  bench.script.create = () => Promise.resolve(order)
  const checkout = bench.checkout(request)
  return { ...bench, asked, checkout, told: heard(checkout), hint: (end: BridgeHint['end']) => hint(end), aborted: () => signal?.aborted }
}

describe('the jsapi flow', () => {
  it('rule 9: outside the wallet no order is made, and the error says what to do', async () => {
    const { checkout, advance, calls } = wechatPage({ isReady: false })
    void checkout.pay()
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 615, hint: expect.stringContaining('qrcode'), mayHavePaid: false } })
    expect(calls.create).toBe(0)
  })

  it.each<[string, Bridge['isReady']]>([
    ['rejects', () => Promise.reject(new TypeError('broken'))],
    ['throws', () => { throw new TypeError('broken') }],
    ['never answers', () => new Promise(() => {})],
  ])('rule 9: a bridge that %s when it is asked whether it is there makes no order', async (_case, isReady) => {
    const bridge: Bridge = { isReady, pay: () => Promise.reject(new Error('never')) }
    const bench = createBench({}, { gateways: ['weixin_tenpay_js'], bridges: { wechat: bridge } })
    const checkout = bench.checkout(request)
    void checkout.pay()
    await bench.advance(15_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 615, mayHavePaid: false } })
    expect(bench.calls.create).toBe(0)
  })

  it('rule 9: a client without that bridge refuses before anything is sent', () => {
    const bench = createBench({}, { gateways: ['weixin_tenpay_js'] })
    expect(() => bench.checkout(request)).toThrow(/^611: /)
  })

  it('rule 1: a bridge that throws is only a hint, too', async () => {
    const bridge: Bridge = { isReady: () => Promise.resolve(true), pay: () => { throw new TypeError('broken') } }
    const bench = createBench({}, { gateways: ['weixin_tenpay_js'], bridges: { wechat: bridge } })
    bench.script.create = () => Promise.resolve(order)
    bench.script.find = () => Promise.resolve(answer('success'))
    const checkout = bench.checkout(request)
    const paying = checkout.pay()
    await bench.advance(0)
    expect(await paying).toMatchObject({ name: 'paid', order: { tradeNo: T1 } })
  })

  it.each(['ok', 'cancel', 'fail', 'silent', 'unready'] as const)('rule 1: the bridge\'s %s is only a hint: the backend is asked, and unpaid is waiting with the same order', async (end) => {
    const { checkout, advance, asked, hint, told, calls } = wechatPage()
    const paying = checkout.pay()
    await advance(0)
    expect(asked).toEqual([payload])
    expect(checkout.state.name).toBe('waiting')
    hint(end)
    await advance(0)
    expect(told.states.slice(-2)).toEqual(['checking', 'waiting'])
    expect(await paying).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    void checkout.pay()
    await advance(0)
    expect([asked.length, calls.create]).toEqual([2, 1])
  })

  it('a payment is paid by the backend\'s word, whatever the bridge said', async () => {
    const { checkout, advance, hint, script } = wechatPage()
    const paying = checkout.pay()
    await advance(0)
    script.find = () => Promise.resolve(answer('success'))
    hint('cancel')
    await advance(0)
    expect(await paying).toMatchObject({ name: 'paid', late: false })
  })

  it('rule 2: the bridge\'s ok without the backend\'s word is unknown', async () => {
    const { checkout, advance, hint, script, told } = wechatPage()
    void checkout.pay()
    await advance(0)
    script.find = noAnswer
    hint('ok')
    await advance(3_000)
    expect(told.ends).toEqual(['unknown'])
    expect(checkout.mayHavePaid).toBe(true)
  })

  it('after the bridge it is asked at full rate for a minute', async () => {
    const { checkout, advance, hint, calls } = wechatPage()
    void checkout.pay()
    await advance(150_000)
    hint('ok')
    await advance(0)
    const before = calls.find
    await advance(59_000)
    expect(calls.find - before).toBeGreaterThanOrEqual(19)
  })

  it('rule 4: pressed twice, the bridge is asked once', async () => {
    const { checkout, advance, asked } = wechatPage()
    void checkout.pay()
    void checkout.pay()
    await advance(0)
    void checkout.pay()
    await advance(0)
    expect(asked).toHaveLength(1)
  })

  it('rule 5: disposed while the payer is in the wallet, nothing is told', async () => {
    const { checkout, advance, told, aborted, pending, hint } = wechatPage()
    void checkout.pay()
    await advance(0)
    const before = told.news.length
    checkout.dispose()
    expect(aborted()).toBe(true)
    hint('ok')
    await advance(60_000)
    expect([told.news.length, pending()]).toEqual([before, 0])
  })

  it('a bridge that breaks is asked after all the same', async () => {
    const bench = createBench({}, { gateways: ['weixin_tenpay_js'], bridges: { wechat: { isReady: () => Promise.resolve(true), pay: () => Promise.reject(new Error('broken')) } } })
    bench.script.create = () => Promise.resolve(order)
    const checkout = bench.checkout(request)
    const told = heard(checkout)
    void checkout.pay()
    await bench.advance(0)
    expect(told.states.slice(-2)).toEqual(['checking', 'waiting'])
  })

  it('a reload comes back to the same order, and the payer may ask the bridge again', async () => {
    const { checkout, advance, asked, tab, calls } = wechatPage()
    checkout.start()
    await advance(0)
    checkout.dispose()
    const again = tab().checkout(request)
    void again.pay()
    await advance(0)
    expect([asked, calls.create]).toEqual([[payload], 1])
  })

  it('a QR is not paid here: nothing happens', async () => {
    const { client, advance, asked, script } = wechatPage()
    script.create = () => Promise.resolve({ tradeNo: T1, show: { flow: 'qrcode', codeUrl: 'weixin://x' } })
    const checkout = createCheckout(client, { ...request, gateway: 'weixin_tenpay_native' })
    const paying = checkout.pay()
    await advance(0)
    expect((await paying).name).toBe('waiting')
    expect(asked).toEqual([])
  })
})

describe('WeChat\'s own bridge', () => {
  it('is asked by WeixinJSBridge, with the credentials of the backend for the other way', async () => {
    const bench = createBench()
    const invoked: unknown[] = []
    const host: WeixinHost = {
      userAgent: () => 'MicroMessenger', onBridge: () => () => {}, jssdk: () => undefined, enteredUrl: () => 'https://shop.test/', currentUrl: () => 'https://shop.test/',
      bridge: () => ({ invoke: (_name, given, callback) => { invoked.push(given); callback({ err_msg: 'get_brand_wcpay_request:ok' }) } }),
    }
    const backend = { ...bench.client.backend, gateways: ['weixin_tenpay_js'] as const }
    const client = createPayClient({ ...bench.client.ports, backend, bridges: { wechat: weixinBridge({ host }) } })
    bench.script.create = () => Promise.resolve(order)
    const checkout = createCheckout(client, request)
    const told = heard(checkout)
    void checkout.pay()
    await bench.advance(0)
    expect(invoked).toEqual([payload])
    expect(told.states.slice(-2)).toEqual(['checking', 'waiting'])
    checkout.dispose()
  })
})
