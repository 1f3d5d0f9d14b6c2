import { existsSync, readFileSync } from 'node:fs'
import { defineConfig, type DefaultTheme } from 'vitepress'
import { siteLinks } from './links'

interface Words {
  flows: string
  start: string
  qr: string
  jsapi: string
  back: string
  kiosk: string
}

const EN: Words = { start: 'Start in five minutes', flows: 'Ways of paying', qr: 'A QR on the screen', jsapi: 'Inside WeChat', back: "To a wallet's page and back", kiosk: 'A scanner at the till' }
const ZH: Words = { start: '五分钟开始', flows: '支付方式', qr: '屏幕上的二维码', jsapi: '在微信里付款', back: '去钱包的页面再回来', kiosk: '收银台的扫码枪' }

const flows = (words: Words, root: string): DefaultTheme.SidebarItem => ({
  text: words.flows,
  items: [
    { text: words.start, link: `${root}start` },
    { text: words.qr, link: `${root}qr` },
    { text: words.jsapi, link: `${root}wechat-jsapi` },
    { text: words.back, link: `${root}coming-back` },
    { text: words.kiosk, link: `${root}kiosk` },
  ],
})

const searchZh = {
  button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
  modal: {
    displayDetails: '显示内容', resetButtonTitle: '清除', backButtonTitle: '关闭', noResultsText: '没有找到',
    footer: { selectText: '打开', navigateText: '选择', closeText: '关闭' },
  },
}

/** The words to search by: Chinese puts nothing between its own. The index is made in Node and asked in the browser, by this function's text. */
const tokenize = (text: string): string[] =>
  text.split(/[^\p{L}\p{N}]+/u).flatMap((word) => (/\p{Script=Han}/u.test(word) ? [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(word)].map(({ segment }) => segment) : [word]))

// TypeDoc writes it right before the build: `pnpm --filter docs run reference`.
const made = new URL('../reference/typedoc-sidebar.json', import.meta.url)
const reference = existsSync(made) ? (JSON.parse(readFileSync(made, 'utf8')) as DefaultTheme.SidebarItem[]) : []

const guide: DefaultTheme.SidebarItem[] = [
  flows(EN, '/'),
  {
    text: 'Your server',
    items: [
      { text: 'A backend of your own', link: '/own-backend' },
      { text: 'The HTTP contract', link: '/contract' },
      { text: 'Going live', link: '/going-live' },
      { text: 'Security', link: '/security' },
    ],
  },
  {
    text: 'Looking things up',
    items: [
      { text: 'Error codes', link: '/errors' },
      { text: 'Theming', link: '/theming' },
      { text: '@baas-pay/sdk', link: '/sdk' },
      { text: '@baas-pay/ui', link: '/ui' },
      { text: '@baas-pay/mock-server', link: '/mock-server' },
      { text: 'API reference', link: '/reference/' },
    ],
  },
]

export default defineConfig({
  title: 'BaaS Pay',
  // Where the site lies below its host's root, such as `/pay/`.
  base: process.env['DOCS_BASE'] ?? '/',
  srcExclude: ['**/README.md'],
  cleanUrls: true,
  markdown: { config: (markdown) => siteLinks(markdown) },
  // Not every page is there in Chinese; from one that is not, the theme leads to the Chinese start.
  transformPageData: ({ relativePath }) => ({ isEnglishOnly: !relativePath.startsWith('zh/') && !existsSync(new URL(`../zh/${relativePath}`, import.meta.url)) }),
  themeConfig: { search: { provider: 'local', options: { miniSearch: { options: { tokenize } }, locales: { zh: { translations: searchZh } } } }, outline: [2, 3] },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      description: 'A checkout for web shops: WeChat Pay, Alipay and QQ wallet',
      themeConfig: {
        nav: [{ text: 'Start', link: '/start' }, { text: 'Errors', link: '/errors' }, { text: 'Reference', link: '/reference/' }],
        sidebar: { '/': guide, '/reference/': [{ text: 'API reference', link: '/reference/', items: reference }] },
      },
    },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '给网店用的收银台：微信支付、支付宝、QQ 钱包',
      themeConfig: {
        nav: [{ text: '开始', link: '/zh/start' }, { text: '错误码', link: '/errors' }, { text: '接口', link: '/reference/' }],
        sidebar: [flows(ZH, '/zh/'), { text: '更多（英文）', items: guide.slice(1).flatMap(({ items = [] }) => items) }],
        outline: { level: [2, 3], label: '本页' },
        docFooter: { prev: '上一页', next: '下一页' },
        darkModeSwitchLabel: '深浅色', sidebarMenuLabel: '目录', returnToTopLabel: '回到顶部', langMenuLabel: '语言',
      },
    },
  },
})
