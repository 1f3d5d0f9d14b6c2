import { HError, type GatewayType, type StateName } from '@baas-pay/sdk'
import type { PayMethod, PayPart } from '@baas-pay/ui'
import { leaveTwoOrders, silence, type ScriptedShop } from './scripted-shop'

/** What a scene does on the screen, by the parts of the dialog's contract. */
export interface Stage {
  /** Waits for a part to be there. */
  readonly see: (part: PayPart) => Promise<void>
  /** Presses it, once it is there. */
  readonly press: (part: PayPart) => Promise<void>
}

/** One screen of the dialog, and how it comes about. */
export interface DialogScene {
  /** The `data-pay-state` that it ends in. */
  readonly state: StateName
  /** A part that is on the screen once the scene is set. */
  readonly shows: PayPart
  /** @default 'weixin_tenpay_native' */
  readonly gateway?: GatewayType
  /** What the payer may choose from. @default the gateway alone */
  readonly methods?: readonly PayMethod[]
  /** The longest amount, and a name of sixty characters. */
  readonly isLong?: boolean
  /** What the shop calls the payment. @default a name of its own */
  readonly intentId?: string
  readonly set?: (shop: ScriptedShop) => void
  readonly play?: (stage: Stage, shop: ScriptedShop) => Promise<void>
}

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))
const PAID = { status: 'success', paidAt: '2026-11-21T09:30:12+08:00' } as const

async function cancel({ press }: Stage): Promise<void> {
  await press('cancel')
  await press('cancel-confirm')
}

/** A page of a wallet's, for a frame. */
const frame = (shop: ScriptedShop) => { shop.create = () => Promise.resolve({ show: { flow: 'redirect', url: new URL(`${import.meta.env.BASE_URL}gallery-wallet.html`, location.href).href, isFramed: true } }) }

const EVERYTHING: readonly PayMethod[] = ['wechat', 'weixin_tenpay_js', 'alipay', 'qq']

/** Every screen of `<PayDialog>`, by the name in its address. */
export const dialogScenes: Readonly<Record<string, DialogScene>> = {
  'choosing': { state: 'idle', shows: 'pay', methods: EVERYTHING },
  'choosing-long': { state: 'idle', shows: 'pay', methods: EVERYTHING, isLong: true },
  'choosing-anew': {
    state: 'waiting', shows: 'back', methods: EVERYTHING,
    async play({ press }) {
      await press('pay')
      await press('change-method')
    },
  },
  'leaving': { state: 'waiting', shows: 'open-wallet', gateway: 'weixin_tenpay_wap' },
  'left': { state: 'waiting', shows: 'open-wallet', gateway: 'weixin_tenpay_wap', play: ({ press }) => press('open-wallet') },
  'wallet-asked': { state: 'waiting', shows: 'wallet', gateway: 'weixin_tenpay_js' },
  'framed': { state: 'waiting', shows: 'frame', gateway: 'alipay_qrcode', set: frame },
  'framed-enlarged': { state: 'waiting', shows: 'frame', gateway: 'alipay_qrcode', set: frame, play: ({ press }) => press('enlarge') },
  'framed-refused': {
    state: 'waiting', shows: 'frame-words', gateway: 'alipay_qrcode', set: frame,
    async play({ see }) {
      await see('frame')
      // As a browser tells of a policy that names no wallet.
      document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective: 'frame-src', disposition: 'enforce', blockedURI: location.origin }))
    },
  },
  'alipay': { state: 'waiting', shows: 'enlarge', gateway: 'alipay_qrcode' },
  'qq': { state: 'waiting', shows: 'enlarge', gateway: 'qpay_native' },
  'alipay-page': { state: 'waiting', shows: 'open-wallet', gateway: 'alipay_page' },
  'paypal': { state: 'waiting', shows: 'open-wallet', gateway: 'paypal' },
  'creating': { state: 'creating', shows: 'code-box', set: (shop) => { shop.create = silence } },
  'creating-unstable': {
    state: 'creating', shows: 'network',
    set: (shop) => {
      shop.create = () => {
        shop.create = silence
        return lost()
      }
    },
  },
  'waiting': { state: 'waiting', shows: 'enlarge' },
  'waiting-long': { state: 'waiting', shows: 'enlarge', isLong: true },
  'waiting-enlarged': { state: 'waiting', shows: 'enlarge', play: ({ press }) => press('enlarge') },
  'scanned': { state: 'waiting', shows: 'enlarge', set: (shop) => { shop.told = { tradeState: 'USERPAYING' } } },
  'unstable': { state: 'waiting', shows: 'network', set: (shop) => { shop.find = lost } },
  'offline': {
    state: 'waiting', shows: 'network',
    set: (shop) => {
      shop.find = () => {
        shop.isOnline = false
        return lost()
      }
    },
  },
  'asking': { state: 'checking', shows: 'enlarge', set: (shop) => { shop.find = silence }, play: ({ press }) => press('check') },
  'unpaid': { state: 'waiting', shows: 'check-answer', play: ({ press }) => press('check') },
  'cancel-question': { state: 'waiting', shows: 'cancel-confirm', play: ({ press }) => press('cancel') },
  'verifying': { state: 'checking', shows: 'help', set: (shop) => { shop.told = { tradeState: 'CLOSED' }; shop.find = silence } },
  'cancelling': { state: 'closing', shows: 'help', set: (shop) => { shop.find = silence }, play: cancel },
  'paid': { state: 'paid', shows: 'confirm', set: (shop) => { shop.told = PAID } },
  'paid-long': { state: 'paid', shows: 'confirm', isLong: true, set: (shop) => { shop.told = PAID } },
  'paid-late': {
    state: 'paid', shows: 'confirm', set: (shop) => { shop.told = { tradeState: 'CLOSED' } },
    play: async ({ see }, shop) => {
      await see('renew')
      shop.told = PAID
    },
  },
  'paid-twice': {
    state: 'paid', shows: 'support', intentId: 'cart-1',
    set(shop) {
      leaveTwoOrders(shop, 'cart-1')
      shop.told = PAID
    },
  },
  'refunded-part': { state: 'paid', shows: 'confirm', set: (shop) => { shop.told = { ...PAID, status: 'partial' } } },
  'refunded-whole': { state: 'paid', shows: 'confirm', set: (shop) => { shop.told = { ...PAID, status: 'complete' } } },
  'closed': { state: 'closed', shows: 'result', play: cancel },
  'failed': { state: 'failed', shows: 'retry', set: (shop) => { shop.create = () => Promise.reject(new HError(400, 'refused')) } },
  'refused': { state: 'failed', shows: 'retry', set: (shop) => { shop.find = () => Promise.resolve({ status: 'failed', tradeState: 'PAYERROR' }) } },
  'expired': { state: 'expired', shows: 'renew', set: (shop) => { shop.told = { tradeState: 'CLOSED' } } },
  'time-up': { state: 'expired', shows: 'renew', set: (shop) => { shop.find = () => Promise.resolve({ tradeState: 'NOTPAY', expiresInMs: 0 }) } },
  'unknown': { state: 'unknown', shows: 'order-number', set: (shop) => { shop.find = lost }, play: ({ press }) => press('check') },
  'unknown-long': { state: 'unknown', shows: 'order-number', isLong: true, set: (shop) => { shop.find = lost }, play: ({ press }) => press('check') },
  'uncancelled': {
    state: 'unknown', shows: 'cancel-confirm',
    set: (shop) => {
      shop.find = lost
      shop.close = lost
    },
    play: cancel,
  },
}
