import type { Page } from '@playwright/test'
import { byRole } from '../driver/target'
import { test } from '../fixtures/test'
import { articlePage } from '../models/article'
import { gallery } from '../models/gallery'
import { shop } from '../models/shop'
import type { Driver } from '../driver/driver'
import { fileOf } from './album'

/** How somebody gets to each page. */
const pages: Readonly<Record<string, (driver: Driver) => Promise<unknown>>> = {
  'home': (driver) => driver.goto('/'),
  'shop': (driver) => shop(driver).open(),
  'shop-cart': async (driver) => {
    await shop(driver).open()
    for (const goods of ['深蓝色秋裤', '保温杯 480 mL', '阅读台灯']) await shop(driver).add(goods)
  },
  'shop-paying': async (driver) => {
    await shop(driver).toQr()
    await shop(driver).dialog.readQr()
  },
  'article': async (driver) => {
    await articlePage(driver).open()
    await articlePage(driver).waitFor('guest')
  },
  'wechat': async (driver) => {
    await driver.goto('/wechat')
    await driver.waitFor(byRole('button', '微信登录'))
  },
  'gallery': (driver) => gallery(driver).entries(),
}

/** Takes the picture once everything that fades in has come. */
async function take(page: Page, subject: string, project: string, fullPage = false): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  await page.screenshot({ path: fileOf(subject, project), fullPage })
}

for (const [name, reach] of Object.entries(pages)) {
  test(`page ${name}`, async ({ driver, page }, { project }) => {
    await reach(driver)
    await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined)
    await take(page, `page/${name}`, project.name)
  })
}

for (const locale of ['zh-CN', 'zh-TW', 'en'] as const) {
  test(`gallery in ${locale}`, async ({ driver, page }, { project }) => {
    // The layout is the same in every language; the narrowest tells whether its words fit.
    test.skip(locale !== 'zh-CN' && !/^(320|1440)-light$/.test(project.name))
    const room = gallery(driver)
    for (const entry of await room.entries()) {
      if (locale !== 'zh-CN' && !/^pay-(dialog|return|method)/.test(entry)) continue
      await room.open(entry, { locale })
      await take(page, entry, locale === 'zh-CN' ? project.name : `${project.name}-${locale}`)
    }
  })
}
