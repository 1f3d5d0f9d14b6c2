/** Every screen of the counter in a real browser, and how it comes about: for tests of all states and axe. */
import { HError } from '@baas-pay/sdk'
import { expect } from 'vitest'
import { createApp, h, nextTick } from 'vue'
import { createPayUI, ScanPay, type PayPart, type PayUIOptions, type ScanPayProps, type ScanScreen } from '../index'
import { find, see, undo } from './browser'
import { hastyClock, stillPage } from './scenes'
import { openShop, silence, type Shop } from './shop'

export const WECHAT = '134567890123456789'
/** In the haste of a scene a chunk's first load would seem to take too long. */
const FOREVER_MS = 86_400_000
const UNIONPAY = '6212345678901234567'
const LONG = '深蓝色加绒加厚高腰秋裤（男款，XXL 码，含礼盒包装）两件装，配同色保暖袜三双与洗护小样一份，顺丰次日达包邮'

/** One screen. */
export interface ScanScene {
  readonly screen: ScanScreen
  readonly shows: PayPart
  readonly set?: (shop: Shop) => void
  readonly play?: (shop: Shop) => Promise<void> | void
}

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))

/** Presses a part, once it is there. */
export async function press(part: PayPart): Promise<void> {
  await see(part)
  find(part)?.click()
}

/** Enters a code by hand. */
export async function enter(code: string): Promise<void> {
  await press('scan-type')
  await see('scan-count')
  const field = find('scan-field') as HTMLInputElement
  field.value = code
  await press('pay')
}

const charge = () => enter(WECHAT)
const asksPassword = (shop: Shop) => { shop.told = { tradeState: 'USERPAYING' } }
const loses = (shop: Shop) => { shop.create = shop.find = lost }

async function cancel(): Promise<void> {
  await charge()
  await press('cancel')
  await press('cancel-confirm')
}

export const scanScenes: Readonly<Record<string, ScanScene>> = {
  ready: { screen: 'ready', shows: 'scan-hold' },
  unarmed: { screen: 'ready', shows: 'arm', play: () => void window.dispatchEvent(new Event('blur')) },
  typing: { screen: 'ready', shows: 'scan-count', play: () => press('scan-type') },
  rejected: { screen: 'ready', shows: 'scan-notice', play: () => enter(UNIONPAY) },
  charging: { screen: 'charging', shows: 'scan-code', set: (shop) => { shop.create = silence }, play: charge },
  confirming: { screen: 'confirming', shows: 'waited', set: asksPassword, play: charge },
  'checked and unpaid': {
    screen: 'confirming', shows: 'check-answer', set: asksPassword,
    async play() {
      await charge()
      await press('check')
    },
  },
  'asked whether to cancel': {
    screen: 'confirming', shows: 'cancel-confirm', set: asksPassword,
    async play() {
      await charge()
      await press('cancel')
    },
  },
  'too early to cancel': {
    screen: 'confirming', shows: 'check-answer', play: cancel,
    set(shop) {
      asksPassword(shop)
      shop.takeBack = () => Promise.resolve({ result: 'not-yet', retryInMs: 12_000 })
    },
  },
  cancelling: {
    screen: 'cancelling', shows: 'scan-code', play: cancel,
    set(shop) {
      asksPassword(shop)
      shop.takeBack = silence
    },
  },
  paid: { screen: 'paid', shows: 'next', set: (shop) => { shop.told = { status: 'success', paidAt: '2026-11-21T09:30:12+08:00' } }, play: charge },
  refused: { screen: 'refused', shows: 'next', set: (shop) => { shop.told = { status: 'failed', tradeState: 'NOTENOUGH' } }, play: charge },
  unknown: { screen: 'unknown', shows: 'leave-unknown', set: loses, play: charge },
  'asked whether to leave': {
    screen: 'unknown', shows: 'next-confirm', set: loses,
    async play() {
      await charge()
      await press('leave-unknown')
    },
  },
  reversed: { screen: 'reversed', shows: 'next', set: asksPassword, play: cancel },
}

/** Plays a scene in a page of its own width. */
export async function playScan(name: string, { ui = {}, props = {} }: { ui?: PayUIOptions; props?: Partial<ScanPayProps> & { onPaid?: () => void } } = {}): Promise<Shop> {
  const scene = scanScenes[name]
  if (!scene) throw new Error(`no scene "${name}"`)
  const shop = openShop({ gateways: ['weixin_tenpay_micropay', 'alipay_barcode'], canReverse: true, ports: { clock: hastyClock, page: stillPage, readTimeoutMs: FOREVER_MS, createTimeoutMs: FOREVER_MS } })
  scene.set?.(shop)
  const host = document.createElement('main')
  host.innerHTML = '<h1>收银台</h1><div></div>'
  document.body.append(host)
  document.documentElement.lang = 'zh-CN'
  document.title = '收银台'
  const app = createApp({ render: () => h(ScanPay, { intent: { amountFen: 123456789, description: LONG }, sound: false, paidMs: null, endedMs: null, ...props }) })
  app.use(createPayUI({ client: shop.client, ...ui })).mount(host.lastElementChild as Element)
  undo.push(() => {
    app.unmount()
    host.remove()
  })
  await nextTick()
  await scene.play?.(shop)
  await see(scene.shows)
  await expect.poll(() => find('scan')?.dataset['payScan']).toBe(scene.screen)
  // One that has gone with its element is over, too.
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
  return shop
}
