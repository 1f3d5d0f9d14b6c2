import { createPayUI } from '@baas-pay/ui'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { locale } from './appearance'
import { isWalnut } from './backend'
import { client } from './client'
import { comeBackFromWechat } from './login/wechat-trip'
import { router } from './router'
import { seedWords } from './seed-words'
// From here, and not by an @import: a stylesheet's own imports know nothing of `@baas-pay/source`.
import '@baas-pay/ui/style.css'
import '@baas-pay/ui/kiosk.css'
import './styles/index.css'

async function start(): Promise<void> {
  if (await comeBackFromWechat()) return
  createApp(App).use(createPinia()).use(router).use(createPayUI({ client, locale, ...(isWalnut && { messages: seedWords }) })).mount('#app')
}

void start()
