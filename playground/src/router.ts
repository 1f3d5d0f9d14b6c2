import { createRouter, createWebHistory } from 'vue-router'
import { backendName, isWalnut, queryFor } from './backend'
import ArticlePage from './pages/ArticlePage.vue'
import HomePage from './pages/HomePage.vue'
import ShopPage from './pages/ShopPage.vue'

export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    { path: '/', name: 'home', component: HomePage, meta: { title: 'BaaS Pay 演示' } },
    { path: '/shop', name: 'shop', component: ShopPage, meta: { title: '日用小店', isDemo: true } },
    { path: '/shop/return', name: 'shop-return', component: () => import('./pages/ShopReturnPage.vue'), meta: { title: '付款结果', isDemo: true } },
    { path: '/article', name: 'article', component: ArticlePage, meta: { title: '一个二维码的十秒钟', isDemo: true } },
    { path: '/h5', name: 'h5', component: () => import('./pages/H5Page.vue'), meta: { title: '手机里买票', isDemo: true } },
    { path: '/h5/return', name: 'h5-return', component: () => import('./pages/H5ReturnPage.vue'), meta: { title: '付款结果', isDemo: true } },
    { path: '/wechat', name: 'wechat', component: () => import('./pages/WechatPage.vue'), meta: { title: '在微信里付款', isDemo: true } },
    { path: '/kiosk', name: 'kiosk', component: () => import('./pages/KioskPage.vue'), meta: { title: '收银台', isDemo: true } },
    { path: '/kiosk/scanner', name: 'scanner', component: () => import('./pages/ScannerPage.vue'), meta: { title: '扫码枪自检', isDemo: true } },
    { path: '/gallery', name: 'gallery', component: () => import('./pages/GalleryPage.vue'), meta: { title: '组件陈列' } },
    { path: '/gallery/:component/:state', name: 'gallery-entry', component: () => import('./pages/GalleryEntryPage.vue'), meta: { title: '组件陈列', isBare: true } },
    { path: '/:anywhere(.*)', redirect: { name: 'home' } },
  ],
})

// Wherever a link leads, the backend stays the one that the page was loaded for; another one is another page load.
router.beforeEach(({ path, hash, query }) => !isWalnut || query.backend === backendName || { path, hash, query: { ...query, ...queryFor(backendName) } })

router.afterEach(({ meta }) => { document.title = String(meta.title) })
