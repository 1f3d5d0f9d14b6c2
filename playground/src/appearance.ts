import { shallowRef } from 'vue'

/** The language of the payment components on this page, as a BCP 47 tag. */
export const locale = shallowRef('zh-CN')

/** A theme of this page; without one the system's holds. */
export type Theme = 'light' | 'dark'

/** Fixes the theme of the page and of every payment component on it. */
export function setTheme(theme: Theme | undefined): void {
  const root = document.documentElement
  if (theme) root.dataset.payTheme = theme
  else delete root.dataset.payTheme
}
