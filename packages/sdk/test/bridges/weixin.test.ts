import { describe, expect, it } from 'vitest'
import { payByWeixin, readBridge, signedUrl, wayOf, type WeixinPorts } from '../../src/bridges/weixin'
import type { WeixinJSBridge, WeixinJssdk } from '../../src/bridges/weixin-host'
import { isWeixinReady } from '../../src/bridges/weixin-ready'
import { createCountedClock } from '../support/bench'
import { ANDROID, BRIDGE_PAYLOAD, bridgeSaying, createWeixin, DESKTOP, IPHONE, JSSDK_PAYLOAD } from '../support/weixin'

const CONFIG = { appId: 'wx45ac', timestamp: 1_414_587_457, nonceStr: 'C', signature: 'sig' }

/** Asks the wallet of a browser; `signed` are the addresses that were signed for. */
function ask(weixin: ReturnType<typeof createWeixin>, payload: object, more: Partial<WeixinPorts> = {}) {
  const counted = createCountedClock()
  const controller = new AbortController()
  const signed: string[] = []
  let isAsked = false
  const answer = payByWeixin({ ...payload }, {
    host: weixin.host, clock: counted.clock, signal: controller.signal, onAsk: () => { isAsked = true },
    credentials: (url) => {
      signed.push(url)
      return Promise.resolve(CONFIG)
    },
    ...more,
  })
  return { ...counted, answer, controller, signed, isAsked: () => isAsked }
}

/** A JS-SDK that behaves as told; `calls` are what it was given. */
function jssdkSaying(how: { config?: 'ready' | 'silent' | { errMsg: string }; pay?: ['success' | 'cancel' | 'fail', object]; stale?: object }) {
  const calls: Record<string, unknown>[] = []
  const jssdk: WeixinJssdk = {
    config: (config) => void calls.push({ config }),
    ready(callback) { if (how.config === undefined || how.config === 'ready') callback() },
    error(callback) {
      if (how.stale) callback(how.stale)
      if (typeof how.config === 'object') queueMicrotask(() => callback(how.config))
    },
    chooseWXPay(options) {
      calls.push({ chooseWXPay: options })
      if (how.pay) options[how.pay[0]](how.pay[1])
    },
  }
  return { jssdk, calls }
}

const { bridge } = bridgeSaying()

describe('what a bridge says', () => {
  it.each([
    [{ err_msg: 'get_brand_wcpay_request:ok' }, 'ok'], [{ err_msg: 'get_brand_wcpay_request:cancel' }, 'cancel'], [{ err_msg: 'get_brand_wcpay_request:fail' }, 'fail'],
    [{ err_msg: 'get_brand_wcpay_request:fail_invalid signature' }, 'fail'], [{ err_msg: 'get_brand_wcpay_request:fail_no permission to execute' }, 'fail'],
    [{ err_msg: 'getBrandWCPayRequest:ok' }, 'ok'], [{ errMsg: 'chooseWXPay:ok' }, 'ok'], [{ errMsg: 'chooseWXPay:cancel' }, 'cancel'], [{ errMsg: 'chooseWXPay:invalid signature' }, 'fail'],
    [{ errMsg: 'chooseWXPay:fail, the permission value is offline verifying' }, 'fail'], [{ err_msg: 'system:access_denied' }, 'fail'], [{ err_msg: 'system:ok' }, 'fail'],
    [{ err_msg: 'get_brand_wcpay_request:OK' }, 'fail'], [{ err_msg: 'ok' }, 'fail'], [{ err_msg: 'access_denied' }, 'fail'], [{ err_msg: 7 }, 'fail'], [{}, 'fail'], [undefined, 'fail'], ['ok', 'fail'],
  ])('%j is %s', (said, end) => {
    expect(readBridge(said)).toMatchObject({ end })
  })

  it.each([{ err_msg: 'pre_verify_jsapi:ok' }, { err_msg: 'preVerifyJSAPI:fail' }, { err_msg: 'menu:share:timeline:ok' }])('%j is about something else', (said) => {
    expect(readBridge(said)).toBeUndefined()
  })
})

describe('WeixinJSBridge', () => {
  it('is given the whole answer, and its end is told', async () => {
    const saying = bridgeSaying({ err_msg: 'get_brand_wcpay_request:ok' })
    const { answer, isAsked, pending } = ask(createWeixin(saying), BRIDGE_PAYLOAD)
    expect(await answer).toEqual({ end: 'ok', message: 'get_brand_wcpay_request:ok', said: { err_msg: 'get_brand_wcpay_request:ok' } })
    expect(saying.asked).toEqual([{ name: 'getBrandWCPayRequest', payload: BRIDGE_PAYLOAD }])
    expect([isAsked(), pending()]).toEqual([true, 0])
  })

  it('is waited for until WeixinJSBridgeReady, and not listened for any longer', async () => {
    const weixin = createWeixin()
    const { answer, advance, pending, isAsked } = ask(weixin, BRIDGE_PAYLOAD)
    await advance(9_999)
    expect([weixin.listeners(), isAsked()]).toEqual([1, false])
    weixin.arrive(bridgeSaying({ err_msg: 'get_brand_wcpay_request:cancel' }).bridge)
    expect(await answer).toMatchObject({ end: 'cancel' })
    expect([weixin.listeners(), pending()]).toEqual([0, 0])
  })

  it.each([[ANDROID, 10_000], [IPHONE, 10_000], [DESKTOP, 1_000]])('%s without a bridge: unready after its wait, and nobody is asked', async (userAgent, waitMs) => {
    const weixin = createWeixin({ userAgent })
    const { answer, advance, pending, isAsked } = ask(weixin, BRIDGE_PAYLOAD)
    await advance(waitMs - 1)
    expect(pending()).toBe(1)
    await advance(1)
    expect(await answer).toMatchObject({ end: 'unready', message: expect.stringContaining('WeixinJSBridge') })
    expect([isAsked(), weixin.listeners(), pending()]).toEqual([false, 0, 0])
  })

  it.each([[[]], [[{ err_msg: 'pre_verify_jsapi:ok' }]]])('that answers %j is silent after three minutes', async (answers) => {
    const { answer, advance, pending } = ask(createWeixin(bridgeSaying(...answers)), BRIDGE_PAYLOAD)
    await advance(179_999)
    expect(pending()).toBe(1)
    await advance(1)
    expect(await answer).toMatchObject({ end: 'silent', said: {} })
    expect(pending()).toBe(0)
  })

  it('that first speaks of something else, then of the payment, is heard', async () => {
    expect(await ask(createWeixin(bridgeSaying({ err_msg: 'pre_verify_jsapi:ok' }, { err_msg: 'get_brand_wcpay_request:ok' })), BRIDGE_PAYLOAD).answer).toMatchObject({ end: 'ok' })
  })

  it('that says two things is taken at its first word', async () => {
    expect(await ask(createWeixin(bridgeSaying({ err_msg: 'get_brand_wcpay_request:cancel' }, { err_msg: 'get_brand_wcpay_request:ok' })), BRIDGE_PAYLOAD).answer).toMatchObject({ end: 'cancel' })
  })

  it('that throws has failed after it was asked', async () => {
    const broken: WeixinJSBridge = { invoke() { throw new TypeError('not a function') } }
    const { answer, isAsked, pending } = ask(createWeixin({ bridge: broken }), BRIDGE_PAYLOAD)
    expect(await answer).toMatchObject({ end: 'fail', message: 'not a function' })
    expect([isAsked(), pending()]).toEqual([true, 0])
  })

  it('gets a timeStamp that is a text, which iOS insists on', async () => {
    const saying = bridgeSaying({ err_msg: 'get_brand_wcpay_request:ok' })
    await ask(createWeixin(saying), { ...BRIDGE_PAYLOAD, timeStamp: 1_414_587_457 }).answer
    expect(saying.asked[0]?.payload).toEqual(BRIDGE_PAYLOAD)
  })

  it('aborted, rejects with the reason and leaves nothing behind, whether it waits for the bridge or for the payer', async () => {
    for (const weixin of [createWeixin(), createWeixin({ bridge })]) {
      const { answer, controller, pending, advance } = ask(weixin, BRIDGE_PAYLOAD)
      await advance(0)
      controller.abort(new Error('enough'))
      await expect(answer).rejects.toThrow('enough')
      expect([pending(), weixin.listeners()]).toEqual([0, 0])
    }
  })
})

describe('wx.config and wx.chooseWXPay', () => {
  it('take a payload with timestamp and without appId: configured first, with a small s in timestamp', async () => {
    const { jssdk, calls } = jssdkSaying({ pay: ['success', { errMsg: 'chooseWXPay:ok' }] })
    const saying = bridgeSaying()
    const { answer, signed } = ask(createWeixin({ jssdk, bridge: saying.bridge }), JSSDK_PAYLOAD)
    expect(await answer).toEqual({ end: 'ok', message: 'chooseWXPay:ok', said: { errMsg: 'chooseWXPay:ok' } })
    expect(signed).toEqual(['https://shop.example/cart'])
    const { trade_no: _, transaction_no: __, ...wanted } = JSSDK_PAYLOAD
    expect(calls).toEqual([{ config: { ...CONFIG, jsApiList: ['chooseWXPay'] } }, { chooseWXPay: { ...wanted, success: expect.any(Function), cancel: expect.any(Function), fail: expect.any(Function) } }])
    expect(saying.asked).toEqual([])
  })

  it.each([[BRIDGE_PAYLOAD, 'WeixinJSBridge'], [JSSDK_PAYLOAD, 'wx'], [{ ...JSSDK_PAYLOAD, appId: 'wx45ac' }, 'WeixinJSBridge'], [{}, 'WeixinJSBridge']] as const)('the payload %j goes to %s', (payload, way) => {
    expect(wayOf(payload)).toBe(way)
  })

  it('an option forces either way; timeStamp and timestamp are written as each wants it', async () => {
    const { jssdk, calls } = jssdkSaying({ pay: ['cancel', { errMsg: 'chooseWXPay:cancel' }] })
    expect(await ask(createWeixin({ jssdk, bridge }), BRIDGE_PAYLOAD, { way: 'wx' }).answer).toMatchObject({ end: 'cancel' })
    expect(calls[1]).toMatchObject({ chooseWXPay: { timestamp: '1414587457' } })
    const saying = bridgeSaying({ err_msg: 'get_brand_wcpay_request:ok' })
    expect(await ask(createWeixin({ ...saying, jssdk }), JSSDK_PAYLOAD, { way: 'WeixinJSBridge' }).answer).toMatchObject({ end: 'ok' })
    expect(saying.asked[0]?.payload).toMatchObject({ timeStamp: '1414587457' })
  })

  it('a missing signType is MD5, not the SHA1 that the JS-SDK would take', async () => {
    const { jssdk, calls } = jssdkSaying({ pay: ['success', { errMsg: 'chooseWXPay:ok' }] })
    await ask(createWeixin({ jssdk, bridge }), { ...JSSDK_PAYLOAD, signType: undefined }).answer
    expect(calls[1]).toMatchObject({ chooseWXPay: { signType: 'MD5' } })
  })

  it.each([
    ['fail', { errMsg: 'chooseWXPay:invalid signature' }, 'fail', 'chooseWXPay:invalid signature'],
    ['fail', { errMsg: 'chooseWXPay:permission denied' }, 'fail', 'chooseWXPay:permission denied'],
    ['cancel', { errMsg: 'chooseWXPay:cancel' }, 'cancel', 'chooseWXPay:cancel'],
  ] as const)('%s %j ends as %s', async (how, said, end, message) => {
    expect(await ask(createWeixin({ jssdk: jssdkSaying({ pay: [how, said] }).jssdk, bridge }), JSSDK_PAYLOAD).answer).toMatchObject({ end, message })
  })

  it('a config that is refused is unready in WeChat\'s own words, and nobody is asked', async () => {
    const { jssdk, calls } = jssdkSaying({ config: { errMsg: 'config:invalid signature' } })
    const { answer, isAsked, pending } = ask(createWeixin({ jssdk, bridge }), JSSDK_PAYLOAD)
    expect(await answer).toMatchObject({ end: 'unready', message: 'config:invalid signature' })
    expect([isAsked(), calls.length, pending()]).toEqual([false, 1, 0])
  })

  it('an error of an earlier wx.config, told at once, is not taken for ours', async () => {
    const { jssdk } = jssdkSaying({ stale: { errMsg: 'config:fail' }, pay: ['success', { errMsg: 'chooseWXPay:ok' }] })
    expect(await ask(createWeixin({ jssdk, bridge }), JSSDK_PAYLOAD).answer).toMatchObject({ end: 'ok' })
  })

  it('a config that never answers is unready after ten seconds; a chooseWXPay that never does is silent after three minutes', async () => {
    const config = ask(createWeixin({ jssdk: jssdkSaying({ config: 'silent' }).jssdk, bridge }), JSSDK_PAYLOAD)
    await config.advance(10_000)
    expect(await config.answer).toMatchObject({ end: 'unready', message: 'wx.config: no answer' })
    const choose = ask(createWeixin({ jssdk: jssdkSaying({}).jssdk, bridge }), JSSDK_PAYLOAD)
    await choose.advance(180_000)
    expect(await choose.answer).toMatchObject({ end: 'silent' })
    expect([config.pending(), choose.pending()]).toEqual([0, 0])
  })

  it('without wx nothing is signed or asked, and the message says what to load', async () => {
    const { answer, signed, isAsked } = ask(createWeixin({ bridge }), JSSDK_PAYLOAD)
    expect(await answer).toMatchObject({ end: 'unready', message: expect.stringContaining('no wx'), cause: { code: 611, hint: expect.stringContaining('weixin-js-sdk') } })
    expect([signed, isAsked()]).toEqual([[], false])
  })

  it('can be handed in, and then are not looked for in the page', async () => {
    const [given, global] = [jssdkSaying({ pay: ['success', { errMsg: 'chooseWXPay:ok' }] }), jssdkSaying({})]
    expect(await ask(createWeixin({ jssdk: global.jssdk, bridge }), JSSDK_PAYLOAD, { wx: given.jssdk }).answer).toMatchObject({ end: 'ok' })
    expect([given.calls.length, global.calls.length]).toEqual([2, 0])
  })

  it('credentials that don\'t come are unready, with their error', async () => {
    const refused = new Error('no ticket')
    const { answer } = ask(createWeixin({ jssdk: jssdkSaying({}).jssdk, bridge }), JSSDK_PAYLOAD, { credentials: () => Promise.reject(refused) })
    expect(await answer).toEqual({ end: 'unready', message: 'no ticket', said: {}, cause: refused })
  })
})

describe('the address that is signed', () => {
  it.each([[ANDROID, 'https://shop.example/cart'], [DESKTOP, 'https://shop.example/cart'], [IPHONE, 'https://shop.example/?code=7'], [IPHONE.replace(/iPhone/g, 'iPad'), 'https://shop.example/?code=7']])('in %s it is %s', (userAgent, url) => {
    expect(signedUrl(createWeixin({ userAgent }).host)).toBe(url)
  })

  it('can be given', async () => {
    const { answer, signed } = ask(createWeixin({ jssdk: jssdkSaying({ pay: ['success', { errMsg: 'chooseWXPay:ok' }] }).jssdk, bridge }), JSSDK_PAYLOAD, { url: 'https://shop.example/entry' })
    await answer
    expect(signed).toEqual(['https://shop.example/entry'])
  })
})

describe('whether this is WeChat', () => {
  it('is known at once where the bridge is there', async () => {
    const { clock, pending } = createCountedClock()
    expect(await isWeixinReady({ host: createWeixin({ bridge }).host, clock, signal: new AbortController().signal })).toBe(true)
    expect(pending()).toBe(0)
  })

  it.each([
    ['no wx', 'rejects', {}, {}], ['a wx that is no JS-SDK', 'rejects', { wx: { miniProgram: {} } }, {}], ['the page\'s wx', 'is ready', {}, { jssdk: jssdkSaying({}).jssdk }],
    ['a wx that was handed in', 'is ready', { wx: jssdkSaying({}).jssdk }, {}],
  ] as const)('rule 9: with the way by wx forced, %s %s', async (_case, how, given, browser) => {
    const { clock } = createCountedClock()
    const ready = isWeixinReady({ host: createWeixin({ bridge, ...browser }).host, clock, signal: new AbortController().signal, way: 'wx', ...given })
    if (how === 'is ready') expect(await ready).toBe(true)
    else await expect(ready).rejects.toMatchObject({ code: 611, message: '611: unsupported function: this page has no wx', hint: expect.stringContaining('script tag') })
  })

  it('that it is not WeChat is said before that wx is missing', async () => {
    const { clock, advance } = createCountedClock()
    const ready = isWeixinReady({ host: createWeixin({ userAgent: DESKTOP }).host, clock, signal: new AbortController().signal, way: 'wx' })
    await advance(1_000)
    expect(await ready).toBe(false)
  })
})
