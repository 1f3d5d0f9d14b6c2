import type { Page } from '@playwright/test'
import { expect, test, type OwnDemo } from '../fixtures/own-demo'
import { ways, wechatPage } from '../models/wechat'

type Payload = Record<'timeStamp' | 'package' | 'signType', string>

/** Changes what the merchant has answered, on its way to the page. */
async function changed(page: Page, { merchant }: Pick<OwnDemo, 'merchant'>, path: string, change: (answer: Payload) => object): Promise<void> {
  await page.route((url) => url.origin === merchant && url.pathname.endsWith(path), async (route) => {
    const response = await route.fetch()
    const isOrder = route.request().method() === 'POST' || path !== '/pay/order/'
    await (isOrder ? route.fulfill({ response, json: change((await response.json()) as Payload) }) : route.fulfill({ response }))
  })
}

/** What WeChat refuses, each the mistake of many a shop. */
const mistakes: Readonly<Record<string, (payload: Payload) => object>> = {
  'a timestamp in milliseconds': (payload) => ({ ...payload, timeStamp: `${payload.timeStamp}000` }),
  'a doubled prepay_id=': (payload) => ({ ...payload, package: `prepay_id=${payload.package}` }),
  'a prepay_id without its name': (payload) => ({ ...payload, package: payload.package.replace('prepay_id=', '') }),
  'a signType that was not signed with': (payload) => ({ ...payload, signType: payload.signType === 'MD5' ? 'HMAC-SHA256' : 'MD5' }),
}

for (const way of ways) {
  for (const [name, change] of Object.entries(mistakes)) {
    test(`${way}: ${name} is refused before the wallet opens, and nothing is paid`, async ({ driver, page, demo }) => {
      await changed(page, demo, '/pay/order/', change)
      const model = wechatPage(driver)
      await model.logIn()
      await model.payBy(way)
      await model.waitForReading('waiting')
      expect(await model.said()).toMatch(/fail$/)
      expect(await model.notice()).toContain('支付验证签名失败')
      expect(await model.isWalletOpen()).toBe(false)
    })
  }
}

test('wx.config with a signature for another page is refused, and no payment is asked for', async ({ driver, page, demo }) => {
  await changed(page, demo, '/jssdk-credentials/', (credentials) => ({ ...credentials, signature: '0'.repeat(40) }))
  const model = wechatPage(driver)
  await model.logIn()
  await model.payBy('wx.chooseWXPay')
  await model.waitForReading('waiting')
  expect(await model.said()).toBe('config:invalid signature')
  expect(await model.isWalletOpen()).toBe(false)
})

test.describe('on iOS', () => {
  test.use({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49' })

  test('wx.config is signed for the address that the page was entered by, not for the one that it went on to', async ({ driver, page }) => {
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
  })
})
