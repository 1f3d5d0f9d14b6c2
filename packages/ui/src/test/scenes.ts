/** Every screen of the dialog, and how it comes about: for tests of all states, axe, and pictures. */
import { HError, type Clock, type Page } from '@baas-pay/sdk'
import { openShop, silence, type Shop } from './shop'

/** What a scene does on the screen, by the contract's parts. */
export interface Stage {
  readonly click: (part: string) => Promise<void>
  /** Waits for a part to be there. */
  readonly see: (part: string) => Promise<void>
}

/** One screen. */
export interface Scene {
  /** The `data-pay-state` that it ends in. */
  readonly state: string
  /** A part that is on the screen once the scene is set. */
  readonly shows: string
  readonly amountFen?: number
  /** How long it takes to come about. @default 4000 */
  readonly takesMs?: number
  readonly set?: (shop: Shop) => void
  readonly play?: (stage: Stage, shop: Shop) => Promise<void>
}

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))

/** A clock whose waits are a hundred times shorter: scenes come about as they do in life, only sooner. */
export const hastyClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs / 100),
  clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
}

/** A page that is visible and online, whatever the test's window is. */
export const stillPage: Page = { isHidden: () => false, isOnline: () => true, onWake: () => () => {}, onChange: () => () => {} }

export const scenes: Readonly<Record<string, Scene>> = {
  creating: { state: 'creating', shows: 'code-box', set: (shop) => { shop.create = silence } },
  waiting: { state: 'waiting', shows: 'qrcode' },
  scanned: { state: 'waiting', shows: 'qrcode', set: (shop) => { shop.told = { tradeState: 'USERPAYING' } } },
  unstable: { state: 'waiting', shows: 'network', set: (shop) => { shop.find = lost } },
  'checking by the payer': {
    state: 'checking', shows: 'qrcode', set: (shop) => { shop.find = silence },
    play: ({ click }) => click('check'),
  },
  'checked and unpaid': { state: 'waiting', shows: 'check-answer', play: ({ click }) => click('check') },
  'asked whether to cancel': { state: 'waiting', shows: 'cancel-confirm', play: ({ click }) => click('cancel') },
  'checking at expiry': { state: 'checking', shows: 'help', set: (shop) => { shop.told = { tradeState: 'CLOSED' }; shop.find = silence } },
  closing: {
    state: 'closing', shows: 'help', set: (shop) => { shop.find = silence },
    play: async ({ click, see }) => {
      await click('cancel')
      await see('cancel-confirm')
      await click('cancel-confirm')
    },
  },
  paid: { state: 'paid', shows: 'confirm', set: (shop) => { shop.told = { status: 'success', paidAt: '2026-11-21T09:30:12+08:00' } } },
  closed: {
    state: 'closed', shows: 'result',
    play: async ({ click, see }) => {
      await click('cancel')
      await see('cancel-confirm')
      await click('cancel-confirm')
    },
  },
  failed: { state: 'failed', shows: 'retry', set: (shop) => { shop.create = () => Promise.reject(new HError(400, 'refused')) } },
  expired: { state: 'expired', shows: 'renew', set: (shop) => { shop.told = { tradeState: 'CLOSED' } } },
  uncancelled: {
    state: 'unknown', shows: 'cancel-confirm', takesMs: 60_000, set: (shop) => { shop.find = lost; shop.close = lost },
    play: async ({ click, see }) => {
      await click('cancel')
      await see('cancel-confirm')
      await click('cancel-confirm')
      await see('result')
    },
  },
  unknown: {
    state: 'unknown', shows: 'order-number', set: (shop) => { shop.find = lost },
    play: ({ click }) => click('check'),
  },
}

/** A shop in which a scene can be played. */
export function shopOf(scene: Scene): Shop {
  const shop = openShop({ ports: { clock: hastyClock, page: stillPage } })
  scene.set?.(shop)
  return shop
}
