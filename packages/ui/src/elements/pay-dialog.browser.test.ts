import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { userEvent } from 'vitest/browser'
import { media } from '../test/browser'
import { openShop, type Shop } from '../test/shop'
import { hastyClock, stillPage } from '../test/scenes'
import { definePayElements, type PayDialogElement } from './index'

const INTENT = { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' } as const

let shop: Shop
let dialog: PayDialogElement
beforeEach(() => {
  definePayElements()
  shop = openShop({ gateways: ['weixin_tenpay_native', 'alipay_qrcode'], ports: { clock: hastyClock, page: stillPage } })
  document.body.innerHTML = '<main><h1>小店</h1><button id="opener">去支付</button><pay-dialog></pay-dialog></main>'
  const found = document.querySelector('pay-dialog')
  if (!found) throw new Error('no element')
  dialog = Object.assign(found, { client: shop.client, intent: INTENT, autoCloseMs: null })
})
afterEach(() => { document.body.innerHTML = '' })

const find = (part: string, of: HTMLElement = dialog) => of.shadowRoot?.querySelector<HTMLElement>(`[data-pay-part="${part}"]`) ?? null
const see = (part: string) => expect.poll(() => find(part), { message: part }).not.toBeNull()
const focused = () => dialog.shadowRoot?.activeElement ?? null
const findings = async () => {
  const { violations } = await axe.run(document)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Every event that the page hears, with its facts. */
function listen(...names: string[]): [string, unknown][] {
  const heard: [string, unknown][] = []
  for (const name of names) dialog.addEventListener(name, (event) => heard.push([name, (event as CustomEvent<unknown>).detail]))
  return heard
}

async function open() {
  document.querySelector<HTMLElement>('#opener')?.focus()
  dialog.open = true
  await see('qrcode')
  await expect.poll(() => find('qrcode')?.querySelector('svg')).toBeTruthy()
}

describe('<pay-dialog> shows a payment inside its own shadow root', () => {
  it('from the order to the payment, told by events with the facts as their detail', async () => {
    const heard = listen('created', 'paid', 'complete', 'dismiss')
    await open()
    expect(document.querySelector('body > [data-pay-part]')).toBeNull()
    expect(find('dialog')?.matches(':modal')).toBe(true)
    shop.told = { status: 'success' }
    find('check')?.click()
    await see('confirm')
    expect(heard).toMatchObject([['created', { intentId: 'cart-42', amountFen: 10 }], ['paid', { intentId: 'cart-42', amountFen: 10, late: false }]])
    find('confirm')?.click()
    await expect.poll(() => find('dialog')).toBeNull()
    expect(heard.map(([name]) => name)).toEqual(['created', 'paid', 'complete'])
    expect([dialog.open, dialog.hasAttribute('open')]).toEqual([false, false])
  })

  it('by its attributes as by its properties', async () => {
    dialog.setAttribute('methods', 'wechat alipay')
    dialog.setAttribute('locale', 'en')
    dialog.setAttribute('open', '')
    await see('pay')
    await expect.poll(() => find('dialog')?.lang).toBe('en')
    expect([dialog.open, dialog.locale]).toEqual([true, 'en'])
    dialog.removeAttribute('open')
    await expect.poll(() => find('dialog')).toBeNull()
    expect(shop.calls.create).toBe(0)
  })

  it('with properties from before the script came, and shows the same order again after it was moved', async () => {
    const early = document.createElement('div')
    early.innerHTML = '<pay-dialog></pay-dialog>'
    const found = early.querySelector('pay-dialog')
    if (!found) throw new Error('no element')
    document.body.append(Object.assign(found, { client: shop.client, intent: INTENT, open: true }))
    await expect.poll(() => find('qrcode', found)).not.toBeNull()
    document.querySelector('main')?.append(found)
    await expect.poll(() => find('qrcode', found)).not.toBeNull()
    expect(shop.calls.create).toBe(1)
    found.remove()
  })

  it('dismissed by ESC it keeps its order, and the focus goes back to where it came from', async () => {
    const heard = listen('dismiss')
    await open()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => find('dialog')).toBeNull()
    expect(heard).toMatchObject([['dismiss', { state: 'waiting', intentId: 'cart-42' }]])
    expect(document.activeElement?.id).toBe('opener')
    dialog.open = true
    await see('qrcode')
    expect(shop.calls.create).toBe(1)
  })

  it('and leaves the id, the class and the rest of its attributes to the element', async () => {
    dialog.id = 'own'
    dialog.className = 'of-the-page'
    dialog.dataset.cart = '42'
    await open()
    expect(dialog.shadowRoot?.querySelectorAll('#own, .of-the-page, [data-cart]')).toHaveLength(0)
  })

  it('says to the developer what is missing, and shows nothing', async () => {
    const reported: string[] = []
    const onError = (event: ErrorEvent) => {
      event.preventDefault()
      reported.push(event.message)
    }
    window.addEventListener('error', onError)
    onTestFinished(() => window.removeEventListener('error', onError))
    dialog.intent = undefined
    dialog.open = true
    await expect.poll(() => reported.join()).toContain('<pay-dialog> is open and has no `intent` property')
    expect(find('dialog')).toBeNull()
    dialog.intent = INTENT
    await see('qrcode')
  })
})

describe('focus inside the shadow root', () => {
  it('goes round, over what the page has put into a slot too', async () => {
    dialog.innerHTML = '<p slot="footer"><a id="help" href="#help">找客服</a></p>'
    await open()
    await see('footer')
    const stops: string[] = []
    do {
      await userEvent.keyboard('{Tab}')
      stops.push(document.activeElement === dialog ? (focused() as HTMLElement).dataset.payPart ?? '' : (document.activeElement?.id ?? ''))
    } while (stops.length < 12 && stops.indexOf(stops.at(-1) ?? '') === stops.length - 1)
    expect(stops).toEqual(expect.arrayContaining(['dismiss', 'check', 'help']))
    expect(stops.at(-1)).toBe(stops[0])
    expect(stops).not.toContain('opener')
  })

  it('is on the main control of an end, and leaves what the page has put there alone', async () => {
    dialog.innerHTML = '<p slot="footer"><a id="help" href="#help">找客服</a></p>'
    await open()
    shop.told = { status: 'success' }
    find('check')?.click()
    await see('confirm')
    await expect.poll(() => focused()).toBe(find('confirm'))
  })

  it('copies the order number where the clipboard is not to be had', async () => {
    const { clipboard } = navigator
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })
    onTestFinished(() => void Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard }))
    let copied = ''
    const onCopy = () => { copied = getSelection()?.toString() ?? '' }
    document.addEventListener('copy', onCopy)
    onTestFinished(() => document.removeEventListener('copy', onCopy))
    await open()
    await userEvent.click(find('copy') as Element)
    await expect.poll(() => copied.trim()).toMatch(/^T20261121/)
    await expect.poll(() => find('copy')?.textContent).toContain('已复制')
  })
})

describe('slots', () => {
  it('are shown where they are filled, and only there; one named like a state replaces its panel', async () => {
    dialog.innerHTML = '<strong slot="header">收银台</strong><p slot="paid" id="own">谢谢</p>'
    await open()
    expect(find('title')?.querySelector('slot')?.assignedElements()[0]?.textContent).toBe('收银台')
    expect(find('footer')).toBeNull()
    dialog.insertAdjacentHTML('beforeend', '<small slot="footer">由小店收款</small>')
    await see('footer')
    shop.told = { status: 'success' }
    find('check')?.click()
    await expect.poll(() => dialog.querySelector('#own')?.getClientRects().length).toBe(1)
    expect(find('confirm')).toBeNull()
  })
})

describe('the looks', () => {
  const surface = () => getComputedStyle(find('surface') as Element).backgroundColor

  it('are adopted, not written into the page', async () => {
    await open()
    expect(dialog.shadowRoot?.querySelectorAll('style, link, [style]')).toHaveLength(0)
    expect(dialog.shadowRoot?.adoptedStyleSheets).toHaveLength(1)
    expect(getComputedStyle(find('surface') as Element).width).toBe('390px')
  })

  it('take the theme variables of the page, and the element’s own theme', async () => {
    document.documentElement.style.setProperty('--pay-accent', 'rgb(1, 2, 3)')
    onTestFinished(() => { document.documentElement.style.removeProperty('--pay-accent') })
    await media('prefers-color-scheme', 'dark')
    await open()
    const dark = surface()
    dialog.theme = 'light'
    expect(surface()).toBe('rgb(255, 255, 255)')
    dialog.setAttribute('theme', 'dark')
    expect(surface()).toBe(dark)
    shop.told = { status: 'success' }
    find('check')?.click()
    await see('confirm')
    expect(getComputedStyle(find('confirm') as Element).backgroundColor).toBe('rgb(1, 2, 3)')
  })

  it('are a panel where it stands, with inline', async () => {
    dialog.inline = true
    await open()
    expect(find('dialog')?.localName).toBe('section')
    expect(dialog.getBoundingClientRect().height).toBeGreaterThan(300)
  })

  it.each(['light', 'dark'] as const)('give axe nothing to find, in %s', async (theme) => {
    dialog.theme = theme
    document.documentElement.lang = 'zh-CN'
    document.title = '小店'
    await open()
    await Promise.allSettled((find('surface')?.getAnimations({ subtree: true }) ?? []).map(({ finished }) => finished))
    await Promise.allSettled((find('dialog')?.getAnimations() ?? []).map(({ finished }) => finished))
    expect(await findings()).toEqual([])
    shop.told = { status: 'success' }
    find('check')?.click()
    await see('confirm')
    await Promise.allSettled((find('dialog')?.getAnimations({ subtree: true }) ?? []).map(({ finished }) => finished))
    expect(await findings()).toEqual([])
  })
})

describe('a browser that adopts no stylesheet', () => {
  it.each([['a file', new URL('../styles/index.css', import.meta.url).href], ['its own text', undefined]])('gets the looks from %s', async (_, stylesheet) => {
    const own = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'adoptedStyleSheets')
    Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', { configurable: true, value: undefined })
    onTestFinished(() => { if (own) Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', own) })
    definePayElements({ stylesheet })
    document.body.insertAdjacentHTML('beforeend', '<pay-dialog></pay-dialog>')
    dialog = Object.assign(document.body.lastElementChild as PayDialogElement, { client: shop.client, intent: INTENT, open: true })
    await see('qrcode')
    await expect.poll(() => getComputedStyle(find('dialog') as Element).position).toBe('fixed')
    await expect.poll(() => getComputedStyle(find('surface') as Element).textAlign).toBe('center')
    expect(dialog.shadowRoot?.querySelectorAll(stylesheet ? 'link' : 'style')).toHaveLength(1)
  })
})
