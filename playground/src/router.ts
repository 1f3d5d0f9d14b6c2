import { createRouter, createWebHistory } from 'vue-router'
import HomePage from './pages/HomePage.vue'
import ShopPage from './pages/ShopPage.vue'

export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    { path: '/', name: 'home', component: HomePage, meta: { title: 'BaaS Pay 演示' } },
    { path: '/shop', name: 'shop', component: ShopPage, meta: { title: '日用小店' } },
    { path: '/:anywhere(.*)', redirect: { name: 'home' } },
  ],
})

router.afterEach(({ meta }) => { document.title = String(meta.title) })
