/** Which languages there are, and how each comes to the page. */
import { loadChunk } from '../load-chunk'
import type { SharedMessages } from './messages'
import { zhCN } from './zh-CN'

/** The languages of the package. */
export type PayLocale = 'zh-CN' | 'zh-TW' | 'en'

/** The first is there at once, the others are fetched. */
export const locales: { readonly [L in PayLocale]: () => SharedMessages | Promise<SharedMessages> } = {
  'zh-CN': () => zhCN,
  'zh-TW': () => loadChunk(() => import('./zh-TW'), ({ zhTW }) => zhTW),
  en: () => loadChunk(() => import('./en'), (module) => module.en),
}

/** The nearest of our languages to a BCP 47 tag: English for what we don't have. */
export function nearestLocale(tag: string): PayLocale {
  if (!/^zh\b/i.test(tag)) return 'en'
  return /^zh-(hant|tw|hk|mo)/i.test(tag) ? 'zh-TW' : 'zh-CN'
}
