import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { PayPart } from '../../index'
import { find, media, see, undo, undoAll } from '../../test/browser'
import { playScan, press, scanScenes, WECHAT, enter } from '../../test/scan-scenes'

const names = Object.keys(scanScenes)

const findings = async () => {
  const { violations } = await axe.run(document, { rules: { region: { enabled: false } } })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Everything that a live region says from now on. */
function listen(part: PayPart): string[] {
  const region = find(part)
  const said: string[] = []
  const observer = new MutationObserver(() => { if (region?.textContent) said.push(region.textContent.trim()) })
  if (region) observer.observe(region, { childList: true, characterData: true, subtree: true })
  undo.push(() => observer.disconnect())
  return said
}

const later = () => new Promise((resolve) => { setTimeout(resolve, 300) })

describe('axe finds nothing', () => {
  it.each((['light', 'dark'] as const).flatMap((theme) => names.map((name) => [name, theme] as const)))('on %s, %s', async (name, theme) => {
    await playScan(name, { ui: { theme } })
    expect(await findings()).toEqual([])
  })

  it.each(['en', 'zh-TW'])('in %s, on a kiosk', async (locale) => {
    await page.viewport(1080, 1920)
    for (const name of ['ready', 'confirming', 'unknown']) {
      await playScan(name, { ui: { locale } })
      await expect.poll(() => find('scan')?.lang).toBe(locale)
      expect(await findings()).toEqual([])
      undoAll()
    }
  })
})

describe('a screen reader', () => {
  it('is told of each end once, at once', async () => {
    const shop = await playScan('confirming')
    const said = listen('live-result')
    shop.told = { status: 'success' }
    await see('next')
    await expect.poll(() => said.length).toBe(1)
    await later()
    expect(said).toEqual(['收款成功 可以把商品交给顾客了。'])
  })

  it('hears what to do, and not each second of the timer', async () => {
    const shop = await playScan('ready')
    shop.told = { tradeState: 'USERPAYING' }
    const said = listen('live')
    await enter(WECHAT)
    await see('waited')
    await new Promise((resolve) => { setTimeout(resolve, 2_200) })
    expect(said[said.length - 1]).toBe('需要用户确认 请顾客在手机上输入密码，付完这里会自动更新')
    expect(said.filter((text) => text.includes('需要用户确认'))).toHaveLength(1)
    expect(find('waited')?.getAttribute('role')).toBe('timer')
  })

  it('hears every answer to a check, and why a scan was not charged', async () => {
    await playScan('confirming')
    const said = listen('live')
    await press('check')
    await expect.poll(() => said.some((text) => text.includes('还没有付款'))).toBe(true)
    undoAll()
    await playScan('rejected')
    await expect.poll(() => find('live')?.textContent).toContain('云闪付')
  })
})

describe('a scan that is no payment', () => {
  it('is told by why it was not charged, and by nothing else', async () => {
    await playScan('ready')
    await expect.poll(() => find('live')?.textContent).toContain('请出示付款码')
    const said = listen('live')
    await userEvent.keyboard('6212345678901234567{Enter}')
    await see('scan-notice')
    await later()
    expect(said).toEqual(['这里不能用云闪付，请换一个钱包'])
  })
})

describe('reduced motion', () => {
  it.each(['ready', 'paid', 'confirming'])('gives the end at once: %s', async (name) => {
    await media('prefers-reduced-motion', 'reduce')
    await playScan(name)
    const moving = [...(find('scan')?.querySelectorAll('*') ?? [])].flatMap((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element)
      return animationName === 'none' && /^0s(, 0s)*$/u.test(transitionDuration) ? [] : [element.className]
    })
    expect(moving).toEqual([])
  })
})

describe('forced colours', () => {
  it.each(['ready', 'unarmed', 'typing', 'unknown'])('leave every control to be told from the ground: %s', async (name) => {
    await media('forced-colors', 'active')
    await playScan(name)
    const ground = getComputedStyle(find('surface') as Element).backgroundColor
    for (const control of find('scan')?.querySelectorAll<HTMLElement>('.pay-button, input, .pay-scan-lamp[data-pay-lamp="off"]') ?? []) {
      const { borderTopStyle, borderTopColor } = getComputedStyle(control)
      expect(borderTopStyle).not.toBe('none')
      expect(borderTopColor).not.toBe(ground)
    }
  })
})
