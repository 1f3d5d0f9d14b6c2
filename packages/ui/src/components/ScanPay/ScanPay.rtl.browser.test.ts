import { beforeEach, expect, it } from 'vitest'
import { undoAll } from '../../test/browser'
import { playScan } from '../../test/scan-scenes'

beforeEach(() => () => {
  undoAll()
  document.documentElement.dir = 'ltr'
})

/** Where a character of a text stands on the screen. */
function leftOf(text: Node, index: number): number {
  const range = document.createRange()
  range.setStart(text, index)
  range.setEnd(text, index + 1)
  return range.getBoundingClientRect().left
}

it.each(['ltr', 'rtl'])('a masked code is read from its first digit to its last, as it is on the phone: %s', async (dir) => {
  document.documentElement.dir = dir
  await playScan('charging')
  const text = document.querySelector('[data-pay-part="scan-code"] > span:last-child')?.firstChild
  if (!text) throw new Error('no code')
  expect(text.textContent).toBe('13****89')
  expect(leftOf(text, 0)).toBeLessThan(leftOf(text, 7))
})
