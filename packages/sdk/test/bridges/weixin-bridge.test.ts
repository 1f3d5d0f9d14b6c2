import { describe, expect, it } from 'vitest'
import { weixinBridge, type WeixinBridgeOptions } from '../../src/index'
import { createBench, T1 } from '../support/bench'
import { bridgeSaying, createWeixin, JSSDK_PAYLOAD } from '../support/weixin'

const wx = { config() {}, ready() {}, error() {}, chooseWXPay() {} }

/** A checkout in WeChat's browser by the real bridge. */
async function started(options: WeixinBridgeOptions) {
  const bench = createBench({}, { gateways: ['weixin_tenpay_js'], bridges: { wechat: weixinBridge({ host: createWeixin(bridgeSaying()).host, ...options }) } })
  bench.script.create = () => Promise.resolve({ tradeNo: T1, show: { flow: 'jsapi', payload: JSSDK_PAYLOAD } })
  const checkout = bench.checkout({ gateway: 'weixin_tenpay_js', amountFen: 10, description: 'x', intentId: 'cart-1' })
  checkout.start()
  await bench.advance(0)
  return { ...bench, checkout }
}

describe('WeChat\'s bridge of a checkout', () => {
  it('rule 9: the way by wx forced, and none in the page: no order is made, and the error says what to do', async () => {
    const { checkout, calls, pending } = await started({ way: 'wx' })
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 611, hint: expect.stringMatching(/window\.wx.*option wx/), mayHavePaid: false } })
    expect(checkout.mayHavePaid).toBe(false)
    expect([calls.create, pending()]).toEqual([0, 0])
  })

  it('a page that has loaded wx meanwhile goes on by trying again', async () => {
    const late: { jssdk?: typeof wx } = {}
    const host = { ...createWeixin(bridgeSaying()).host, jssdk: () => late.jssdk }
    const { checkout, calls, advance } = await started({ way: 'wx', host })
    expect(checkout.state.name).toBe('failed')
    late.jssdk = wx
    void checkout.renew()
    await advance(0)
    expect([checkout.state.name, calls.create]).toEqual(['waiting', 1])
  })

  it('takes the wx that it is handed', async () => {
    const { checkout, calls } = await started({ way: 'wx', wx })
    expect([checkout.state.name, calls.create]).toEqual(['waiting', 1])
  })
})
