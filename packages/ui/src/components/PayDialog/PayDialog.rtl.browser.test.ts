import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { find, play, undoAll } from '../../test/browser'
import { scenes } from '../../test/scenes'
import type { PayPart } from '../../index'

const turn = (dir: 'ltr' | 'rtl') => { document.documentElement.dir = dir }

beforeEach(() => () => turn('ltr'))

/** Where a part is, from the edge that lines begin at. */
function begin(part: PayPart): number {
  const surface = find('surface')?.getBoundingClientRect()
  const box = find(part)?.getBoundingClientRect()
  if (!surface || !box) throw new Error(`no ${part}`)
  return Math.round(document.documentElement.dir === 'rtl' ? surface.right - box.right : box.left - surface.left)
}

const MIRRORED: Readonly<Record<string, readonly PayPart[]>> = {
  waiting: ['title', 'dismiss', 'amount', 'description', 'code-box', 'hint', 'check', 'order', 'copy', 'cancel'],
  'asked whether to cancel': ['cancel-question', 'cancel-keep', 'cancel-confirm'],
  unknown: ['result', 'result-title', 'result-text', 'order', 'check'],
}

describe('from right to left', () => {
  it.each(Object.entries(MIRRORED))('everything stands where it stood, seen in a mirror: %s', async (name, parts) => {
    turn('ltr')
    await play(name)
    const before = parts.map((part) => `${part} ${begin(part)}`)
    undoAll()
    turn('rtl')
    await play(name)
    const near = (line: string, index: number) => Math.abs(Number(line.split(' ')[1]) - Number(before[index]?.split(' ')[1])) <= 1
    const now = parts.map((part) => `${part} ${begin(part)}`)
    expect(now.filter((line, index) => !near(line, index))).toEqual([])
  })

  it('an amount, an order number and a time left are read as ever', async () => {
    turn('rtl')
    await play('waiting')
    const x = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().left ?? Number.NaN
    expect(x('.pay-amount-sign')).toBeLessThan(x('.pay-amount-digits'))
    expect(x('.pay-order-head')).toBeLessThan(x('.pay-order-head + span'))
    for (const selector of ['.pay-amount', '.pay-order-number', '[data-pay-part="countdown"] b']) expect(getComputedStyle(document.querySelector(selector) as Element).direction, `${selector}:`).toBe('ltr')
  })

  it.each([['waiting', '.pay-title'], ['unstable', '.pay-network']])('a drawing stands before its words, and apart: %s', async (name, selector) => {
    turn('rtl')
    await play(name)
    const line = document.querySelector(selector)
    const icon = line?.querySelector('.pay-icon')
    const words = document.createRange()
    if (line?.lastChild) words.selectNodeContents(line.lastChild)
    const gap = (icon?.getBoundingClientRect().left ?? 0) - Math.max(...[...words.getClientRects()].map(({ right }) => right))
    expect(gap).toBeGreaterThanOrEqual(4)
  })

  it('a sentence ends with its full stop, on the side where it ends', async () => {
    turn('rtl')
    await play('unknown')
    const text = find('result-text')?.firstChild
    if (!(text instanceof Text)) throw new Error('no text')
    const at = (from: number) => {
      const range = document.createRange()
      range.setStart(text, from)
      range.setEnd(text, from + 1)
      return range.getBoundingClientRect()
    }
    const end = text.data.trimEnd().length - 1
    expect(text.data[end]).toBe('。')
    expect(at(end).left).toBeGreaterThan(at(end - 1).left)
  })

  it.each([[320, 568], [390, 844]])('nothing is wider than %s×%s, in any state', async (width, height) => {
    await page.viewport(width, height)
    turn('rtl')
    for (const name of Object.keys(scenes)) {
      await play(name, { ui: { locale: 'en' } })
      await expect.poll(() => find('dialog')?.lang).toBe('en')
      const surface = find('surface')
      const { left, right } = surface?.getBoundingClientRect() ?? {}
      expect([left, right], `${name}:`).toEqual([0, width])
      expect(surface?.scrollWidth, `${name}:`).toBeLessThanOrEqual(surface?.clientWidth ?? 0)
      // To the left of a page that runs from right to left nobody can scroll: what stands there is cut.
      for (const element of surface?.querySelectorAll('button, p, span, svg') ?? []) expect(Math.floor(element.getBoundingClientRect().left), `${name}: ${element.outerHTML.slice(0, 80)}`).toBeGreaterThanOrEqual(-1)
      undoAll()
    }
  })
})
