import { createManualClock, createMockServer, createSeededRandom, type ManualClock, type MockServer } from '@baas-pay/mock-server'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createContext, runInContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../src/baas/app'
import { createFacade } from '../../src/baas/facade'
import { createPayWithPaymentCode } from '../../src/baas/payment-code'
import type { WeixinHost, WeixinJssdk } from '../../src/bridges/weixin-host'
import { fetchTransport } from '../../src/index'
import { outcome } from '../support/facade'
import { createWeixin, IPHONE } from '../support/weixin'

const [MERCHANT, WALLETS, SHOP] = ['http://127.0.0.1:8787', 'http://127.0.0.1:8788', 'http://127.0.0.1:5173']
const PAGE = `${SHOP}/wechat/?id=7`
const goods = { totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' }
const source = readFileSync(createRequire(import.meta.url).resolve('weixin-js-sdk'), 'utf8')
type Json = Record<string, unknown>

let server: MockServer
let clock: ManualClock
let token: string | undefined
/** What becomes of the next request: true loses its answer after the server has done it. */
let losesAnswer: ((request: Request) => boolean) | undefined
beforeEach(() => {
  clock = createManualClock()
  server = createMockServer({ clock, random: createSeededRandom(1) })
  token = undefined
  losesAnswer = undefined
})
afterEach(() => server.close())

const json = async (answer: Response | Promise<Response>): Promise<Json> => JSON.parse(await (await answer).text()) as Json

const phone = (path: string, body: object, headers = {}) =>
  json(server.wallets.fetch(new Request(`${WALLETS}/phone/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })))

const wire: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const isLost = losesAnswer?.(request) ?? false
  const answer = await server.merchant.fetch(request)
  if (!isLost) return answer
  losesAnswer = undefined
  throw new TypeError('connection reset')
}

function page(weixin?: WeixinHost) {
  const app = createApp({ clock, stored: (key) => (key === 'ifx_baas_auth_token' && token ? JSON.stringify({ value: token }) : null), isOnline: () => true, ...(weixin && { weixin }) })
  const BaaS = createFacade(app)
  BaaS.init('demo', { host: MERCHANT, extensions: true, transport: fetchTransport(wire) })
  return { BaaS, payWithPaymentCode: createPayWithPaymentCode(app) }
}

/** MinCloud's own login through WeChat, up to the token that it stores. */
async function logIn() {
  const headers = { 'content-type': 'application/json', 'x-hydrogen-client-id': 'demo' }
  const post = (path: string, body: object) => json(server.merchant.fetch(new Request(`${MERCHANT}/hserve/v2.0/idp/oauth-wechat-mp/${path}/`, { method: 'POST', headers, body: JSON.stringify(body) })))
  const { redirect_url } = await post('redirect', { callback_url: `${SHOP}/auth.html?provider=oauth-wechat-mp&handler=login`, silent_login: true })
  const location = (answer: Response) => answer.headers.get('location') ?? ''
  const back = location(await server.wallets.fetch(new Request(String(redirect_url))))
  const auth_token = new URL(location(await server.merchant.fetch(new Request(back)))).searchParams.get('token')
  token = String((await post('authenticate', { auth_token, create_user: true, update_userprofile: 'setnx' }))['token'])
}

/** The bridge of the simulated WeChat: it posts what it is asked, and the payer replies. */
function simulatedWeixin(reply: object) {
  const bridge = {
    async invoke(name: string, payload: object, callback: (said: unknown) => void) {
      const call = { invoke: name, payload, url: PAGE }
      const ask = async (more: object) => phone('jsapi', { ...call, ...more }, { origin: SHOP })
      const said = await ask({})
      callback(said['ask'] === undefined ? said : await ask(reply))
    },
  }
  const window: Json = { navigator: { userAgent: IPHONE, platform: 'iPhone' }, location: { href: PAGE }, document: { title: '', addEventListener() {} }, console, module: {}, Image: Object, WeixinJSBridge: bridge }
  window['window'] = window
  runInContext(source, createContext(window))
  const { exports: jssdk } = Object(window['module']) as { exports: WeixinJssdk }
  return { ...createWeixin({ bridge, jssdk, userAgent: IPHONE }).host, enteredUrl: () => PAGE, currentUrl: () => `${SHOP}/wechat/after-push-state` }
}

const statusOf = async ({ BaaS }: ReturnType<typeof page>, trade_no: string | undefined) =>
  (await new BaaS.Order().limit(1).getOrderList({ trade_no: trade_no ?? 'none' })).data.objects[0]?.status

describe('the documented API over the mock server', () => {
  it('native: the code is scanned and paid, and the order says so by list and by number', async () => {
    const shop = page()
    const { data } = await shop.BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...goods, merchandiseRecordID: 'r', merchandiseSnapshot: { size: 'L' } })
    expect(await statusOf(shop, data.trade_no)).toBe('pending')
    await phone('pay', { content: data.code_url, password: '123456' })
    expect(await statusOf(shop, data.trade_no)).toBe('success')
    expect((await new shop.BaaS.Order().get(data.transaction_no)).data).toMatchObject({ trade_no: data.trade_no, status: 'success', merchandise_record_id: 'r', merchandise_snapshot: { size: 'L' } })
  })

  it('filters, limits and sorts the orders of who is logged in', async () => {
    await logIn()
    const { BaaS } = page()
    for (const id of ['a', 'b', 'b']) {
      await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...goods, merchandiseRecordID: id, totalCost: id === 'a' ? 1 : 2 })
      await clock.advance(1_000)
    }
    const shown = async (order: InstanceType<typeof BaaS.Order>, params = {}) => (await order.getOrderList(params)).data
    expect((await shown(new BaaS.Order(), { merchandise_record_id: 'b' })).objects).toHaveLength(2)
    expect((await shown(new BaaS.Order().limit(1).offset(1))).meta).toMatchObject({ limit: 1, offset: 1, total_count: 3 })
    expect((await shown(new BaaS.Order().orderBy('created_at'))).objects.map((order) => order.merchandise_record_id)).toEqual(['a', 'b', 'b'])
    expect((await shown(new BaaS.Order().setQuery({ $and: [{ total_cost: { $lt: 2 } }] }))).objects).toHaveLength(1)
    expect((await shown(new BaaS.Order(), { status: 'success' })).objects).toEqual([])
  })

  it('H5: a link to the wallet', async () => {
    const { data } = await page().BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_wap', ...goods, returnUrl: `${SHOP}/return` })
    expect(data.mweb_url).toMatch(/^http:\/\/127\.0\.0\.1:8788\/.*redirect_url=http%3A%2F%2F127\.0\.0\.1%3A5173%2Freturn/)
  })

  it('a refusal has the server\'s words', async () => {
    expect(await outcome(page().BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_wap', ...goods, returnUrl: 'https://evil.example/' }))).toMatchObject({ code: 400, message: expect.stringContaining('return_url') })
    token = 'a bad one'
    expect(await outcome(new (page().BaaS.Order)().getOrderList())).toMatchObject({ code: 401 })
  })
})

describe('inside WeChat, over the mock server', () => {
  const js = { gatewayType: 'weixin_tenpay_js', ...goods } as const

  it.each(['WeixinJSBridge', 'wx'] as const)('by %s: logged in, asked for the password, paid; the order says so', async (way) => {
    await logIn()
    const shop = page(simulatedWeixin({ password: '123456' }))
    const result = await shop.BaaS.payment.payWithWechat({ ...js, way })
    expect(result.err_msg).toBe(way === 'wx' ? 'chooseWXPay:ok' : 'get_brand_wcpay_request:ok')
    expect(await statusOf(shop, result.trade_no)).toBe('success')
  })

  it.each(['WeixinJSBridge', 'wx'] as const)('by %s: a payer who gives up is a 607 whose order is still open', async (way) => {
    await logIn()
    const shop = page(simulatedWeixin({ cancel: true }))
    const error = await outcome(shop.BaaS.payment.payWithWechat({ ...js, way }))
    expect(error).toMatchObject({ code: 607, mayHavePaid: true, tradeNo: expect.any(String) })
    expect(await statusOf(shop, (error as { tradeNo?: string }).tradeNo)).toBe('pending')
  })

  it('on iOS the signed address is the one that the page was entered by; another is refused before the payer is asked', async () => {
    await logIn()
    const shop = page(simulatedWeixin({ password: '123456' }))
    expect(await outcome(shop.BaaS.payment.payWithWechat({ ...js, way: 'wx', jssdkUrl: `${SHOP}/wechat/after-push-state` }))).toMatchObject({ code: 608, message: '608: config:invalid signature', mayHavePaid: false })
  })

  it('a guest is refused, and nobody is asked', async () => {
    expect(await outcome(page(simulatedWeixin({ password: '123456' })).BaaS.payment.payWithWechat(js))).toMatchObject({ code: 400, message: expect.stringContaining('no openid'), mayHavePaid: false })
  })

  it('credentials can be had for a page of one\'s own', async () => {
    expect(await page().BaaS.getWechatJSSDKCredentials(PAGE)).toEqual({ appid: expect.any(String), timestamp: expect.any(Number), noncestr: expect.any(String), signature: expect.stringMatching(/^[0-9a-f]{40}$/) })
  })
})

describe('a payment code, over the mock server', () => {
  const codeOfPhone = async () => String((await phone('payment-code', { provider: 'wechat' }))['auth_code'])

  it('is charged at once, and a second time refused', async () => {
    const shop = page()
    const authCode = await codeOfPhone()
    const { data } = await shop.payWithPaymentCode({ authCode, ...goods })
    expect(data).toMatchObject({ status: 'success' })
    expect(await statusOf(shop, data.trade_no)).toBe('success')
    expect(await outcome(shop.payWithPaymentCode({ authCode, ...goods }))).toMatchObject({ code: 608, errCode: expect.stringMatching(/^AUTH_?CODE/), mayHavePaid: false })
  })

  it('rule 4: a charge whose answer was lost is found by its token, and there is one order', async () => {
    await logIn()
    const shop = page()
    losesAnswer = (request) => request.method === 'POST'
    const { data } = await shop.payWithPaymentCode({ authCode: await codeOfPhone(), ...goods })
    expect(data).toMatchObject({ status: 'success' })
    expect((await new shop.BaaS.Order().getOrderList()).data.objects).toHaveLength(1)
  })

  it('waits for a password where the amount is large', async () => {
    const shop = page()
    const { data } = await shop.payWithPaymentCode({ authCode: await codeOfPhone(), ...goods, totalCost: 1_000.01 })
    expect(data).toMatchObject({ status: 'pending', trade_state: 'USERPAYING' })
  })
})
