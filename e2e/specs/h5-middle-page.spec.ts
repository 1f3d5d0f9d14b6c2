import type { Page } from '@playwright/test'
import type { Driver } from '../driver/driver'
import { axeFindings } from '../fixtures/axe'
import { expect, test, type H5Shop } from '../fixtures/h5-order'
import { middlePage } from '../models/middle-page'
import { phonePage } from '../models/phone-page'

const NOON = Date.UTC(2026, 0, 1, 4)

/** From here on the tab's time stands still until it is told to run. */
async function stopClock({ clock }: Page): Promise<void> {
  await clock.install({ time: NOON })
  await clock.pauseAt(NOON + 1000)
}

/** The payer's phone, on which the order has come up by itself. */
async function phoneThatIsAsked(driver: Driver, { wallets }: H5Shop) {
  const tab = await driver.openTab()
  await tab.goto(`${wallets}/phone`)
  const phone = phonePage(tab, wallets)
  await phone.waitFor('request')
  return phone
}

test('the middle page shows the order, takes the payment and goes back when the payer is done', async ({ driver, h5, origins }) => {
  const order = await h5.order()
  const page = middlePage(driver)
  await page.follow(order.mweb_url, `${origins.playground}/shop?from=h5`)
  await page.waitFor('cashier')
  expect([await page.amount(), await page.merchant(), await page.subject(), await page.isPasswordAsked()]).toEqual(['0.10', '体验商户', '深蓝色秋裤', false])
  await page.pay()
  await page.waitFor('paid')
  await page.done()
  await expect.poll(() => driver.url()).toBe(`${origins.playground}/shop?from=h5`)
  await expect.poll(() => h5.statusOf(order)).toBe('success')
})

test('a payer who cancels is back at once, and may come again', async ({ driver, h5, origins }) => {
  const order = await h5.order()
  const page = middlePage(driver)
  await page.follow(order.mweb_url, `${origins.playground}/shop`)
  await page.waitFor('cashier')
  await page.cancel()
  await expect.poll(() => driver.url()).toBe(`${origins.playground}/shop`)
  expect(await h5.statusOf(order)).toBe('pending')
  await page.follow(order.mweb_url)
  await page.waitFor('cashier')
})

test('after five seconds the page goes on, even from under a payer who types; the phone takes the payment then', async ({ driver, h5, page: tab, origins }) => {
  await stopClock(tab)
  const order = await h5.order(1000.01)
  const page = middlePage(driver)
  await page.follow(order.mweb_url, `${origins.playground}/shop`)
  await page.waitFor('cashier')
  await tab.keyboard.type('123')
  await tab.clock.runFor(4999)
  await page.waitFor('cashier')
  await tab.clock.runFor(1)
  await expect.poll(() => driver.url()).toBe(`${origins.playground}/shop`)
  expect(await h5.statusOf(order)).toBe('pending')
  await tab.clock.resume()
  const phone = await phoneThatIsAsked(driver, h5)
  await phone.pay('123456')
  await phone.waitFor('paid')
  await expect.poll(() => h5.statusOf(order)).toBe('success')
})

test('an order that the middle page left can be declined on the phone, and paid by another visit', async ({ driver, h5 }) => {
  const order = await h5.order()
  const page = middlePage(driver)
  await page.follow(order.mweb_url)
  await page.waitFor('cashier')
  const phone = await phoneThatIsAsked(driver, h5)
  await phone.refuse()
  await phone.waitFor('refused')
  expect(await phone.message()).toContain('仍可支付')
  await page.follow(order.mweb_url)
  await page.waitFor('cashier')
  await page.pay()
  await page.waitFor('paid')
})

test('without a redirect_url nothing hurries the payer, who goes back to the page that they came from', async ({ driver, h5, page: tab, origins }) => {
  await stopClock(tab)
  const order = await h5.order()
  const page = middlePage(driver)
  await page.follow(order.mweb_url)
  await page.waitFor('cashier')
  await tab.clock.runFor(60_000)
  await page.waitFor('cashier')
  await page.cancel()
  await expect.poll(() => driver.url()).toBe(`${origins.playground}/`)
})

test('a payer pays by the keyboard alone, after a wrong password too', async ({ driver, h5, page: tab, origins }) => {
  const order = await h5.order(1000.01)
  const page = middlePage(driver)
  await page.follow(order.mweb_url)
  await page.waitFor('cashier')
  expect(await page.passwordHasFocus()).toBe(true)
  await tab.keyboard.type('000000')
  await driver.press('Enter')
  await expect.poll(page.message).toContain('支付密码错误')
  expect(await page.passwordHasFocus()).toBe(true)
  await tab.keyboard.type('123456')
  await driver.press('Enter')
  await page.waitFor('paid')
  await driver.press('Enter')
  await expect.poll(() => driver.url()).toBe(`${origins.playground}/`)
  await expect.poll(() => h5.statusOf(order)).toBe('success')
})

test('rule 2: a payment whose answer was lost is neither paid nor failed', async ({ driver, h5, page: tab, origins }) => {
  const order = await h5.order()
  const page = middlePage(driver)
  await tab.route(`${h5.wallets}/h5/pay`, async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.follow(order.mweb_url)
  await page.waitFor('cashier')
  await page.pay()
  await page.waitFor('unknown')
  expect(await page.headline()).toContain('请勿重复支付')
  await page.back()
  await expect.poll(() => driver.url()).toBe(`${origins.playground}/`)
  await expect.poll(() => h5.statusOf(order)).toBe('success')
})

test('rule 8: the middle page opens in nobody\'s frame', async ({ driver, h5, page: tab }) => {
  const { mweb_url: src } = await h5.order()
  await driver.goto('/')
  const refused = tab.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
  await driver.eval((url) => document.body.append(Object.assign(document.createElement('iframe'), { src: url })), src)
  await refused
})

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the middle page, ${scheme}`, async ({ driver, h5, page: tab, origins }) => {
    await tab.emulateMedia({ colorScheme: scheme })
    const page = middlePage(driver)
    const order = await h5.order(1000.01)
    // Where the page goes on to never answers, so that axe has all the time it needs.
    await tab.route(`${origins.playground}/held`, () => {})
    await page.follow(order.mweb_url, `${origins.playground}/held`)
    await page.waitFor('cashier')
    expect(await axeFindings(tab)).toEqual([])
    await page.follow(order.mweb_url)
    await page.pay('000000')
    await expect.poll(page.message).toContain('支付密码错误')
    expect(await axeFindings(tab)).toEqual([])
    await page.pay('123456')
    await page.waitFor('paid')
    expect(await axeFindings(tab)).toEqual([])
    await page.follow(order.mweb_url)
    await page.waitFor('over')
    expect(await axeFindings(tab)).toEqual([])
  })
}
