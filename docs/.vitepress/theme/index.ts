import { useData, withBase } from 'vitepress'
import DefaultTheme from 'vitepress/theme'
import { defineComponent, h } from 'vue'
import './looks.css'

const isEnglishOnly = (page: object): boolean => 'isEnglishOnly' in page && page.isEnglishOnly === true

/** The default's, with a way to the Chinese start where the language menu would lead to a page that is not there. */
const Layout = defineComponent(() => {
  const { page } = useData()
  const toChinese = () => (isEnglishOnly(page.value) ? h('a', { class: 'to-chinese', href: withBase('/zh/'), lang: 'zh-CN' }, '简体中文') : undefined)
  return () => h(DefaultTheme.Layout, { class: { 'is-english-only': isEnglishOnly(page.value) } }, { 'nav-bar-content-after': toChinese, 'nav-screen-content-after': toChinese })
})

export default { extends: DefaultTheme, Layout }
