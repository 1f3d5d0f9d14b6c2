import { HError } from '@baas-pay/sdk'
import type { PayPart, ScanScreen } from '@baas-pay/ui'
import { silence, type ScriptedShop } from './scripted-shop'

/** What a scene does at the counter. */
export interface ScanStage {
  readonly press: (part: PayPart) => Promise<void>
  /** Enters a payment code by hand, and has it charged. */
  readonly enter: (code: string) => Promise<void>
}

/** One screen of the counter, and how it comes about. */
export interface ScanScene {
  /** The `data-pay-scan` that it ends in. */
  readonly screen: ScanScreen
  /** A part that is on the screen once the scene is set. */
  readonly shows: PayPart
  readonly isLong?: boolean
  readonly camera?: boolean
  readonly set?: (shop: ScriptedShop) => void
  readonly play?: (stage: ScanStage, shop: ScriptedShop) => Promise<void>
}

const WECHAT = '134567890123456789'
const ALIPAY = '284719305562817394'
const UNIONPAY = '6212345678901234567'
const PAID = { status: 'success', paidAt: '2026-11-21T09:30:12+08:00' } as const

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))
const charge = ({ enter }: ScanStage) => enter(WECHAT)
const asksPassword = (shop: ScriptedShop) => { shop.told = { tradeState: 'USERPAYING' } }
const refused = (tradeState: string): ScanScene => ({ screen: 'refused', shows: 'next', set: (shop) => { shop.told = { status: 'failed', tradeState } }, play: charge })

async function cancel({ enter, press }: ScanStage): Promise<void> {
  await enter(WECHAT)
  await press('cancel')
  await press('cancel-confirm')
}

/** Every screen of `<ScanPay>`, by the name in its address. */
export const scanScenes: Readonly<Record<string, ScanScene>> = {
  'ready': { screen: 'ready', shows: 'scan-hold' },
  'ready-long': { screen: 'ready', shows: 'scan-hold', isLong: true },
  'ready-camera': { screen: 'ready', shows: 'scan-hold', camera: true },
  'unarmed': { screen: 'ready', shows: 'arm', play: async () => void window.dispatchEvent(new Event('blur')) },
  'typing': { screen: 'ready', shows: 'scan-count', play: ({ press }) => press('scan-type') },
  'rejected': { screen: 'ready', shows: 'scan-notice', play: ({ enter }) => enter(UNIONPAY) },
  'charging': { screen: 'charging', shows: 'scan-code', set: (shop) => { shop.create = silence }, play: ({ enter }) => enter(ALIPAY) },
  'confirming': { screen: 'confirming', shows: 'waited', set: asksPassword, play: charge },
  'confirming-long': { screen: 'confirming', shows: 'waited', isLong: true, set: asksPassword, play: charge },
  'asking-the-wallet': { screen: 'confirming', shows: 'waited', play: charge },
  'checked': {
    screen: 'confirming', shows: 'check-answer', set: asksPassword,
    async play(stage) {
      await charge(stage)
      await stage.press('check')
    },
  },
  'cancelling-asked': {
    screen: 'confirming', shows: 'cancel-confirm', set: asksPassword,
    async play(stage) {
      await charge(stage)
      await stage.press('cancel')
    },
  },
  'cancelling-too-early': {
    screen: 'confirming', shows: 'check-answer', play: cancel,
    set(shop) {
      asksPassword(shop)
      shop.takeBack = () => Promise.resolve({ result: 'not-yet', retryInMs: 12_000 })
    },
  },
  'cancelling': { screen: 'cancelling', shows: 'scan-code', play: cancel, set: (shop) => { asksPassword(shop); shop.takeBack = silence } },
  'paid': { screen: 'paid', shows: 'next', set: (shop) => { shop.told = PAID }, play: charge },
  'paid-long': { screen: 'paid', shows: 'next', isLong: true, set: (shop) => { shop.told = PAID }, play: charge },
  'code-expired': refused('AUTHCODEEXPIRE'),
  'code-used': refused('AUTH_CODE_INVALID'),
  'not-enough': refused('NOTENOUGH'),
  'declined': refused('PAYERROR'),
  'unknown': { screen: 'unknown', shows: 'check', set: (shop) => { shop.create = shop.find = lost }, play: charge },
  'unknown-checked': {
    screen: 'unknown', shows: 'check-answer', set: (shop) => { shop.create = shop.find = lost },
    async play(stage) {
      await charge(stage)
      await stage.press('check')
    },
  },
  'reversed': { screen: 'reversed', shows: 'next', set: asksPassword, play: cancel },
  'timed-out': { screen: 'reversed', shows: 'next', set: (shop) => { shop.told = { tradeState: 'REVOKED' } }, play: charge },
  'refunded': {
    screen: 'reversed', shows: 'result', play: cancel,
    set(shop) {
      asksPassword(shop)
      shop.takeBack = () => {
        shop.told = { status: 'success', refundStatus: 'complete' }
        return Promise.resolve({ result: 'closed' })
      }
    },
  },
}
