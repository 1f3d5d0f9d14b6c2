import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createApp, h, nextTick, ref } from 'vue'
import { find, media, see, shown, touch, undo, undoAll } from '../../test/browser'
import { DESKTOP, PHONE, wayScenes, waysOf, type WayScene } from '../../test/ways'
import { createPayUI, PayDialog, type PayPart } from '../../index'

const LONG = '深蓝色加绒加厚高腰秋裤（男款，XXL 码，含礼盒包装）两件装，配同色保暖袜三双与洗护小样一份，顺丰次日达包邮'

/** Plays a scene behind a button that has the focus. */
async function play(scene: WayScene, { locale = 'zh-CN' } = {}): Promise<ReturnType<typeof waysOf>> {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(scene.userAgent)
  const ways = waysOf(scene)
  const open = ref(false)
  const host = document.createElement('div')
  host.innerHTML = '<main><h1>小店</h1><button id="opener">去支付</button></main><div></div>'
  document.body.append(host)
  document.documentElement.lang = 'zh-CN'
  const intent = { amountFen: 123456789, description: LONG }
  const app = createApp({ render: () => h(PayDialog, { intent, methods: scene.methods, autoCloseMs: null, open: open.value, 'onUpdate:open': (is: boolean) => { open.value = is } }) })
  app.use(createPayUI({ client: ways.shop.client, locale })).mount(host.lastElementChild as Element)
  undo.push(() => {
    app.unmount()
    host.remove()
    vi.restoreAllMocks()
  })
  document.querySelector<HTMLElement>('#opener')?.focus()
  open.value = true
  await nextTick()
  await scene.play?.({ see, click: async (part) => {
    await see(part)
    find(part as PayPart)?.click()
  } }, ways)
  await see(scene.shows)
  await expect.poll(() => find('dialog')?.dataset.payState).toBe(scene.state)
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
  return ways
}

const all = Object.entries(wayScenes)
const scene = (name: string): WayScene => {
  const found = wayScenes[name]
  if (!found) throw new Error(`no scene "${name}"`)
  return found
}
const radio = (type: string) => document.querySelector<HTMLInputElement>(`[data-pay-gateway="${type}"] input`)

describe.each(['light', 'dark'] as const)('axe, in %s', (theme) => {
  it.each(all)('finds nothing in: %s', async (_name, one) => {
    await media('prefers-color-scheme', theme)
    await play(one)
    const { violations } = await axe.run(document, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })
})

describe.each(['zh-CN', 'zh-TW', 'en'])('in %s', (locale) => {
  it.each([[320, 568], [390, 844], [1440, 900]])('every screen fits %s×%s sideways, also with text twice as large', async (width, height) => {
    await page.viewport(width, height)
    for (const [name, one] of all) {
      await play(one, { locale })
      await expect.poll(() => find('dialog')?.lang).toBe(locale)
      for (const size of ['100%', '200%']) {
        document.documentElement.style.fontSize = size
        await nextTick()
        const surface = find('surface')
        expect(surface?.scrollWidth, `${name} ${size}`).toBeLessThanOrEqual(surface?.clientWidth ?? 0)
      }
      document.documentElement.style.fontSize = ''
      undoAll()
    }
  })
})

describe('the choice by keyboard', () => {
  it('arrows move it over what works, Tab leaves it, Enter goes on', async () => {
    const { shop } = await play({ ...scene('choosing on a desktop'), methods: ['wechat', 'weixin_tenpay_js', 'alipay'] })
    await expect.poll(() => (document.activeElement as HTMLInputElement).value).toBe('weixin_tenpay_native')
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(radio('alipay_qrcode'))
    expect(radio('alipay_qrcode')?.checked).toBe(true)
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(radio('weixin_tenpay_native'))
    await userEvent.keyboard('{ArrowUp}')
    await userEvent.tab()
    expect(document.activeElement).toBe(find('pay'))
    expect(shop.calls.create).toBe(0)
    await userEvent.tab({ shift: true })
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => find('title')?.textContent).toBe('支付宝')
    await expect.poll(() => shop.calls.create).toBe(1)
  })

  it('the focused way is seen to be so, the whole row around', async () => {
    await play(scene('choosing on a desktop'))
    await expect.poll(() => (document.activeElement as HTMLInputElement).value).toBe('weixin_tenpay_native')
    await userEvent.keyboard('{ArrowDown}')
    const { outlineStyle, width, height } = getComputedStyle(document.activeElement as Element, '::before')
    expect(outlineStyle).toBe('solid')
    const row = document.activeElement?.closest('.pay-method')?.getBoundingClientRect()
    expect([Number.parseFloat(width), Number.parseFloat(height)]).toEqual([row?.width, row?.height])
  })

  it('focus goes into the choice and back to what there is to do', async () => {
    shown('long-ago')
    await play({ ...scene('a code beside other ways'), userAgent: DESKTOP })
    find('change-method')?.focus()
    await userEvent.keyboard('{Enter}')
    await see('methods')
    await expect.poll(() => document.activeElement).toBe(radio('weixin_tenpay_native'))
    find('back')?.focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => document.activeElement).toBe(find('check'))
  })
})

describe('the choice by touch', () => {
  it('every target is large enough, and the whole row is one', async () => {
    await touch(true)
    await play(scene('choosing again'))
    const targets = [...(find('dialog')?.querySelectorAll<HTMLElement>('button, .pay-method') ?? [])]
    expect(targets.map((target) => `${target.dataset['payPart']} ${Math.min(44, Math.floor(target.getBoundingClientRect().height))}`)).toEqual(targets.map((target) => `${target.dataset['payPart']} 44`))
    const row = document.querySelector<HTMLElement>('[data-pay-gateway="weixin_tenpay_native"]')
    row?.click()
    await nextTick()
    expect(radio('weixin_tenpay_native')?.checked).toBe(true)
    await touch(false)
  })
})

describe('a screen reader', () => {
  it('hears once what to do next, from the order to the wallet and back', async () => {
    const said: string[] = []
    const ways = await play({ ...scene('jsapi: ordering'), set: (shop) => { shop.create = () => new Promise((resolve) => { setTimeout(() => resolve({}), 100) }) } })
    const region = find('live')
    if (region?.textContent) said.push(region.textContent)
    const observer = new MutationObserver(() => { if (region?.textContent) said.push(region.textContent) })
    if (region) observer.observe(region, { childList: true, characterData: true, subtree: true })
    undo.push(() => observer.disconnect())
    await expect.poll(() => ways.asked.length).toBe(1)
    await expect.poll(() => said).toContain('请在微信里付款')
    ways.leaveOff('cancel')
    await expect.poll(() => said[said.length - 1]).toBe('还没有收到付款')
    expect(new Set(said).size).toBe(said.length)
  })
})

describe('a phone', () => {
  it('is as high with a wallet’s mark as with a code, and with a few ways to choose from', async () => {
    const heights = new Set<number>()
    for (const [, one] of all.filter(([name]) => name !== 'choosing in WeChat')) {
      await play({ ...one, userAgent: one.userAgent === DESKTOP ? DESKTOP : (one.userAgent || PHONE) })
      heights.add(Math.round(find('surface')?.getBoundingClientRect().height ?? 0))
      undoAll()
    }
    expect([...heights]).toHaveLength(1)
  })
})
