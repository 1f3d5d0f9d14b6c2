import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPage } from './page'
import { sameVersion, stranger, type Stranger } from './stranger'

const UI = 'packages/ui/package.json'

/** A shop's server that always has a code. */
const BACKEND = `import type { Backend } from '@baas-pay/sdk'

export const backend: Backend = {
  scope: 'stranger', gateways: ['weixin_tenpay_native', 'alipay_qrcode'],
  supports: { token: true, close: false, reverse: false, expiry: false, push: false },
  create: async ({ amountFen }, { clientToken }) => ({ tradeNo: 'T1' as never, clientToken, amountFen, show: { flow: 'qrcode', codeUrl: 'weixin://wxpay/bizpayurl?pr=stranger' } }),
  find: async ({ tradeNo }) => ({ tradeNo, status: 'pending' }),
}
`

const APP = `<script setup lang="ts">
import { ref } from 'vue'
import { PayDialog, type PaidFacts, type PayIntent } from '@baas-pay/ui'

const open = ref(false)
const intent: PayIntent = { intentId: 'cart-42', amountFen: 10, description: '深蓝色秋裤' }
const paid = ref<PaidFacts>()
</script>

<template>
  <button @click="open = true">去支付</button>
  <PayDialog v-model:open="open" :intent :methods="['wechat', 'alipay']" @paid="(facts) => { paid = facts }" />
</template>
`

const MAIN = `import { createApp } from 'vue'
import { createPinia } from 'pinia'
import { createPayClient } from '@baas-pay/sdk'
import { createPayUI } from '@baas-pay/ui'
import { definePayElements, type PayQrcodeElement } from '@baas-pay/ui/elements'
import { zhTW } from '@baas-pay/ui/locales/zh-TW'
import { usePaymentStore } from '@baas-pay/ui/pinia'
import '@baas-pay/ui/style.css'
import App from './App.vue'
import { backend } from './backend'

const client = createPayClient({ backend })
createApp(App).use(createPinia()).use(createPayUI({ client, messages: { confirm: zhTW.confirm } })).mount('#app')
definePayElements({ client })
const code: PayQrcodeElement = document.createElement('pay-qrcode')
code.text = usePaymentStore.$id
document.body.append(code)
`

const tsconfig = (moduleResolution: string, module: string) => JSON.stringify({
  compilerOptions: { target: 'ES2020', lib: ['ES2022', 'DOM', 'DOM.Iterable'], module, moduleResolution, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] },
  include: ['src'],
})

let app: Stranger
beforeAll(async () => {
  const tarballs = inject('tarballs')
  app = await stranger({
    'package.json': JSON.stringify({ type: 'module' }),
    'index.html': '<!doctype html><html lang="zh-CN"><link rel="icon" href="data:,"><title>stranger</title><div id="app"></div><script type="module" src="/src/main.ts"></script></html>',
    'vite.config.js': "import vue from '@vitejs/plugin-vue'\nexport default { base: './', plugins: [vue()] }\n",
    'src/backend.ts': BACKEND, 'src/App.vue': APP, 'src/main.ts': MAIN,
    'tsconfig.json': tsconfig('bundler', 'esnext'),
    'plain.html': '<!doctype html><html lang="zh-CN"><link rel="icon" href="data:,"><title>plain</title><script src="node_modules/@baas-pay/sdk/dist/baas-pay.iife.js" defer></script><script src="node_modules/@baas-pay/ui/dist/elements.iife.js" defer></script><script src="plain.js" defer></script><button>去支付</button><pay-dialog></pay-dialog></html>',
    'plain.js': `const { createPayClient, definePayElements } = window.BaaSPay
definePayElements({ client: createPayClient({ backend: ${BACKEND.slice(BACKEND.indexOf('{\n  scope')).replace(' as never', '')} }) })
const dialog = document.querySelector('pay-dialog')
dialog.intent = { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤' }
document.querySelector('button').addEventListener('click', () => { dialog.open = true })
`,
  }, {
    '@baas-pay/sdk': tarballs['@baas-pay/sdk'], '@baas-pay/ui': tarballs['@baas-pay/ui'],
    vue: sameVersion('vue', UI), pinia: sameVersion('pinia', UI), 'vue-tsc': sameVersion('vue-tsc', UI),
    vite: sameVersion('vite'), '@vitejs/plugin-vue': sameVersion('@vitejs/plugin-vue'), typescript: sameVersion('typescript'),
  })
})
afterAll(() => app?.remove())

const qr = '[data-pay-part="qrcode"] svg'

it('an empty Vite and Vue app type-checks, without skipLibCheck', async () => {
  expect(await app.node('node_modules/vue-tsc/bin/vue-tsc.js', '-p', '.')).toBe('')
})

it('an app built of it opens a dialog with its looks in Chromium', async () => {
  await app.node('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error')
  const { page, complaints, close } = await openPage(`${app.dir}/dist`, 'index.html')
  await page.getByRole('button', { name: '去支付' }).click()
  await page.locator('[data-pay-part="pay"]').click()
  await page.locator(`[data-pay-part="dialog"] ${qr}`).waitFor()
  expect(await page.evaluate<string>('getComputedStyle(document.querySelector("[data-pay-part=dialog]")).position')).toBe('fixed')
  await page.locator('pay-qrcode svg').waitFor({ state: 'attached' })
  await close()
  expect(complaints).toEqual([])
})

it('a plain page needs the script-tag files and nothing else', async () => {
  const { page, complaints, close } = await openPage(app.dir, 'plain.html')
  await page.getByRole('button', { name: '去支付' }).click()
  await page.locator(`pay-dialog ${qr}`).waitFor()
  expect(await page.evaluate<string[]>('Object.keys(window.BaaS.payment)')).toContain('payWithPaymentCode')
  await close()
  expect(complaints).toEqual([])
})
