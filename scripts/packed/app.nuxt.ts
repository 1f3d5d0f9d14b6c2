import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { chromiumLaunchOptions } from '../chromium.mjs'
import { sameVersion, stranger, type Stranger } from './stranger'

const PLUGIN = `import { createPayClient, memoryStorage } from '@baas-pay/sdk'
import { createPayUI } from '@baas-pay/ui'

const backend = {
  scope: 'nuxt', gateways: ['weixin_tenpay_native', 'alipay_qrcode'],
  supports: { token: true, close: false, reverse: false, expiry: false, push: false },
  create: async ({ amountFen }, { clientToken }) => ({ tradeNo: 'T1', clientToken, amountFen, show: { flow: 'qrcode', codeUrl: 'weixin://wxpay/bizpayurl?pr=nuxt' } }),
  find: async ({ tradeNo }) => ({ tradeNo, status: 'pending' }),
}

export default defineNuxtPlugin(({ vueApp }) => {
  vueApp.use(createPayUI({ client: createPayClient({ backend, storage: memoryStorage() }) }))
})
`

const APP = `<script setup>
import { PayAmount, PayDialog } from '@baas-pay/ui'

const intent = { gateway: 'weixin_tenpay_native', amountFen: 123456, description: '深蓝色秋裤' }
</script>

<template>
  <main>
    <PayAmount :amount-fen="intent.amountFen" />
    <PayDialog :intent :open="true" />
    <PayDialog :intent :open="true" inline />
  </main>
</template>
`

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}

let app: Stranger
let server: ChildProcess
let origin = ''
beforeAll(async () => {
  const tarballs = inject('tarballs')
  app = await stranger({
    'package.json': JSON.stringify({ type: 'module' }),
    'nuxt.config.ts': "export default defineNuxtConfig({ telemetry: false, devtools: { enabled: false }, compatibilityDate: '2025-07-01', css: ['@baas-pay/ui/style.css'], vite: { define: { __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' } } })\n",
    'plugins/pay.ts': PLUGIN, 'app.vue': APP,
  }, { '@baas-pay/sdk': tarballs['@baas-pay/sdk'], '@baas-pay/ui': tarballs['@baas-pay/ui'], nuxt: '3.19.3', vue: sameVersion('vue', 'packages/ui/package.json') })
  await app.node('node_modules/nuxt/bin/nuxt.mjs', 'build')
  const port = await freePort()
  server = spawn(process.execPath, ['.output/server/index.mjs'], { cwd: app.dir, env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), NODE_ENV: 'production' }, stdio: 'ignore' })
  origin = `http://127.0.0.1:${port}`
  await vi.waitUntil(() => fetch(origin).then(({ ok }) => ok, () => false), { timeout: 60_000, interval: 200 })
})
afterAll(async () => {
  server?.kill()
  await app?.remove()
})

it('a Nuxt page is rendered on the server, hydrates without a word, and opens its dialog', async () => {
  const html = await (await fetch(origin)).text()
  expect(html).toContain('1,234.56')
  expect(html).toContain('<section class="pay pay-inline"')
  const browser = await chromium.launch(await chromiumLaunchOptions())
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => { if (['warning', 'error'].includes(message.type())) complaints.push(message.text()) })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(origin)
  await page.locator('dialog[data-pay-part="dialog"] [data-pay-part="qrcode"] svg').waitFor()
  await page.locator('section[data-pay-part="dialog"] [data-pay-part="qrcode"] svg').waitFor()
  await browser.close()
  expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([])
})
