import { createPayUI } from '@baas-pay/ui'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { locale } from './appearance'
import { client } from './client'
import { comeBackFromWechat } from './login/wechat-trip'
import { router } from './router'
import './styles/index.css'

async function start(): Promise<void> {
  if (await comeBackFromWechat()) return
  createApp(App).use(createPinia()).use(router).use(createPayUI({ client, locale })).mount('#app')
}

void start()
