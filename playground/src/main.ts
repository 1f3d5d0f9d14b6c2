import { createPayUI } from '@baas-pay/ui'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { client } from './client'
import { router } from './router'
import './styles/index.css'

createApp(App).use(createPinia()).use(router).use(createPayUI({ client })).mount('#app')
