import axe from 'axe-core'
import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { find, media, photograph, play, see, shown, touch, undo, undoAll } from '../../test/browser'
import { scenes } from '../../test/scenes'
import { CODE_URL } from '../../test/shop'
import type { PayPart } from '../../index'

const findings = async () => {
  const { violations } = await axe.run(document, { rules: { region: { enabled: false } } })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Everything that a live region says from now on. */
function listen(part: PayPart): string[] {
  const region = find(part)
  const said: string[] = []
  const observer = new MutationObserver(() => { if (region?.textContent) said.push(region.textContent) })
  if (region) observer.observe(region, { childList: true, characterData: true, subtree: true })
  undo.push(() => observer.disconnect())
  return said
}

describe('a screen reader', () => {
  it('is told of a payment once, at once, by a region that was there before', async () => {
    const shop = await play('waiting')
    const said = listen('live-result')
    shop.told = { status: 'success' }
    find('check')?.click()
    await expect.poll(() => find('confirm')).not.toBeNull()
    await expect.poll(() => said.length).toBe(1)
    await new Promise((resolve) => { setTimeout(resolve, 300) })
    expect(said.map((text) => text.trim())).toEqual(['支付成功'])
  })

  it('is not told again of an end that is only asked about once more', async () => {
    await play('unknown')
    const said = listen('live-result')
    find('check')?.click()
    await expect.poll(() => find('live')?.textContent).toContain('还是没有查到结果')
    expect(said).toEqual([])
  })

  it('hears of a minute, not of each second', async () => {
    await play('waiting')
    const said = listen('live-countdown')
    await new Promise((resolve) => { setTimeout(resolve, 2_200) })
    expect(said).toEqual([])
    expect(find('countdown')?.getAttribute('role')).toBe('timer')
  })
})

describe('assistive technology', () => {
  it('knows no landmark of ours in the dialog, which is one thing of its own', async () => {
    await play('waiting', { slots: { footer: () => '由小店收款' } })
    await see('footer')
    const dialog = page.getByRole('dialog')
    expect(['banner', 'contentinfo', 'main'].flatMap((role) => dialog.getByRole(role).elements())).toEqual([])
  })

  it('is told what is asked, with the buttons that answer it', async () => {
    await play('asked whether to cancel')
    const question = page.getByRole('group', { name: '取消后，这笔订单就不能付款了。' })
    expect(question.getByRole('button').elements()).toEqual([find('cancel-keep'), find('cancel-confirm')])
    expect(document.activeElement).toBe(find('cancel-keep'))
  })
})

describe('the code', () => {
  it.each(['Enter', ' '])('is enlarged by the keyboard (%j), read off the screen, and ESC puts it back, the focus where it was', async (key) => {
    shown('long-ago')
    await play('waiting')
    await see('enlarge')
    const before = find('surface')?.getBoundingClientRect().height
    const enlarge = find('enlarge')
    enlarge?.focus()
    await userEvent.keyboard(key === ' ' ? '[Space]' : `{${key}}`)
    const code = () => find('qrcode')?.querySelector('svg')
    await expect.poll(() => code()?.getBoundingClientRect().width).toBeGreaterThan(300)
    const box = find('code-box')
    if (!box) throw new Error('no code')
    expect(box.getBoundingClientRect()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 })
    const { data, width, height } = await photograph(box)
    expect(jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data).toBe(CODE_URL)
    expect(document.activeElement).toBe(enlarge)
    expect(enlarge?.getAttribute('aria-label')).toBe('缩小二维码')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => code()?.getBoundingClientRect().width).toBeLessThan(230)
    expect(document.activeElement).toBe(enlarge)
    expect(find('surface')?.getBoundingClientRect().height).toBe(before)
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => find('dialog')).toBeNull()
  })

  it('is enlarged by a click, and put back by another', async () => {
    await play('waiting')
    await see('enlarge')
    find('enlarge')?.click()
    await expect.poll(() => find('code-box')?.dataset).toHaveProperty('payEnlarged')
    expect(await findings()).toEqual([])
    find('enlarge')?.click()
    await expect.poll(() => find('code-box')?.dataset).not.toHaveProperty('payEnlarged')
  })
})

describe('reduced motion', () => {
  it.each(['waiting', 'paid'])('gives the end at once: %s', async (name) => {
    await media('prefers-reduced-motion', 'reduce')
    await play(name)
    const moving = [...(find('dialog')?.querySelectorAll('*') ?? []), find('dialog')].filter((element): element is HTMLElement => element !== null).flatMap((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element)
      return animationName === 'none' && /^0s(, 0s)*$/u.test(transitionDuration) ? [] : [element.className]
    })
    expect(moving).toEqual([])
  })
})

describe('forced colours', () => {
  it.each(['waiting', 'unknown'])('leave every control and the code to be told from the ground: %s', async (name) => {
    await media('forced-colors', 'active')
    await play(name)
    const surface = getComputedStyle(find('surface') as Element)
    for (const button of find('dialog')?.querySelectorAll<HTMLElement>('.pay-button') ?? []) {
      const { borderTopStyle, borderTopColor } = getComputedStyle(button)
      expect(borderTopStyle).toBe('solid')
      expect(borderTopColor).not.toBe(surface.backgroundColor)
    }
    expect(surface.borderTopColor).not.toBe(surface.backgroundColor)
    const code = find('qrcode')
    if (!code) return
    const { data, width, height } = await photograph(code)
    expect(jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data).toBe(CODE_URL)
  })
})

describe('the hint', () => {
  it('tells which app scans the code, and on a phone that another one has to', async () => {
    await play('waiting')
    expect(find('hint')?.innerText).toBe('请用微信扫一扫')
    expect(find('help')?.innerText.trim()).toBe('手机微信右上角 +，选“扫一扫”')
    await touch(true)
    await expect.poll(() => find('help')?.innerText.trim()).toBe('请用另一台手机扫，本机扫不到自己的屏幕')
    await touch(false)
  })
})

describe.each(['en', 'zh-TW'])('in %s', (locale) => {
  it.each([[320, 568], [390, 844]])('every state fits %s×%s, and all are as high as each other', async (width, height) => {
    await page.viewport(width, height)
    const heights = new Set<number>()
    for (const name of Object.keys(scenes).filter((one) => one !== 'unstable' && one !== 'creating')) {
      await play(name, { ui: { locale } })
      await expect.poll(() => find('dialog')?.lang).toBe(locale)
      await nextTick()
      const surface = find('surface')
      expect(surface?.scrollWidth, `width: ${name}`).toBeLessThanOrEqual(surface?.clientWidth ?? 0)
      const amount = find('amount')
      expect(amount?.scrollWidth, `amount: ${name}`).toBeLessThanOrEqual(amount?.clientWidth ?? 0)
      heights.add(Math.round(surface?.getBoundingClientRect().height ?? 0))
      undoAll()
    }
    expect([...heights]).toHaveLength(1)
  })
})

describe('a panel of the page', () => {
  it.each(['light', 'dark'] as const)('has nothing for axe to find either, in %s', async (theme) => {
    await play('waiting', { ui: { theme }, props: { inline: true } })
    expect(find('dialog')?.localName).toBe('section')
    expect(find('dialog')?.getBoundingClientRect().width).toBeLessThanOrEqual(400)
    expect(await findings()).toEqual([])
  })
})
