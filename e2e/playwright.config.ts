import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from '../scripts/chromium.mjs'
import { originsOfThisRun, portsOfThisRun } from './fixtures/origins'

const isCI = Boolean(process.env.CI)
const ports = await portsOfThisRun()
const origins = await originsOfThisRun()
const launchOptions = await chromiumLaunchOptions()
const server = { gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 }, reuseExistingServer: false, stdout: 'pipe' } as const

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, isMobile: true, hasTouch: true }
const spec = (name: string) => `**/${name}.spec.ts`
const BFCACHE = spec('bfcache')
/** Pages of a phone, by flows that don't depend on the width. */
const PHONE_ALONE = ['h5', 'h5-middle-page', 'page-ends', 'wechat', 'wechat-wire', 'dock-sheet', 'phone-tools', 'phone-wallet'].map(spec)
/** What servers and protocols do, whatever the window is; and pages that are looked at at each width within one test. */
const DESKTOP_ALONE = ['article', 'article-walnut', 'backend', 'beside-minapp', 'code-ends', 'dock', 'flow-reload', 'flow-server-killed', 'flow-trouble', 'foreign-page', 'gallery-axe', 'gallery-dresses', 'kiosk', 'kiosk-keys', 'kiosk-many', 'kiosk-trouble', 'scan-engine', 'servers', 'tab-ends', 'trouble', 'published', 'walnut-push'].map(spec)

export default defineConfig({
  testDir: 'specs',
  fullyParallel: true,
  forbidOnly: isCI,
  retries: isCI ? 1 : 0,
  workers: 2,
  timeout: 30_000,
  reporter: 'list',
  use: { baseURL: origins.playground, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', trace: 'retain-on-failure', launchOptions },
  projects: [
    { name: 'desktop', testIgnore: [...PHONE_ALONE, BFCACHE], use: { viewport: { width: 1280, height: 720 } } },
    { name: 'phone', testIgnore: [...DESKTOP_ALONE, BFCACHE], use: phone },
    // Playwright turns the back-forward cache off for all the others.
    { name: 'bfcache', testMatch: BFCACHE, use: { ...phone, launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } } },
  ],
  webServer: [
    {
      ...server,
      command: `node ../packages/mock-server/bin/baas-pay-mock.mjs --port ${ports.merchant} --wallets-port ${ports.wallets} --allow-origin ${origins.playground} --config ../playground/mock-server.json`,
      url: `${origins.merchant}/healthz`,
    },
    {
      ...server,
      command: `node serve-playground.mjs --port ${ports.playground} --merchant ${origins.merchant} --wallets ${origins.wallets}`,
      url: origins.playground,
    },
  ],
})
