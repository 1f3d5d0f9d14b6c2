import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { payByWeixin } from '../../src/bridges/weixin'
import { isJssdk, type WeixinJssdk } from '../../src/bridges/weixin-host'
import { createCountedClock } from '../support/bench'
import { createWeixin, IPHONE, JSSDK_PAYLOAD } from '../support/weixin'

const source = readFileSync(createRequire(import.meta.url).resolve('weixin-js-sdk'), 'utf8')
const CONFIG = { appId: 'wx45ac', timestamp: 1_414_587_400, nonceStr: 'C', signature: 'sig' }

/** The real JS-SDK in a page of WeChat, whose native side answers as told. */
function realPage(native: { preVerify?: string; pay?: object }, hasBridge = true) {
  const invoked: { name: string; payload: Record<string, unknown> }[] = []
  const bridge = {
    invoke(name: string, payload: object, callback: (said: object) => void) {
      invoked.push({ name, payload: { ...payload } })
      const said = name === 'preVerifyJSAPI' ? { err_msg: native.preVerify ?? 'preVerifyJSAPI:ok' } : native.pay
      // WeChat answers later, never at once.
      if (said) queueMicrotask(() => callback({ ...said }))
    },
  }
  const window: Record<string, unknown> = {
    navigator: { userAgent: IPHONE, platform: 'Win32' }, location: { href: 'https://shop.example/' }, document: { title: '', addEventListener() {} }, console, module: {},
    ...(hasBridge && { WeixinJSBridge: bridge }),
  }
  window['window'] = window
  runInContext(source, createContext(window))
  const { exports: jssdk } = Object(window['module']) as { exports: WeixinJssdk }
  return { jssdk, bridge, invoked, window }
}

function pay(page: ReturnType<typeof realPage>, payload: object = JSSDK_PAYLOAD) {
  const counted = createCountedClock()
  const weixin = createWeixin({ bridge: page.bridge })
  const answer = payByWeixin({ ...payload }, { host: weixin.host, wx: page.jssdk, clock: counted.clock, signal: new AbortController().signal, credentials: () => Promise.resolve(CONFIG) })
  return { ...counted, answer }
}

describe('the real weixin-js-sdk', () => {
  it('sets no global when a bundler loads it: it is handed in by the option wx', () => {
    const { window, jssdk } = realPage({})
    expect([Object.keys(window).filter((name) => /wx|jweixin/i.test(name)), isJssdk(jssdk)]).toEqual([[], true])
  })

  it('verifies the page first, and then asks for the payment by the payload of seed 002', async () => {
    const page = realPage({ pay: { err_msg: 'get_brand_wcpay_request:ok' } })
    expect(await pay(page).answer).toMatchObject({ end: 'ok', message: 'chooseWXPay:ok' })
    const verified = { appId: 'wx45ac', verifyAppId: 'wx45ac', verifySignType: 'sha1', verifyTimestamp: '1414587400', verifyNonceStr: 'C', verifySignature: 'sig' }
    expect(page.invoked).toEqual([
      { name: 'preVerifyJSAPI', payload: { verifyJsApiList: ['getBrandWCPayRequest'], ...verified } },
      { name: 'getBrandWCPayRequest', payload: { timeStamp: '1414587457', nonceStr: 'N', package: 'prepay_id=wx20', paySign: 'S', signType: 'MD5', ...verified } },
    ])
  })

  it.each([
    ['get_brand_wcpay_request:ok', 'ok', 'chooseWXPay:ok'], ['get_brand_wcpay_request:cancel', 'cancel', 'chooseWXPay:cancel'], ['get_brand_wcpay_request:fail', 'fail', 'chooseWXPay:fail'],
    ['get_brand_wcpay_request:fail_invalid signature', 'fail', 'chooseWXPay:invalid signature'], ['get_brand_wcpay_request:fail_no permission to execute', 'fail', 'chooseWXPay:permission denied'],
    ['access_denied', 'fail', 'chooseWXPay:permission denied'],
  ])('the native %s is %s (%s)', async (err_msg, end, message) => {
    expect(await pay(realPage({ pay: { err_msg, err_desc: 'private' } })).answer).toEqual({ end, message, said: { errMsg: message } })
  })

  it.each([['preVerifyJSAPI:fail', 'config:fail'], ['preVerifyJSAPI:fail_invalid signature', 'config:invalid signature']])('the native %s is unready (%s), and no payment is asked for', async (preVerify, message) => {
    const page = realPage({ preVerify })
    expect(await pay(page).answer).toMatchObject({ end: 'unready', message })
    expect(page.invoked.map(({ name }) => name)).toEqual(['preVerifyJSAPI'])
  })

  it('says nothing without a bridge of its own, so we give up', async () => {
    const { answer, advance, pending } = pay(realPage({}, false))
    await advance(10_000)
    expect(await answer).toMatchObject({ end: 'unready', message: 'wx.config: no answer' })
    expect(pending()).toBe(0)
  })

  it('says nothing where the native side does not, so we give up', async () => {
    const { answer, advance, pending } = pay(realPage({}))
    await advance(180_000)
    expect(await answer).toMatchObject({ end: 'silent' })
    expect(pending()).toBe(0)
  })

  it('can be asked twice on one page, and after a refusal', async () => {
    const page = realPage({ pay: { err_msg: 'get_brand_wcpay_request:cancel' } })
    expect(await pay(page).answer).toMatchObject({ end: 'cancel' })
    expect(await pay(page).answer).toMatchObject({ end: 'cancel' })
    expect(page.invoked.map(({ name }) => name)).toEqual(['preVerifyJSAPI', 'getBrandWCPayRequest', 'preVerifyJSAPI', 'getBrandWCPayRequest'])
  })
})
