import type { Page } from '@playwright/test'
import type { Driver } from '../driver/driver'
import { byRole, demoPart, inside, nth, part, phonePart } from '../driver/target'
import { createCashier } from '../fixtures/cashier'
import type { OwnDemo } from '../fixtures/own-demo'
import { articlePage } from '../models/article'
import { gallery } from '../models/gallery'
import { h5Page } from '../models/h5'
import { createScanner, kiosk, scannerTest, type Screen } from '../models/kiosk'
import { middlePage } from '../models/middle-page'
import { phonePage } from '../models/phone-page'
import { shop } from '../models/shop'
import { wechatPage } from '../models/wechat'

/** What a page is reached with. */
export interface Visit {
  readonly driver: Driver
  readonly page: Page
  readonly demo: OwnDemo
}

const CLIENT = { 'content-type': 'application/json', 'x-hydrogen-client-id': 'demo' }

/** Orders as the SDK does, for the pages of wallets that no demo leads to. */
async function paymentUrl({ merchant }: OwnDemo, gateway_type: string): Promise<string> {
  const body = JSON.stringify({ gateway_type, total_cost: 76, merchandise_description: '《海上的风》2 张' })
  const response = await fetch(`${merchant}/hserve/v2.2/idp/pay/order/`, { method: 'POST', headers: CLIENT, body })
  return ((await response.json()) as { readonly payment_url: string }).payment_url
}

/** Goes in this tab to where an action leads in a tab of its own: by a link, since WeChat asks where its payers come from. */
async function follow(driver: Driver, act: () => Promise<unknown>): Promise<void> {
  const tab = await driver.tabOpenedBy(act)
  await middlePage(tab).waitFor('cashier')
  const url = await tab.url()
  await tab.closeTab()
  await middlePage(driver).follow(url)
}

async function toWallet({ driver }: Visit): Promise<void> {
  const h5 = h5Page(driver)
  await h5.open()
  await h5.pay()
  await driver.waitFor({ by: { css: 'button[data-pay-main]' } })
  // A phone's browser is offered a choice first and then left; on a desktop the wallet's page has a tab of its own.
  if (await h5.dialog.has('pay')) await h5.dialog.pay()
  else await follow(driver, h5.dialog.openWallet)
  await middlePage(driver).waitFor('cashier')
}

/** By the first of these ways that is offered here: a phone's browser is offered others than a desktop's. */
async function payBy(driver: Driver, ...wanted: readonly string[]): Promise<void> {
  const { dialog } = shop(driver)
  await driver.waitFor(nth(part('method'), 1))
  const offered = await driver.eval(() => [...document.querySelectorAll<HTMLElement>('[data-pay-part="method"]')].map(({ dataset }) => dataset['payGateway'] ?? ''))
  await dialog.choose(wanted.find((one) => offered.includes(one)) ?? '')
  await dialog.pay()
}

/** The shop's dialog with a code to scan. */
async function toCode(driver: Driver, ...wanted: readonly string[]): Promise<string> {
  await shop(driver).toWays()
  await payBy(driver, ...wanted)
  return shop(driver).dialog.readQr()
}

const onPhone = (wallet: 'wechat' | 'alipay' | 'qq') => async ({ driver, demo }: Visit) => {
  await phonePage(driver, demo.wallets).open()
  await driver.click(inside(phonePart('home-wallets'), phonePart(`wallet-${wallet}`)))
}

/** A sale whose customer has shown a payment code. */
const atTill = (screen: Screen, { yuan = '9.9', provider = 'wechat', fault }: { readonly yuan?: string, readonly provider?: 'wechat' | 'alipay' | 'qq', readonly fault?: string } = {}) => async ({ driver, page, demo }: Visit) => {
  const till = kiosk(driver)
  await till.toScan(yuan)
  const code = await demo.phone.paymentCode(provider)
  if (fault) await demo.setFault({ name: fault, times: 1 })
  await (await createScanner(page)).scan(code)
  await till.waitFor(screen)
}

/** How somebody gets to each page. */
export const pages: Readonly<Record<string, (visit: Visit) => Promise<unknown>>> = {
  'home': ({ driver }) => driver.goto('/'),
  'shop': ({ driver }) => shop(driver).open(),
  'shop-cart': async ({ driver }) => {
    await shop(driver).open()
    for (const goods of ['深蓝色秋裤', '保温杯 480 mL', '阅读台灯']) await shop(driver).add(goods)
  },
  'shop-paying': ({ driver }) => toCode(driver, 'weixin_tenpay_native', 'qpay_native'),
  'shop-paid': async ({ driver, demo }) => {
    await demo.phone.pay(await toCode(driver, 'weixin_tenpay_native', 'qpay_native'))
    await shop(driver).dialog.waitFor('paid')
  },
  'shop-choice': ({ driver }) => shop(driver).toWays(),
  'shop-qq': ({ driver }) => toCode(driver, 'qpay_native'),
  // A phone's browser leaves for it, on a desktop the shop's page stays.
  'shop-at-alipay': async ({ driver }) => {
    await shop(driver).toWays()
    await payBy(driver, 'alipay_page', 'alipay_wap')
    await driver.waitFor({ by: { css: '[data-pay-part="dialog"][data-pay-state="waiting"], [data-h5-screen="login"]' } })
  },
  'shop-return': async ({ driver }) => {
    await toCode(driver, 'weixin_tenpay_native', 'qpay_native')
    await driver.goto('/shop/return')
    await shop(driver).returned.waitFor('waiting')
  },
  'walnut-shop': ({ driver }) => shop(driver).open('walnut'),
  'walnut-choice': ({ driver }) => shop(driver).toWays('walnut'),
  'walnut-paying': async ({ driver }) => {
    await shop(driver).toQr('weixin_tenpay_native', 'walnut')
    await shop(driver).dialog.readQr()
  },
  'walnut-frame': async ({ driver }) => {
    await shop(driver).toQr('alipay_qrcode', 'walnut')
    await shop(driver).dialog.readQr()
  },
  'walnut-paid': async ({ driver, demo }) => {
    await shop(driver).toQr('weixin_tenpay_native', 'walnut')
    await demo.phone.pay(await shop(driver).dialog.readQr())
    await shop(driver).dialog.waitFor('paid')
  },
  'walnut-article': async ({ driver }) => {
    await articlePage(driver).logIn('walnut')
    await articlePage(driver).waitFor('locked')
  },
  'walnut-h5': ({ driver }) => h5Page(driver).open('walnut'),
  'walnut-h5-choice': async ({ driver }) => {
    await h5Page(driver).open('walnut')
    await h5Page(driver).pay()
    await driver.waitFor({ by: { css: 'button[data-pay-main]' } })
  },
  'walnut-wechat-paid': async ({ driver }) => {
    await wechatPage(driver).logIn('walnut')
    await wechatPage(driver).toWallet('wx.chooseWXPay')
    await wechatPage(driver).enter('123456')
    await wechatPage(driver).waitForReading('paid')
  },
  'article': async ({ driver }) => {
    await articlePage(driver).open()
    await articlePage(driver).waitFor('guest')
  },
  'article-locked': async ({ driver }) => {
    await articlePage(driver).logIn()
    await articlePage(driver).waitFor('locked')
  },
  'h5': ({ driver }) => h5Page(driver).open(),
  'h5-choice': async ({ driver }) => {
    await h5Page(driver).open()
    await h5Page(driver).pay()
    await driver.waitFor({ by: { css: 'button[data-pay-main]' } })
  },
  'h5-middle': toWallet,
  'h5-middle-paid': async (visit) => {
    await toWallet(visit)
    await middlePage(visit.driver).pay()
    await middlePage(visit.driver).waitFor('paid')
  },
  'h5-return': async (visit) => {
    await toWallet(visit)
    await middlePage(visit.driver).cancel()
    await h5Page(visit.driver).waitForReturn('waiting')
  },
  'wechat': async ({ driver }) => {
    await driver.goto('/wechat')
    await driver.waitFor(byRole('button', '微信登录'))
  },
  'wechat-logged-in': ({ driver }) => wechatPage(driver).logIn(),
  'wechat-wallet': async ({ driver }) => {
    await wechatPage(driver).logIn()
    await wechatPage(driver).toWallet('WeixinJSBridge')
  },
  'wechat-paid': async ({ driver }) => {
    await wechatPage(driver).logIn()
    await wechatPage(driver).toWallet('WeixinJSBridge')
    await wechatPage(driver).enter('123456')
    await wechatPage(driver).waitForReading('paid')
  },
  'kiosk': ({ driver }) => kiosk(driver).open(),
  'kiosk-goods': async ({ driver, page }) => {
    await kiosk(driver).open()
    for (const key of ['F1', 'F3', 'F3']) await page.keyboard.press(key)
  },
  'kiosk-ready': ({ driver }) => kiosk(driver).toScan('1299'),
  'kiosk-by-hand': async ({ driver }) => {
    await kiosk(driver).toScan()
    await kiosk(driver).press('scan-type')
  },
  'kiosk-confirming': atTill('confirming', { yuan: '1299', provider: 'alipay' }),
  'kiosk-paid': atTill('paid', { provider: 'qq' }),
  'kiosk-refused': async (visit) => {
    await visit.demo.phone.setBalance(100)
    await atTill('refused')(visit)
  },
  'kiosk-reversed': async (visit) => {
    await atTill('confirming', { yuan: '1299', provider: 'alipay' })(visit)
    await kiosk(visit.driver).cancel()
    await kiosk(visit.driver).waitFor('reversed')
  },
  'kiosk-unknown': async (visit) => {
    await visit.page.route(`${visit.demo.merchant}/hserve/**`, (route) => route.abort('connectionreset'))
    await atTill('unknown')(visit)
  },
  'kiosk-results': async (visit) => {
    await atTill('paid')(visit)
    await kiosk(visit.driver).press('next')
    await visit.page.route(`${visit.demo.merchant}/hserve/**`, (route) => route.abort('connectionreset'))
    await kiosk(visit.driver).typeAmount('5')
    await kiosk(visit.driver).pay()
    await kiosk(visit.driver).waitFor('ready')
    await (await createScanner(visit.page)).scan(await visit.demo.phone.paymentCode('alipay'))
    await kiosk(visit.driver).waitFor('unknown')
    await kiosk(visit.driver).leave()
  },
  'scanner': ({ driver }) => scannerTest(driver).open(),
  'scanner-report': async ({ driver, page, demo }) => {
    await scannerTest(driver).open()
    await (await createScanner(page)).scan(await demo.phone.paymentCode('wechat'), { end: '\t' })
    await scannerTest(driver).waitFor('fair')
  },
  'gallery': ({ driver }) => gallery(driver).entries(),
  'phone-wechat': onPhone('wechat'),
  'phone-alipay': onPhone('alipay'),
  'phone-qq': onPhone('qq'),
  'phone-code': async ({ driver, demo }) => {
    await phonePage(driver, demo.wallets).open()
    await phonePage(driver, demo.wallets).goTo('code')
    await driver.waitFor(phonePart('code-qr'))
  },
  'phone-confirm': async ({ driver, demo }) => {
    await phonePage(driver, demo.wallets).scan(await createCashier(demo).show(76))
  },
  'phone-paid': async ({ driver, demo }) => {
    const phone = phonePage(driver, demo.wallets)
    await phone.scan(await createCashier(demo).show(76))
    await phone.pay('123456')
    await phone.waitFor('paid')
  },
  'phone-tools': async ({ driver, demo }) => {
    await phonePage(driver, demo.wallets).open()
    await phonePage(driver, demo.wallets).goTo('tools')
  },
  'alipay-cashier': async ({ page, demo }) => page.goto(await paymentUrl(demo, 'alipay_page')),
  'article-requests': async ({ driver, page }) => {
    await driver.goto('/article')
    if (!(await driver.isVisible(demoPart('dock')))) await page.getByRole('button', { name: '手机', exact: true }).click()
    await driver.click(demoPart('tab-requests'))
  },
}
