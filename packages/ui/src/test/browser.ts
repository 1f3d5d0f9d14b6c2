/** The dialog in a real browser: how a test sets a scene, and looks at it. */
import { afterEach, beforeAll, expect, vi } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { createApp, h, nextTick, ref } from 'vue'
import { createPayUI, PayDialog, type PayDialogProps, type PayPart, type PayUIOptions } from '../index'
import { scenes, shopOf, type Stage } from './scenes'
import type { Shop } from './shop'

const LONG = '深蓝色加绒加厚高腰秋裤（男款，XXL 码，含礼盒包装）两件装，配同色保暖袜三双与洗护小样一份，顺丰次日达包邮'

/** What the test has changed, to be put back after it. */
export const undo: (() => void)[] = []
export const undoAll = (): void => undo.splice(0).forEach((act) => act())

export const find = (part: PayPart): HTMLElement | null => document.querySelector<HTMLElement>(`[data-pay-part="${part}"]`)
export const see = (part: string): Promise<void> => expect.poll(() => find(part as PayPart)).not.toBeNull()

const stage: Stage = {
  see,
  click: async (part) => {
    await see(part)
    find(part as PayPart)?.click()
  },
}

/** What a scene is played with. */
export interface PlayOptions {
  readonly ui?: PayUIOptions
  readonly props?: Partial<PayDialogProps>
  readonly slots?: Readonly<Record<string, () => string>>
}

/** Plays a scene behind a button that has the focus. */
export async function play(name: string, { ui = {}, props = {}, slots = {} }: PlayOptions = {}): Promise<Shop> {
  const scene = scenes[name]
  if (!scene) throw new Error(`no scene "${name}"`)
  const shop = shopOf(scene)
  const open = ref(false)
  const host = document.createElement('div')
  host.innerHTML = '<main><h1>小店</h1><button id="opener">去支付</button></main><div></div>'
  document.body.append(host)
  document.documentElement.lang = 'zh-CN'
  document.title = '小店'
  const intent = { gateway: 'weixin_tenpay_native', amountFen: 123456789, description: LONG } as const
  const app = createApp({ render: () => h(PayDialog, { intent, autoCloseMs: null, ...props, open: open.value, 'onUpdate:open': (is: boolean) => { open.value = is } }, slots) })
  app.use(createPayUI({ client: shop.client, ...ui })).mount(host.lastElementChild as Element)
  undo.push(() => {
    app.unmount()
    host.remove()
  })
  document.querySelector<HTMLElement>('#opener')?.focus()
  open.value = true
  await nextTick()
  await scene.play?.(stage, shop)
  await see(scene.shows)
  // It comes after the dialog.
  if (scene.state === 'waiting') await see('countdown')
  await expect.poll(() => find('dialog')?.dataset.payState).toBe(scene.state)
  // One that has gone with its element is over, too.
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
  return shop
}

/** When the next dialog is shown, by its own clock: a key is the second half of a double press, or meant, however slow the machine is. */
export function shown(when: 'just-now' | 'long-ago'): void {
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now() - performance.timeOrigin + (when === 'just-now' ? 60_000 : -60_000))
}

const session = () => cdp() as unknown as { send: (method: string, params: object) => Promise<void> }

/** Whether fingers are all that points. */
export const touch = (enabled: boolean): Promise<void> => session().send('Emulation.setTouchEmulationEnabled', { enabled })

/** What the payer has told the system that they prefer; without a value nothing. */
export async function media(name: 'prefers-color-scheme' | 'prefers-reduced-motion' | 'forced-colors', value = ''): Promise<void> {
  await session().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: 'light' }, { name, value }] })
}

/** What a camera sees: the pixels of a screenshot, one for each of the page's. */
export async function photograph(element: Element): Promise<ImageData> {
  const base64 = await page.screenshot({ element, save: false })
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
  const context = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }).getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, image.width, image.height)
}

beforeAll(async () => {
  for (const href of [new URL('../styles/index.css', import.meta.url).href, new URL('../styles/kiosk.css', import.meta.url).href]) {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
    const loaded = new Promise((resolve) => { link.addEventListener('load', resolve) })
    document.head.append(link)
    await loaded
  }
})

afterEach(async () => {
  undoAll()
  vi.restoreAllMocks()
  document.documentElement.style.fontSize = ''
  await media('prefers-color-scheme', 'light')
  await page.viewport(390, 844)
})
