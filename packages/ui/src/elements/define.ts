import { defineCustomElement, type VueElementConstructor } from 'vue'
import { payDialog } from './pay-dialog'
import { payQrcode } from './pay-qrcode'
import { scanPay } from './scan-pay'
import { shareSettings, type PayElementsOptions } from './settings'

/** The elements, by their names; with what their properties are before anybody has set them. */
const elements: Readonly<Record<string, () => CustomElementConstructor>> = {
  'pay-dialog': () => begun(defineCustomElement(payDialog), { open: false, inline: false, sound: false, autoCloseMs: 3_000 }),
  'pay-qrcode': () => begun(defineCustomElement(payQrcode), { sizePx: 224 }),
  'scan-pay': () => begun(defineCustomElement(scanPay), { sound: true, camera: false, allowsSynthetic: false, paidMs: 6_000, endedMs: 30_000 }),
}

const begun = (Base: VueElementConstructor, props: object): CustomElementConstructor => class extends Base {
  constructor() {
    super({ ...props })
  }
}

/**
 * Makes the page know `<pay-dialog>`, `<pay-qrcode>` and `<scan-pay>`; those that are on it already come to life. Called again it changes what
 * elements share that come to the page later. Does nothing in Node.
 * @example
 * definePayElements({ client: createPayClient({ backend: minCloud({ clientID: 'demo', host: 'https://pay.example.com' }) }) })
 * const dialog = document.querySelector('pay-dialog')
 * dialog.intent = { gateway: 'weixin_tenpay_native', intentId: 'cart-42', amountFen: 10, description: '深蓝色秋裤' }
 * dialog.open = true
 */
export function definePayElements(options: PayElementsOptions = {}): void {
  if (typeof customElements === 'undefined') return
  shareSettings(options)
  for (const [name, elementOf] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, elementOf())
  }
}
