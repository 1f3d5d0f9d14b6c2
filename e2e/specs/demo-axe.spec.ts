import type { Page } from '@playwright/test'
import type { Driver } from '../driver/driver'
import { demoPart } from '../driver/target'
import { axeFindings } from '../fixtures/axe'
import { expect, test, type OwnDemo } from '../fixtures/own-demo'
import { articlePage } from '../models/article'
import { h5Page } from '../models/h5'
import { createScanner, kiosk, scannerTest } from '../models/kiosk'
import { shop } from '../models/shop'
import { wechatPage } from '../models/wechat'

interface Stage { readonly driver: Driver, readonly page: Page, readonly demo: OwnDemo }

async function showDock({ driver, page }: Stage, tab: 'phone' | 'requests' | 'faults'): Promise<void> {
  if (!(await driver.isVisible(demoPart('dock')))) await page.getByRole('button', { name: '手机', exact: true }).click()
  await driver.click(demoPart(`tab-${tab}`))
}

/** How somebody gets to each screen. */
const screens: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  'home': ({ driver }) => driver.goto('/'),
  'the article to a guest': async ({ driver }) => {
    await articlePage(driver).open()
    await articlePage(driver).waitFor('guest')
  },
  'the article to whoever is logged in': async ({ driver }) => {
    await articlePage(driver).logIn()
    await articlePage(driver).waitFor('locked')
  },
  'the article, bought': async ({ driver, demo }) => {
    const page = articlePage(driver)
    await page.logIn()
    await page.buy()
    await demo.phone.pay(await page.dialog.readQr())
    await page.waitFor('open')
    await page.dialog.confirm()
    await page.dialog.waitUntilHidden()
  },
  'the page inside WeChat': ({ driver }) => wechatPage(driver).logIn(),
  'the wallet': async ({ driver }) => {
    await wechatPage(driver).logIn()
    await wechatPage(driver).toWallet('WeixinJSBridge')
  },
  'what the bridge and the server say': async ({ driver }) => {
    const page = wechatPage(driver)
    await page.logIn()
    await page.toWallet('WeixinJSBridge')
    await page.enter('123456')
    await page.waitForReading('paid')
  },
  'the page that the shop\'s payers come back to': async ({ driver }) => {
    await shop(driver).toQr()
    await driver.goto('/shop/return')
    await shop(driver).returned.waitFor('waiting')
  },
  'the tickets': ({ driver }) => h5Page(driver).open(),
  'the article over Walnut': async ({ driver }) => {
    await articlePage(driver).open('walnut')
    await articlePage(driver).waitFor('guest')
  },
  'the till': ({ driver }) => kiosk(driver).open(),
  'the till, ready for a code': ({ driver }) => kiosk(driver).toScan(),
  'the till, by hand': async ({ driver }) => {
    await kiosk(driver).toScan()
    await kiosk(driver).press('scan-type')
  },
  'the till, paid': async ({ driver, page, demo }) => {
    await kiosk(driver).toScan()
    await (await createScanner(page)).scan(await demo.phone.paymentCode('wechat'))
    await kiosk(driver).waitFor('paid')
    await kiosk(driver).waitForResult('paid')
  },
  'the till, waiting for the password': async ({ driver, page, demo }) => {
    await kiosk(driver).toScan('1299')
    await (await createScanner(page)).scan(await demo.phone.paymentCode('alipay'))
    await kiosk(driver).waitForResult('open')
  },
  'the till, not knowing': async ({ driver, page, demo }) => {
    await kiosk(driver).toScan()
    const code = await demo.phone.paymentCode('wechat')
    await page.route(`${demo.merchant}/hserve/**`, (route) => route.abort('connectionreset'))
    await (await createScanner(page)).scan(code)
    await kiosk(driver).waitFor('unknown')
    await kiosk(driver).leave()
  },
  'the scanner’s test': async ({ driver, page, demo }) => {
    await scannerTest(driver).open()
    await (await createScanner(page)).scan(await demo.phone.paymentCode('qq'), { end: '\t' })
    await scannerTest(driver).waitFor('fair')
  },
  'the requests': async (stage) => {
    await stage.driver.goto('/article')
    await showDock(stage, 'requests')
    await stage.page.request.get(`${stage.demo.merchant}/hserve/v2.2/idp/pay/order/`)
    await expect(stage.page.locator('.feed-list li')).not.toHaveCount(0)
  },
  'the faults': async (stage) => {
    await stage.driver.goto('/article')
    await showDock(stage, 'faults')
  },
}

for (const scheme of ['light', 'dark'] as const) {
  for (const [name, reach] of Object.entries(screens)) {
    test(`axe finds nothing, and nothing scrolls sideways: ${name}, ${scheme}`, async ({ driver, page, demo }) => {
      await page.emulateMedia({ colorScheme: scheme })
      await reach({ driver, page, demo })
      expect(await axeFindings(page)).toEqual([])
      const { width } = page.viewportSize() ?? { width: 1280 }
      for (const narrow of [width, 320]) {
        await page.setViewportSize({ width: narrow, height: 700 })
        expect(await driver.eval(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
      }
    })
  }
}
