import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { renderOnServer } from './packages/ui/scripts/render-on-server.mjs'
import { chromiumLaunchOptions } from './scripts/chromium.mjs'

export default defineConfig({
  root: fileURLToPath(new URL('packages/ui', import.meta.url)),
  plugins: [vue()],
  resolve: { conditions: ['@baas-pay/source', 'module', 'browser', 'development|production'] },
  // A dependency found only while tests run would reload the page under them.
  optimizeDeps: { include: ['vue', '@vueuse/core', 'qrcode/lib/core/qrcode.js', 'axe-core', '@baas-pay/sdk > axios'] },
  test: {
    name: 'browser',
    include: ['src/**/*.browser.test.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      commands: { renderOnServer },
      provider: playwright({ launchOptions: await chromiumLaunchOptions() }),
      instances: [{ browser: 'chromium', viewport: { width: 390, height: 844 } }],
    },
  },
})
