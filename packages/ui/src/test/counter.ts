/** A counter on the screen, and the scanner at it. */
import type { PayClientOptions } from '@baas-pay/sdk'
import { mount } from '@vue/test-utils'
import { expect, onTestFinished, vi } from 'vitest'
import { createPayUI, ScanPay, type PayUIOptions, type ScanIntent, type ScanPayEmits, type ScanPayProps, type ScanScreen } from '../index'
import { stillPage } from './scenes'
import { settle } from './screen'
import { openShop, type Shop } from './shop'

export const WECHAT = '134567890123456789'
export const WECHAT_2 = '105837264950172836'
export const ALIPAY = '284719305562817394'
export const QQ = '910728310408849937'
export const UNIONPAY = '6212345678901234567'

export const SALE: ScanIntent = { amountFen: 1990, description: '午餐' }

const SCANS = ['weixin_tenpay_micropay', 'alipay_barcode'] as const

/** A shop whose cashier scans. */
export const openTill = (ports: Partial<PayClientOptions> = {}, gateways: Parameters<typeof openShop>[0] = {}): Shop =>
  openShop({ gateways: SCANS, canReverse: true, ...gateways, ports: { page: stillPage, ...ports } })

/** Keys go as fast as the scanner sends them: the time is the event's own. */
let atMs = 10_000

function strike(code: string, key: string, target: EventTarget, gapMs = 8): void {
  for (const type of ['keydown', 'keyup']) {
    const event = new KeyboardEvent(type, { code, key, bubbles: true, cancelable: true, composed: true })
    Object.defineProperties(event, { timeStamp: { value: atMs }, isTrusted: { value: true } })
    target.dispatchEvent(event)
  }
  atMs += gapMs
}

/** A scanner types, with Enter at the end. */
export async function scan(code: string, target: EventTarget = document.activeElement ?? document.body, gapMs?: number): Promise<void> {
  atMs += 5_000
  for (const digit of code) strike(`Digit${digit}`, digit, target, gapMs)
  strike('Enter', 'Enter', target)
  await settle()
}

/** Puts a counter on the page. */
export async function openCounter(options: { shop?: Shop; props?: Partial<ScanPayProps> & { sound?: boolean }; slots?: Record<string, string>; ui?: PayUIOptions } = {}) {
  const shop = options.shop ?? openTill()
  // No window of a test without a screen has the keyboard.
  const keyboard = vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  onTestFinished(() => keyboard.mockRestore())
  const wrapper = mount(ScanPay, {
    attachTo: document.body,
    props: { intent: SALE, sound: false, ...options.props },
    slots: options.slots ?? {},
    global: { plugins: [createPayUI({ client: shop.client, ...options.ui })] },
  })
  onTestFinished(() => wrapper.unmount())
  await settle()
  const root = () => wrapper.element as HTMLElement
  return {
    shop, wrapper, root,
    /** Whether the window has the keyboard. */
    focus: async (has: boolean) => {
      keyboard.mockReturnValue(has)
      window.dispatchEvent(new Event(has ? 'focus' : 'blur'))
      await settle()
    },
    facts: <E extends keyof ScanPayEmits>(name: E) => (wrapper.emitted(name) ?? []).map(([fact]) => fact as ScanPayEmits[E][0]),
    see: async (screen: ScanScreen) => {
      await settle()
      expect(root().dataset['payScan']).toBe(screen)
    },
  }
}

/** A key that an input method or an Android keyboard hides. */
export function hiddenKey(target: EventTarget, key: string, keyCode: number): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true })
  Object.defineProperties(event, { keyCode: { value: keyCode }, timeStamp: { value: (atMs += 20) }, isTrusted: { value: true } })
  target.dispatchEvent(event)
}
