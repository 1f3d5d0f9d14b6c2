import axe from 'axe-core'
import { HError } from '@baas-pay/sdk'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { hastyClock, stillPage } from '../test/scenes'
import { openShop, silence, type Shop } from '../test/shop'
import { definePayElements, type ScanPayElement } from './index'

const WECHAT = '134567890123456789'
const WECHAT_2 = '105837264950172836'
/** Digits of the code that nothing but its request may have. */
const MIDDLE = WECHAT.slice(4, 14)
const SALE = { amountFen: 1990, description: '午餐' } as const
const FOREVER_MS = 86_400_000

let shop: Shop
let counter: ScanPayElement
beforeEach(async () => {
  shop = openShop({ gateways: ['weixin_tenpay_micropay', 'alipay_barcode'], canReverse: true, ports: { clock: hastyClock, page: stillPage, readTimeoutMs: FOREVER_MS, createTimeoutMs: FOREVER_MS } })
  definePayElements({ client: shop.client })
  document.body.innerHTML = '<main><h1>收银台</h1><scan-pay></scan-pay></main>'
  const found = document.querySelector('scan-pay')
  if (!found) throw new Error('no element')
  counter = Object.assign(found, { intent: SALE, sound: false, paidMs: null, endedMs: null })
  await see('scan-hold')
})
afterEach(() => { document.body.innerHTML = '' })

const find = (part: string, of: HTMLElement = counter) => of.shadowRoot?.querySelector<HTMLElement>(`[data-pay-part="${part}"]`) ?? null
const see = (part: string) => expect.poll(() => find(part), { message: part }).not.toBeNull()
const screen = () => find('scan')?.dataset['payScan']
const seeScreen = (name: string) => expect.poll(screen).toBe(name)
const field = () => find('scan-field') as HTMLInputElement
const focused = () => counter.shadowRoot?.activeElement ?? null
const charged = () => shop.asked.map(({ authCode }) => authCode)
const session = () => cdp() as unknown as { send: (method: string, params: object) => Promise<void> }
/** A person types a code, by trusted keys: nobody is faster at a row of digits. */
async function typeByHand(code: string): Promise<void> {
  for (const digit of code) {
    await new Promise((resolve) => { setTimeout(resolve, 150) })
    await userEvent.keyboard(digit)
  }
}
/** A scanner types, by trusted keys. */
const scan = (code: string) => userEvent.keyboard(`${code}{Enter}`)

/** Every event that the page hears, with its facts. */
function listen(...names: string[]): [string, unknown][] {
  const heard: [string, unknown][] = []
  for (const name of names) counter.addEventListener(name, (event) => heard.push([name, (event as CustomEvent<unknown>).detail]))
  return heard
}

/** A field of the page's own, in the page or in a shadow root of another element. */
function fieldOfPage(isInShadow: boolean): HTMLInputElement {
  const host = document.body.appendChild(document.createElement('div'))
  const place = isInShadow ? host.attachShadow({ mode: 'open' }) : host
  const input = place.appendChild(Object.assign(document.createElement('input'), { ariaLabel: '备注' }))
  input.value = '备注：3 号桌'
  return input
}

describe('<scan-pay> is the counter inside its own shadow root', () => {
  it('charges what a scanner types once, told by events with the facts as their detail', async () => {
    const heard = listen('ready', 'scan', 'charging', 'paid', 'complete')
    shop.create = () => Promise.resolve({ status: 'success' })
    await scan(WECHAT)
    await seeScreen('paid')
    await expect.poll(charged).toEqual([WECHAT])
    find('next')?.click()
    await seeScreen('ready')
    expect(heard.map(([name]) => name)).toEqual(['scan', 'charging', 'paid', 'complete', 'ready'])
    expect(heard).toMatchObject([['scan', { brand: 'wechat' }], ['charging', {}], ['paid', { amountFen: 1990, late: false }], ['complete', { amountFen: 1990 }], ['ready', null]])
  })

  it('hears a scan with the focus nowhere, and has the field focused while it waits', async () => {
    expect(focused()).toBe(field())
    field().blur()
    expect(document.activeElement).toBe(document.body)
    shop.create = silence
    await scan(WECHAT)
    await seeScreen('charging')
    await expect.poll(charged).toEqual([WECHAT])
  })

  it('takes the field again after a tap on its panel, and not from a field of the page', async () => {
    field().blur()
    await userEvent.click(find('amount') as Element)
    await expect.poll(focused).toBe(field())
    const note = fieldOfPage(true)
    note.focus()
    find('amount')?.click()
    expect((note.getRootNode() as ShadowRoot).activeElement).toBe(note)
  })

  it('has the focus on the main control of an end, and in the field after it', async () => {
    shop.told = { status: 'success' }
    await scan(WECHAT)
    await see('next')
    await expect.poll(() => focused()).toBe(find('next'))
    find('next')?.click()
    await see('scan-field')
    await expect.poll(() => focused()).toBe(field())
  })

  it('by its attributes as by its properties', async () => {
    document.body.innerHTML = '<scan-pay locale="en" sound="false" paid-ms="5000" camera></scan-pay>'
    const found = document.querySelector('scan-pay')
    if (!found) throw new Error('no element')
    counter = Object.assign(found, { intent: SALE })
    await see('scan-hold')
    await expect.poll(() => find('scan')?.lang).toBe('en')
    expect([counter.sound, counter.paidMs, counter.endedMs, counter.camera, counter.allowsSynthetic]).toEqual([false, 5_000, 30_000, true, false])
    find('sound')?.click()
    await expect.poll(() => counter.sound).toBe(true)
    counter.sound = false
    await expect.poll(() => find('sound')?.ariaPressed).toBe('false')
  })

  it('takes a client that comes right after the intent, calls `print` with the payment, and shows nothing without an intent', async () => {
    const printed: unknown[] = []
    definePayElements()
    document.body.innerHTML = '<scan-pay></scan-pay>'
    const found = document.querySelector('scan-pay')
    if (!found) throw new Error('no element')
    counter = Object.assign(found, { intent: SALE, client: shop.client, sound: false, print: (facts: unknown) => printed.push(facts) })
    await see('scan-hold')
    shop.told = { status: 'success' }
    await scan(WECHAT)
    await seeScreen('paid')
    expect(printed).toMatchObject([{ amountFen: 1990 }])
    counter.intent = undefined
    await expect.poll(() => find('scan')).toBeNull()
    await scan(WECHAT_2)
    await expect.poll(charged).toEqual([WECHAT])
  })

  it('says to the developer that there is no client, and shows nothing', async () => {
    const reported: string[] = []
    const onError = (event: ErrorEvent) => {
      event.preventDefault()
      reported.push(event.message)
    }
    window.addEventListener('error', onError)
    onTestFinished(() => window.removeEventListener('error', onError))
    definePayElements()
    document.body.innerHTML = '<scan-pay></scan-pay>'
    const found = document.querySelector('scan-pay')
    if (!found) throw new Error('no element')
    counter = Object.assign(found, { intent: SALE })
    await expect.poll(() => reported.join()).toContain('<scan-pay> has no `client`')
    expect(find('scan')).toBeNull()
  })
})

describe('keys are judged by where they go inside shadow roots, not by the element that the page sees', () => {
  it('a code that a person types into the element’s own field is charged by Enter, once and whole', async () => {
    find('scan-type')?.click()
    await see('scan-count')
    shop.create = silence
    await typeByHand(WECHAT)
    expect(field().value).toBe(WECHAT)
    await userEvent.keyboard('{Enter}')
    await seeScreen('charging')
    await expect.poll(charged).toEqual([WECHAT])
  })

  it('a scan while a code is entered by hand is charged once, and leaves nothing in the field', async () => {
    find('scan-type')?.click()
    await see('scan-count')
    const own = field()
    expect(focused()).toBe(own)
    await scan(WECHAT)
    await expect.poll(charged).toEqual([WECHAT])
    expect(own.value).toBe('')
  })

  it.each([['in the page', false], ['in another element’s shadow root', true]])('a scan while a field %s has the focus leaves it as it was, and is charged once', async (_, isInShadow) => {
    const note = fieldOfPage(isInShadow)
    note.focus()
    note.setSelectionRange(3, 5)
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    await seeScreen('confirming')
    expect([charged(), note.value, note.selectionStart, note.selectionEnd]).toEqual([[WECHAT], '备注：3 号桌', 3, 5])
  })

  it.each([['in the page', false], ['in another element’s shadow root', true]])('what a person types into a field %s stays theirs', async (_, isInShadow) => {
    const note = fieldOfPage(isInShadow)
    note.value = ''
    note.focus()
    await typeByHand(WECHAT)
    await userEvent.keyboard('{Enter}')
    expect([charged(), note.value]).toEqual([[], WECHAT])
  })

  it('a device that commits text is known by its first key, and leaves no digit', async () => {
    shop.told = { tradeState: 'USERPAYING' }
    const own = field()
    for (const digit of WECHAT) {
      for (const type of ['rawKeyDown', 'keyUp']) await session().send('Input.dispatchKeyEvent', { type, key: 'Unidentified', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 })
      await session().send('Input.insertText', { text: digit })
    }
    expect(own.readOnly).toBe(false)
    await userEvent.keyboard('{Enter}')
    await expect.poll(charged).toEqual([WECHAT])
    expect(own.value).toBe('')
  })

  it('a frame in another element’s shadow root that has the keyboard is told of', async () => {
    await expect.poll(() => find('arm')).toBeNull()
    const frame = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' }).appendChild(document.createElement('iframe'))
    frame.focus()
    window.dispatchEvent(new Event('focus'))
    await see('arm')
    find('arm')?.click()
    await expect.poll(() => find('arm')).toBeNull()
    expect(focused()).toBe(field())
  })
})

describe('rule 8: a payment code is in no attribute, detail or text of the page', () => {
  it.each([
    ['charging', () => { shop.create = silence }],
    ['paid', () => { shop.told = { status: 'success' } }],
    ['refused', () => { shop.create = () => Promise.reject(new HError(400, `auth_code ${WECHAT} is wrong`)) }],
  ])('%s', async (name, set) => {
    const heard = listen('scan', 'charging', 'confirming', 'paid', 'complete', 'refused', 'unknown', 'leave', 'reversed', 'rejected')
    set()
    await scan(WECHAT)
    await seeScreen(name)
    const told = JSON.stringify(heard, (_key, value: unknown) => (value instanceof Error ? [value.message, Object.entries(value)] : value))
    expect([document.documentElement.outerHTML, counter.shadowRoot?.innerHTML, told].join('\n')).not.toContain(MIDDLE)
    await expect.poll(charged).toEqual([WECHAT])
  })
})

describe('slots', () => {
  it('are shown where they are filled, and only there', async () => {
    counter.innerHTML = '<strong slot="header">自助收银</strong><p slot="print" id="receipt">小票</p><p slot="support" id="help">找店员</p>'
    await expect.poll(() => find('title')?.querySelector('slot')?.assignedElements()[0]?.textContent).toBe('自助收银')
    expect([find('footer'), document.querySelector('#help')?.getClientRects().length]).toEqual([null, 0])
    shop.told = { status: 'success' }
    await scan(WECHAT)
    await expect.poll(() => document.querySelector('#receipt')?.getClientRects().length).toBe(1)
  })
})

describe('the looks', () => {
  it('are adopted, not written into the page', () => {
    expect(counter.shadowRoot?.querySelectorAll('style, link, [style]')).toHaveLength(0)
    expect(counter.shadowRoot?.adoptedStyleSheets).toHaveLength(2)
    expect(getComputedStyle(find('surface') as Element).display).toBe('grid')
    expect(getComputedStyle(field()).borderTopStyle).toBe('dashed')
  })

  it.each([['files', { stylesheet: new URL('../styles/index.css', import.meta.url).href, kioskStylesheet: new URL('../styles/kiosk.css', import.meta.url).href }, 'link'], ['their own text', {}, 'style']] as const)('come from %s, where a browser adopts no stylesheet', async (_, files, tag) => {
    const own = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'adoptedStyleSheets')
    Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', { configurable: true, value: undefined })
    onTestFinished(() => { if (own) Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', own) })
    definePayElements({ client: shop.client, ...files })
    document.body.innerHTML = '<scan-pay></scan-pay>'
    const found = document.querySelector('scan-pay')
    if (!found) throw new Error('no element')
    counter = Object.assign(found, { intent: SALE, sound: false })
    await see('scan-field')
    await expect.poll(() => getComputedStyle(field()).borderTopStyle).toBe('dashed')
    await expect.poll(() => getComputedStyle(find('surface') as Element).textAlign).toBe('center')
    expect(counter.shadowRoot?.querySelectorAll(tag)).toHaveLength(2)
  })

  it.each((['light', 'dark'] as const).flatMap((theme) => ['ready', 'paid', 'unknown'].map((name) => [name, theme] as const)))('give axe nothing to find on %s, in %s', async (name, theme) => {
    counter.theme = theme
    document.documentElement.lang = 'zh-CN'
    document.title = '收银台'
    const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))
    shop.told = { status: 'success' }
    if (name === 'unknown') shop.create = shop.find = lost
    if (name !== 'ready') await scan(WECHAT)
    await seeScreen(name)
    await Promise.allSettled((find('scan')?.getAnimations({ subtree: true }) ?? []).map(({ finished }) => finished))
    const { violations } = await axe.run(document)
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })
})
