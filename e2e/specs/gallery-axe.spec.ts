import type { Driver } from '../driver/driver'
import { axeFindings } from '../fixtures/axe'
import { expect, test } from '../fixtures/test'
import { gallery, type EntryKey } from '../models/gallery'

const NARROW = { width: 320, height: 640 }
const componentOf = (entry: EntryKey): string => entry.slice(0, entry.indexOf('/'))
const isDialog = (entry: EntryKey): boolean => componentOf(entry) === 'pay-dialog'

/** A share of the entries, so that no test is long. */
const shares: Readonly<Record<string, (entry: EntryKey, index: number) => boolean>> = {
  'the dialog, first half': (entry, index) => isDialog(entry) && index % 2 === 0,
  'the dialog, second half': (entry, index) => isDialog(entry) && index % 2 === 1,
  'all else, first half': (entry, index) => !isDialog(entry) && index % 2 === 0,
  'all else, second half': (entry, index) => !isDialog(entry) && index % 2 === 1,
}

/** What a window without a scroll bar cuts off all the same: it stands fixed, or to the left. */
const cutOff = (driver: Driver) =>
  driver.eval(() =>
    [...document.querySelectorAll<HTMLElement>('.pay button, .pay a, .pay iframe, .pay span, .pay p')].flatMap((element) => {
      const { left, right, width, height } = element.getBoundingClientRect()
      // A pixel or less is there for a screen reader alone.
      return width > 1 && height > 1 && (left < -0.5 || right > innerWidth + 0.5) ? [element.textContent?.trim() || element.localName] : []
    }))

for (const theme of ['light', 'dark'] as const) {
  for (const [name, isOfShare] of Object.entries(shares)) {
    test(`axe finds nothing in the gallery, and nothing scrolls sideways: ${name}, ${theme}`, async ({ driver, page }) => {
      test.setTimeout(90_000)
      const room = gallery(driver)
      const entries = (await room.entries()).filter(isOfShare)
      expect(entries.length).toBeGreaterThan(0)
      const findings: string[] = []
      for (const entry of entries) {
        await room.open(entry, { theme, locale: theme === 'light' ? 'zh-CN' : 'en' })
        findings.push(...(await axeFindings(page)).map((finding) => `${entry}: ${finding}`))
        const wide = page.viewportSize() ?? NARROW
        await driver.setViewport(NARROW)
        const excess = await driver.eval(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (excess > 0) findings.push(`${entry}: ${excess} px too wide`)
        findings.push(...(await cutOff(driver)).map((words) => `${entry}: cut off by the window's edge: ${words}`))
        await driver.setViewport(wide)
      }
      expect(findings).toEqual([])
    })
  }
}
