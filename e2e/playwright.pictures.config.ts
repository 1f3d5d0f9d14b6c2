// `pnpm --filter e2e run pictures`: a picture of every page and of every entry of the gallery, at each width, light and dark.
import { defineConfig } from '@playwright/test'
import { PHONE_BROWSER } from './fixtures/devices'
import tests from './playwright.config'

/** The last is a kiosk that stands upright: only a till's pages are made for it. */
const SIZES = [[320, 640], [390, 844], [768, 1024], [1440, 900], [1080, 1920]] as const
const KIOSK = /page (kiosk|scanner)/

export default defineConfig({
  ...tests,
  testDir: 'pictures',
  timeout: 300_000,
  retries: 0,
  use: { ...tests.use, trace: 'off', actionTimeout: 20_000 },
  globalTeardown: './pictures/contact-sheet.ts',
  projects: SIZES.flatMap(([width, height]) => (['light', 'dark'] as const).map((colorScheme) => ({
    name: `${width}-${colorScheme}`,
    ...(height > 1100 && { grep: KIOSK }),
    use: { viewport: { width, height }, colorScheme, ...(width < 600 ? { isMobile: true, hasTouch: true, deviceScaleFactor: 1, userAgent: PHONE_BROWSER } : {}) },
  }))),
})
