import { axeFindings } from '../fixtures/axe'
import { expect, test } from '../fixtures/test'
import { gallery } from '../models/gallery'

// One screen of each kind: a choice, a code, trouble, each colour of an end.
const ENTRIES = ['pay-dialog/choosing', 'pay-dialog/waiting', 'pay-dialog/unstable', 'pay-dialog/paid', 'pay-dialog/unknown', 'pay-dialog/failed', 'pay-return/waiting'] as const

for (const dress of ['ink', 'peach', 'night-market'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`a shop's theme of documented variables alone is legible: ${dress}, ${theme}`, async ({ driver, page }) => {
      const room = gallery(driver)
      const findings: string[] = []
      const surfaces = new Set<string>()
      for (const entry of ENTRIES) {
        await room.open(entry, { theme, dress })
        findings.push(...(await axeFindings(page)).map((finding) => `${entry}: ${finding}`))
        surfaces.add(await driver.eval(() => getComputedStyle(document.querySelector('.pay') ?? document.body).getPropertyValue('--_surface').trim()))
      }
      expect(findings).toEqual([])
      expect([...surfaces]).toEqual([{ ink: { light: '#fbf8f1', dark: '#211e18' }, peach: { light: '#fff7f9', dark: '#2b1320' }, 'night-market': { light: '#14110a', dark: '#14110a' } }[dress][theme]])
    })
  }
}
