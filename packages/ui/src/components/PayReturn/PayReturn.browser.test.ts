import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createApp, h, nextTick } from 'vue'
import { find, media, see, undo, undoAll } from '../../test/browser'
import { returnScenes, returnShopOf } from '../../test/return-scenes'
import type { Shop } from '../../test/shop'
import { createPayUI, PayReturn, type PayPart, type PayUIOptions } from '../../index'

const LONG = '深蓝色加绒加厚高腰秋裤（男款，XXL 码，含礼盒包装）两件装，配同色保暖袜三双与洗护小样一份，顺丰次日达包邮'
const SIZES = [[320, 568], [390, 844], [768, 1024], [1440, 900]] as const
const THEMES = ['light', 'dark'] as const
const NAMES = Object.keys(returnScenes)

/** Plays a scene on a page of a shop. */
async function play(name: string, ui: PayUIOptions = {}): Promise<Shop> {
  const scene = returnScenes[name]
  if (!scene) throw new Error(`no scene "${name}"`)
  const shop = await returnShopOf(scene, { gateway: 'weixin_tenpay_wap', amountFen: 123456789, description: LONG, intentId: 'cart-42' })
  const host = document.createElement('main')
  host.innerHTML = '<h1>小店</h1><div></div>'
  document.body.append(host)
  document.documentElement.lang = 'zh-CN'
  document.title = '支付结果'
  const app = createApp({ render: () => h(PayReturn, { intentId: 'cart-42', autoCloseMs: null, ...scene.props }) })
  app.use(createPayUI({ client: shop.client, ...ui })).mount(host.lastElementChild as Element)
  undo.push(() => {
    app.unmount()
    host.remove()
  })
  await scene.play?.({
    see,
    click: async (part) => {
      await see(part)
      find(part as PayPart)?.click()
    },
  })
  await see(scene.shows)
  await expect.poll(() => find('return')?.dataset.payState).toBe(scene.state)
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
  return shop
}

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

describe('axe finds nothing', () => {
  it.each(THEMES.flatMap((theme) => NAMES.map((name) => [name, theme] as const)))('in %s, %s', async (name, theme) => {
    await play(name, { theme })
    expect(await findings()).toEqual([])
  })
})

describe('room', () => {
  const box = (part: PayPart) => find(part)?.getBoundingClientRect() ?? new DOMRect()

  it.each(SIZES)('is kept sideways at %s×%s in every state and language, also with text twice as large', async (width, height) => {
    await page.viewport(width, height)
    for (const name of NAMES) {
      for (const locale of ['zh-CN', 'en']) {
        await play(name, { locale })
        await expect.poll(() => find('return')?.lang).toBe(locale)
        for (const size of ['100%', '200%']) {
          document.documentElement.style.fontSize = size
          await nextTick()
          const surface = find('surface')
          expect(surface?.scrollWidth, `${name} ${locale} ${size}`).toBeLessThanOrEqual(surface?.clientWidth ?? 0)
          expect(document.documentElement.scrollWidth, `${name} ${locale} ${size}`).toBeLessThanOrEqual(width)
        }
        document.documentElement.style.fontSize = ''
        undoAll()
      }
    }
  })

  it.each(['zh-CN', 'en', 'zh-TW'])('is the same from checking to every end, where this browser made the order: nothing jumps (%s)', async (locale) => {
    const heights = new Map<string, number>()
    for (const name of NAMES.filter((one) => one !== 'no order' && one !== 'waiting in another browser')) {
      await play(name, { locale })
      await expect.poll(() => find('return')?.lang).toBe(locale)
      heights.set(name, Math.round(box('surface').height))
      undoAll()
    }
    expect(Object.fromEntries(heights)).toEqual(Object.fromEntries([...heights.keys()].map((name) => [name, heights.get('waiting')])))
  })

  it('is enough for fingers: every control is 44 px high', async () => {
    for (const name of NAMES) {
      await play(name)
      for (const button of find('return')?.querySelectorAll('button') ?? []) expect(button.getBoundingClientRect().height, `${name}: ${button.textContent}`).toBeGreaterThanOrEqual(44)
      undoAll()
    }
  })
})

describe('focus', () => {
  it('is not taken by a page that comes up, nor by its end', async () => {
    const shop = await play('waiting')
    expect(document.activeElement).toBe(document.body)
    shop.told = { status: 'success' }
    await see('confirm')
    expect(document.activeElement).toBe(document.body)
  })

  it('goes on to the main control where the one that had it has gone', async () => {
    const shop = await play('waiting')
    find('retry')?.focus()
    shop.told = { status: 'success' }
    await see('confirm')
    await expect.poll(() => document.activeElement).toBe(find('confirm'))
  })

  it('stays on the question while it is asked, and the keyboard is enough', async () => {
    const shop = await play('waiting')
    await userEvent.tab()
    await userEvent.tab()
    expect(document.activeElement).toBe(find('check'))
    await userEvent.keyboard('{Enter}')
    await see('check-answer')
    expect(document.activeElement).toBe(find('check'))
    shop.told = { status: 'success' }
    await userEvent.keyboard('{Enter}')
    await see('confirm')
    await expect.poll(() => document.activeElement).toBe(find('confirm'))
  })
})

describe('a screen reader', () => {
  it('is told of a payment once, at once', async () => {
    const shop = await play('waiting')
    const said = listen('live-result')
    shop.told = { status: 'success' }
    await see('confirm')
    await expect.poll(() => said).toEqual(['支付成功'])
    await new Promise((resolve) => { setTimeout(resolve, 200) })
    expect(said).toEqual(['支付成功'])
  })

  it('hears the question, and what came of asking again', async () => {
    await play('waiting')
    await expect.poll(() => find('live')?.textContent).toContain('支付完成了吗')
    find('check')?.click()
    await expect.poll(() => find('live')?.textContent).toContain('还没有查到付款')
  })

  it('is not told again of an end that is only asked about once more', async () => {
    await play('unknown')
    const said = listen('live-result')
    find('check')?.click()
    await expect.poll(() => find('live')?.textContent).toContain('还是没有查到结果')
    expect(said).toEqual([])
  })
})

describe('what the payer has told the system', () => {
  it.each(['waiting', 'paid', 'checking'])('reduced motion gives the end at once: %s', async (name) => {
    await media('prefers-reduced-motion', 'reduce')
    await play(name)
    const moving = [...(find('return')?.querySelectorAll('*') ?? [])].filter((element) => getComputedStyle(element).animationName !== 'none')
    expect(moving.map(({ className }) => className)).toEqual([])
  })

  it('forced colours leave every control to be told from the ground', async () => {
    await media('forced-colors', 'active')
    await play('waiting')
    const { backgroundColor } = getComputedStyle(find('surface') as Element)
    for (const button of find('return')?.querySelectorAll('.pay-button') ?? []) expect(getComputedStyle(button).borderTopColor).not.toBe(backgroundColor)
  })
})
