import { describe, expect, it } from 'vitest'
import { createCheckout, createPayClient, weixinBridge, type Backend, type WeixinBridgeOptions } from '../../src/index'
import { answer, createBench, T1 } from '../support/bench'
import { bridgeSaying, createWeixin, JSSDK_PAYLOAD } from '../support/weixin'

const wx = { config() {}, ready() {}, error() {}, chooseWXPay() {} }

/** A checkout in WeChat's browser by the real bridge. */
async function started(options: WeixinBridgeOptions, more: Partial<Backend> = {}) {
  const bench = createBench({}, { gateways: ['weixin_tenpay_js'], bridges: { wechat: weixinBridge({ host: createWeixin(bridgeSaying()).host, ...options }) } })
  bench.script.create = () => Promise.resolve({ tradeNo: T1, show: { flow: 'jsapi', payload: JSSDK_PAYLOAD } })
  const client = createPayClient({ ...bench.client.ports, backend: { ...bench.client.backend, ...more } })
  const checkout = createCheckout(client, { gateway: 'weixin_tenpay_js', amountFen: 10, description: 'x', intentId: 'cart-1' })
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

  it('asks the backend for the credentials of the signed address; a shop\'s own backend may give them', async () => {
    const asked: string[] = []
    const configured: object[] = []
    const own = { ...wx, config: (config: object) => void configured.push(config), ready: (callback: () => void) => callback(), chooseWXPay: (how: { success: (said: object) => void }) => how.success({ errMsg: 'chooseWXPay:ok' }) }
    const page = await started({ wx: own }, {
      jssdkCredentials: (url) => {
        asked.push(url)
        return Promise.resolve({ appId: 'wx45ac', timestamp: 1, nonceStr: 'C', signature: 'S' })
      },
    })
    page.script.find = () => Promise.resolve(answer('success'))
    const paid = page.checkout.pay()
    await page.advance(0)
    expect(await paid).toMatchObject({ name: 'paid' })
    expect(asked).toEqual(['https://shop.example/cart'])
    expect(configured).toEqual([{ appId: 'wx45ac', timestamp: 1, nonceStr: 'C', signature: 'S', jsApiList: ['chooseWXPay'] }])
  })

  it('a backend without credentials: nobody is asked to pay, and the order stays', async () => {
    const chosen: object[] = []
    const page = await started({ wx: { ...wx, chooseWXPay: (how: object) => void chosen.push(how) } })
    void page.checkout.pay()
    await page.advance(0)
    expect([page.checkout.state.name, page.calls.create, chosen]).toEqual(['waiting', 1, []])
  })

  it('takes the wx that it is handed', async () => {
    const { checkout, calls } = await started({ way: 'wx', wx })
    expect([checkout.state.name, calls.create]).toEqual(['waiting', 1])
  })
})
