import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from '../scripts/chromium.mjs'
import { originsOfThisRun, portsOfThisRun } from './fixtures/origins'

const isCI = Boolean(process.env.CI)
const ports = await portsOfThisRun()
const origins = await originsOfThisRun()
const launchOptions = await chromiumLaunchOptions()
const server = { gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 }, reuseExistingServer: false, stdout: 'pipe' } as const

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
    { name: 'desktop', use: { viewport: { width: 1280, height: 720 } } },
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, isMobile: true, hasTouch: true } },
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
