import type { Page } from '@playwright/test'
import { expect, test, type OwnDemo } from '../fixtures/own-demo'
import { backends, type Backend } from '../models/backend'
import { ways, wechatPage, type Way } from '../models/wechat'

type Json = Readonly<Record<string, unknown>>

/** What the wallet is called with: `timeStamp` for the bridge, `timestamp` where seed 002 has it prepared for `wx.chooseWXPay`. */
type Payload = Readonly<Record<'package' | 'signType', string> & Partial<Record<'timeStamp' | 'timestamp', string>>>

/** An answer of the merchant's that is changed on its way to the page. */
interface Answer<T> {
  readonly path: string
  readonly method: 'GET' | 'POST'
  /** The answer with what it holds of that kind changed. */
  readonly with: (answer: Json, change: (held: T) => object) => object
}

async function changed<T>(page: Page, { merchant }: Pick<OwnDemo, 'merchant'>, answer: Answer<T>, change: (held: T) => object): Promise<void> {
  await page.route((url) => url.origin === merchant && url.pathname === answer.path, async (route) => {
    const response = await route.fetch()
    const isIt = route.request().method() === answer.method
    await (isIt ? route.fulfill({ response, json: answer.with((await response.json()) as Json, change) }) : route.fulfill({ response }))
  })
}

const inData = (change: (data: Json) => object) => (answer: Json): object => ({ ...answer, data: change(answer['data'] as Json) })

/** Where each backend tells what the wallet is called with. */
const payloads: readonly { readonly backend: Backend, readonly way: Way, readonly answer: Answer<Payload> }[] = [
  ...ways.map((way) => ({ backend: 'mincloud', way, answer: { path: '/hserve/v2.2/idp/pay/order/', method: 'POST', with: (answer: Json, change: (payload: Payload) => object) => change(answer as Payload) } } as const)),
  {
    backend: 'walnut', way: 'WeixinJSBridge',
    answer: { path: '/api/demo/pay/buy', method: 'POST', with: (answer, change) => inData((order) => {
      const result = order['pay_re'] as Json
      return { ...order, pay_re: { ...result, data: change(result['data'] as Payload) } }
    })(answer) },
  },
  { backend: 'walnut', way: 'wx.chooseWXPay', answer: { path: '/api/demo/pay', method: 'GET', with: (answer, change) => inData((data) => change(data as Payload))(answer) } },
]

/** What WeChat refuses, each the mistake of many a shop. */
const mistakes: Readonly<Record<string, (payload: Payload) => object>> = {
  'a timestamp in milliseconds': (payload) => ({ ...payload, ...(payload.timeStamp ? { timeStamp: `${payload.timeStamp}000` } : { timestamp: `${payload.timestamp}000` }) }),
  'a doubled prepay_id=': (payload) => ({ ...payload, package: `prepay_id=${payload.package}` }),
  'a prepay_id without its name': (payload) => ({ ...payload, package: payload.package.replace('prepay_id=', '') }),
  'a signType that was not signed with': (payload) => ({ ...payload, signType: payload.signType === 'MD5' ? 'HMAC-SHA256' : 'MD5' }),
}

for (const { backend, way, answer } of payloads) {
  for (const [name, change] of Object.entries(mistakes)) {
    test(`${way} over ${backend}: ${name} is refused before the wallet opens, and nothing is paid`, async ({ driver, page, demo }) => {
      await changed(page, demo, answer, change)
      const model = wechatPage(driver)
      await model.logIn(backend)
      await model.payBy(way)
      await model.waitForReading('waiting')
      expect(await model.said()).toMatch(/fail$/)
      expect(await model.notice()).toContain('支付验证签名失败')
      expect(await model.isWalletOpen()).toBe(false)
      await demo.ledger.expect({ orders: 1, charges: 0 })
    })
  }
}

for (const backend of backends) {
  test(`wx.config with a signature for another page is refused, and no payment is asked for, over ${backend}`, async ({ driver, page, demo }) => {
    await changed<Json>(page, demo, { path: '/hserve/v2.4/idp/wechat/jssdk-credentials/', method: 'GET', with: (answer, change) => change(answer) }, (credentials) => ({ ...credentials, signature: '0'.repeat(40) }))
    const model = wechatPage(driver)
    await model.logIn(backend)
    await model.payBy('wx.chooseWXPay')
    await model.waitForReading('waiting')
    expect(await model.said()).toBe('config:invalid signature')
    expect(await model.isWalletOpen()).toBe(false)
  })
}

test.describe('on iOS', () => {
  test.use({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49' })

  test('wx.config is signed for the address that the page was entered by, not for the one that it went on to', async ({ driver, page, demo }) => {
    // The JS-SDK reports its own timing to WeChat from there.
    await page.route('https://open.weixin.qq.com/**', (route) => route.abort())
    const model = wechatPage(driver)
    await model.logIn()
    await driver.goto('/')
    await driver.eval(() => document.querySelector<HTMLElement>('nav a[href="/wechat"]')?.click())
    await model.waitUntilPayable()
    expect(await driver.eval(() => [location.pathname, new URL(performance.getEntriesByType('navigation')[0]?.name ?? '').pathname])).toEqual(['/wechat', '/'])
    await model.toWallet('wx.chooseWXPay')
    await model.enter('123456')
    await model.waitForReading('paid')
    await demo.ledger.expect({ orders: 1, charges: 1 })
  })
})
