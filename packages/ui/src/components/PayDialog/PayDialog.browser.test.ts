import axe from 'axe-core'
import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { find, media, photograph, play, shown, undo, undoAll } from '../../test/browser'
import type { PayPart } from '../../index'
import { scenes } from '../../test/scenes'
import { CODE_URL } from '../../test/shop'

const SIZES = [[320, 568], [390, 844], [1440, 900]] as const
const THEMES = ['light', 'dark'] as const

describe('the code', () => {
  it.each(THEMES)('is read off a screenshot, one pixel for one, in %s', async (theme) => {
    await media('prefers-color-scheme', theme)
    await play('waiting')
    const code = find('qrcode')
    if (!code) throw new Error('no code')
    const { data, width, height } = await photograph(code)
    expect(jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data).toBe(CODE_URL)
  })
})

/** What Safari before 15.4 is like. */
function withoutDialogElement(): void {
  const { prototype } = HTMLDialogElement
  const showModal = Object.getOwnPropertyDescriptor(prototype, 'showModal') ?? {}
  Reflect.deleteProperty(prototype, 'showModal')
  undo.push(() => Object.defineProperty(prototype, 'showModal', showModal))
}

describe('focus', () => {
  it.each(['with', 'without'])('is kept inside and given back, in a browser %s <dialog>', async (which) => {
    if (which === 'without') withoutDialogElement()
    await play('waiting')
    await expect.poll(() => document.activeElement).toBe(find('check'))
    for (let times = 0; times < 9; times += 1) {
      await userEvent.tab(times < 6 ? {} : { shift: true })
      expect(find('dialog')?.contains(document.activeElement)).toBe(true)
    }
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => find('dialog')).toBeNull()
    expect(document.activeElement?.id).toBe('opener')
  })

  it('is on the main control of every end', async () => {
    for (const name of ['paid', 'closed', 'failed', 'expired', 'unknown']) {
      await play(name)
      await expect.poll(() => document.activeElement?.hasAttribute('data-pay-main'), { message: name }).toBe(true)
      undoAll()
    }
  })

  it('lets Enter do the obvious thing', async () => {
    shown('long-ago')
    await play('paid')
    await expect.poll(() => document.activeElement).toBe(find('confirm'))
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => find('dialog')).toBeNull()
  })
})

describe('a double click on the button that opens it', () => {
  it.each(['beside the dialog', 'on its cross'])('opens it once, wherever the second click lands: %s', async (where) => {
    await play('waiting')
    const target = where === 'on its cross' ? find('dismiss') : find('dialog')
    for (const type of ['pointerdown', 'click']) target?.dispatchEvent(new MouseEvent(type, { bubbles: true, detail: 2 }))
    await nextTick()
    expect(find('dialog')).not.toBeNull()
    find('dismiss')?.click()
    await expect.poll(() => find('dialog')).toBeNull()
  })
})

describe('the page behind', () => {
  it('does not scroll while the dialog is shown', async () => {
    await play('waiting')
    await expect.poll(() => getComputedStyle(document.body).overflow).toBe('hidden')
    find('dismiss')?.click()
    await expect.poll(() => getComputedStyle(document.body).overflow).not.toBe('hidden')
  })
})

describe('room', () => {
  const box = (part: PayPart) => find(part)?.getBoundingClientRect() ?? new DOMRect()

  it('is enough at 320×568 for amount, code and main action without scrolling', async () => {
    await page.viewport(320, 568)
    await play('waiting')
    for (const part of ['amount', 'qrcode', 'check'] as const) {
      expect(box(part).height, `height of ${part}`).toBeGreaterThan(0)
      expect(box(part).top, `top of ${part}`).toBeGreaterThanOrEqual(0)
      expect(box(part).bottom, `bottom of ${part}`).toBeLessThanOrEqual(568)
    }
  })

  it.each(SIZES)('is kept sideways at %s×%s in every state, also with text twice as large', async (width, height) => {
    await page.viewport(width, height)
    for (const name of Object.keys(scenes)) {
      await play(name)
      for (const size of ['100%', '200%']) {
        document.documentElement.style.fontSize = size
        await nextTick()
        const surface = find('surface')
        expect(surface?.scrollWidth, `${name} ${size}`).toBeLessThanOrEqual(surface?.clientWidth ?? 0)
        expect(document.documentElement.scrollWidth, `${name} ${size}`).toBeLessThanOrEqual(width)
        const amount = find('amount')
        expect(amount?.scrollWidth, `amount ${size}`).toBeLessThanOrEqual(amount?.clientWidth ?? 0)
      }
      document.documentElement.style.fontSize = ''
      undoAll()
    }
  })

  it('is the same from creating to every end: nothing jumps', async () => {
    const heights = new Set<number>()
    for (const name of Object.keys(scenes)) {
      await play(name)
      heights.add(Math.round(box('surface').height))
      undoAll()
    }
    expect([...heights]).toHaveLength(1)
  })

  it('is enough for fingers: every control is 44 px high, and as wide as its words', async () => {
    for (const name of Object.keys(scenes)) {
      await play(name)
      for (const button of find('dialog')?.querySelectorAll('button') ?? []) {
        const { width, height } = button.getBoundingClientRect()
        expect(height, `${name}: ${button.textContent}`).toBeGreaterThanOrEqual(44)
        expect(width, `${name}: ${button.textContent}`).toBeGreaterThanOrEqual(button.matches('.pay-link') ? 24 : 44)
      }
      undoAll()
    }
  })
})

describe('axe finds nothing', () => {
  it.each(THEMES.flatMap((theme) => Object.keys(scenes).map((name) => [name, theme] as const)))('in %s, %s', async (name, theme) => {
    await play(name, { ui: { theme } })
    const { violations } = await axe.run(document, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })
})

describe('a browser without <dialog>', () => {
  it('gets a modal that assistive technology knows as one', async () => {
    withoutDialogElement()
    await play('waiting')
    expect(find('dialog')?.getAttribute('role')).toBe('dialog')
    expect(find('dialog')?.getAttribute('aria-modal')).toBe('true')
    document.querySelector<HTMLElement>('#opener')?.focus()
    expect(find('dialog')?.contains(document.activeElement)).toBe(true)
    const { violations } = await axe.run(document, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
  })
})

describe('the theme', () => {
  const surface = () => getComputedStyle(find('surface') as Element).backgroundColor

  it('follows the payer’s preference, unless the page fixes it', async () => {
    await media('prefers-color-scheme', 'dark')
    await play('waiting')
    const dark = surface()
    document.documentElement.dataset.payTheme = 'light'
    undo.push(() => { delete document.documentElement.dataset.payTheme })
    expect(surface()).toBe('rgb(255, 255, 255)')
    delete document.documentElement.dataset.payTheme
    expect(surface()).toBe(dark)
    expect(dark).not.toBe('rgb(255, 255, 255)')
  })

  it('takes a shop’s own tokens', async () => {
    document.documentElement.style.setProperty('--pay-surface', 'rgb(1, 2, 3)')
    undo.push(() => document.documentElement.style.removeProperty('--pay-surface'))
    await play('waiting')
    expect(surface()).toBe('rgb(1, 2, 3)')
  })
})
