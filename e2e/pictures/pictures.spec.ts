import type { Page } from '@playwright/test'
import { test } from '../fixtures/own-demo'
import { gallery } from '../models/gallery'
import { fileOf } from './album'
import { pages } from './pages'

/** Takes the picture once everything that fades in has come. */
async function take(page: Page, subject: string, project: string, fullPage = false): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  await page.screenshot({ path: fileOf(subject, project), fullPage })
}

// As the demos have it.
test.use({ zfbQrcode: 'IFRAME' })

for (const [name, reach] of Object.entries(pages)) {
  test(`page ${name}`, async ({ driver, page, demo }, { project }) => {
    await reach({ driver, page, demo })
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
