import type { Driver } from '../driver/driver'
import { demoPart } from '../driver/target'

/** An entry of the playground's gallery, as in its address: `pay-dialog/waiting`. */
export type EntryKey = `${string}/${string}`

/** How an entry is looked at. */
export interface Look {
  readonly theme?: 'light' | 'dark'
  readonly locale?: 'zh-CN' | 'zh-TW' | 'en'
  /** A shop's own theme. */
  readonly dress?: 'ink' | 'peach' | 'night-market'
}

/** The playground's gallery of components. */
export function gallery(driver: Driver) {
  return {
    /** Every entry that there is, from the page that lists them. */
    async entries(): Promise<readonly EntryKey[]> {
      await driver.goto('/gallery')
      await driver.waitFor({ by: { css: '.gallery-list' } })
      return driver.eval(() => [...document.querySelectorAll<HTMLAnchorElement>('.gallery-list a')].map(({ href }) => new URL(href).searchParams.get('entry') as EntryKey))
    },
    /** Opens one, and waits until its scene is set. */
    async open(entry: EntryKey, look: Look = {}): Promise<void> {
      await driver.goto(`/gallery/${entry}?${new URLSearchParams({ ...look }).toString()}`)
      await driver.waitFor(demoPart('gallery-entry', { 'data-ready': '' }))
    },
  }
}
