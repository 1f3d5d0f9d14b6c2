import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserWeixin } from '../../src/bridges/weixin-host'
import { createFacadeBench, outcome, says } from '../support/facade'

afterEach(() => {
  vi.unstubAllGlobals()
  for (const name of ['WeixinJSBridge', 'wx', 'jWeixin']) Reflect.deleteProperty(globalThis, name)
})

const jssdk = { config() {}, ready() {}, error() {}, chooseWXPay() {} }

describe('WeChat\'s browser, as a page finds it', () => {
  it('has a bridge once the global is there, and tells when it comes', () => {
    const target = new EventTarget()
    vi.stubGlobal('document', target)
    const heard = vi.fn()
    const stop = browserWeixin.onBridge(heard)
    expect(browserWeixin.bridge()).toBeUndefined()
    const bridge = { invoke() {} }
    Object.assign(globalThis, { WeixinJSBridge: bridge })
    target.dispatchEvent(new Event('WeixinJSBridgeReady'))
    expect([browserWeixin.bridge(), heard.mock.calls.length]).toEqual([bridge, 1])
    stop()
    target.dispatchEvent(new Event('WeixinJSBridgeReady'))
    expect(heard).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['the script tag\'s wx', { wx: jssdk, jWeixin: jssdk }, jssdk], ['the script tag\'s, where wx is a mini-program\'s own', { wx: { miniProgram: {} }, jWeixin: jssdk }, jssdk],
    ['no wx that is no JS-SDK', { wx: { login() {} } }, undefined], ['nothing where nothing is', {}, undefined], ['nothing in null', { wx: null }, undefined],
  ])('finds %s', (_case, globals, found) => {
    Object.assign(globalThis, globals)
    expect(browserWeixin.jssdk()).toBe(found)
  })

  it('knows the address that the page was entered by from its navigation, whatever pushState has made of it', () => {
    vi.stubGlobal('location', { href: 'https://shop.example/cart' })
    vi.stubGlobal('performance', { getEntriesByType: () => [{ name: 'https://shop.example/?code=7' }] })
    expect([browserWeixin.enteredUrl(), browserWeixin.currentUrl()]).toEqual(['https://shop.example/?code=7', 'https://shop.example/cart'])
    vi.stubGlobal('performance', { getEntriesByType: () => [] })
    expect(browserWeixin.enteredUrl()).toBe('https://shop.example/cart')
  })

  it('is not there on a server: a 615, and no request', async () => {
    vi.stubGlobal('navigator', undefined)
    const { BaaS, sent, advance } = createFacadeBench(says(201))
    const ended = outcome(BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', totalCost: 1, merchandiseDescription: 'x' }))
    await import('../../src/baas/jsapi')
    await advance(0)
    await advance(1_000)
    expect(await ended).toMatchObject({ code: 615 })
    expect(sent).toEqual([])
  })
})
