/** Every screen of the landing page, and how it comes about: for tests of all states, axe, and pictures. */
import { createCheckout, HError, type CreatedOrder, type PayRequest } from '@baas-pay/sdk'
import type { PayReturnProps } from '../index'
import { hastyClock, stillPage, type Stage } from './scenes'
import { openShop, silence, type Shop } from './shop'

/** One screen. */
export interface ReturnScene {
  /** The `data-pay-state` that it ends in. */
  readonly state: string
  /** A part that is on the screen once the scene is set. */
  readonly shows: string
  readonly props?: Partial<PayReturnProps>
  readonly set?: (shop: Shop) => void
  readonly play?: (stage: Stage) => Promise<void>
}

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))
const WALLET_URL = 'https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1'

export const returnScenes: Readonly<Record<string, ReturnScene>> = {
  checking: { state: 'checking', shows: 'result', set: (shop) => { shop.find = silence } },
  waiting: { state: 'waiting', shows: 'retry' },
  'checked and unpaid': { state: 'waiting', shows: 'check-answer', play: ({ click }) => click('check') },
  'checking by the payer': { state: 'checking', shows: 'check', set: (shop) => { shop.find = () => (shop.calls.find > 1 ? silence() : Promise.resolve({})) }, play: ({ click }) => click('check') },
  unstable: { state: 'waiting', shows: 'network', set: (shop) => { shop.find = () => (shop.calls.find > 2 ? lost() : Promise.resolve({})) } },
  'waiting in another browser': { state: 'waiting', shows: 'elsewhere', props: { intentId: undefined, order: { tradeNo: 'T20261121000000000000000000000099' as never } } },
  paid: { state: 'paid', shows: 'confirm', set: (shop) => { shop.told = { status: 'success', paidAt: '2026-11-21T09:30:12+08:00' } } },
  refunded: { state: 'paid', shows: 'confirm', set: (shop) => { shop.told = { status: 'partial', paidAt: '2026-11-21T09:30:12+08:00' } } },
  late: {
    state: 'paid', shows: 'confirm',
    set: (shop) => {
      shop.find = () => (shop.calls.find < 6 ? lost() : Promise.resolve({ status: 'success', paidAt: '2026-11-21T09:30:12+08:00' }))
    },
  },
  closed: { state: 'expired', shows: 'retry', set: (shop) => { shop.told = { tradeState: 'CLOSED' } } },
  'time is up': { state: 'expired', shows: 'retry', set: (shop) => { shop.told = { expiresInMs: 0 } } },
  failed: { state: 'failed', shows: 'retry', set: (shop) => { shop.told = { status: 'failed', tradeState: 'PAYERROR' } } },
  unknown: { state: 'unknown', shows: 'leave', set: (shop) => { shop.find = lost } },
  'no order': { state: 'no-order', shows: 'leave', props: { intentId: 'another cart' } },
}

/** A shop that a payer has left for a wallet, in which a scene can be played. */
export async function returnShopOf(scene: ReturnScene, intent: PayRequest): Promise<Shop> {
  const shop = openShop({ gateways: ['weixin_tenpay_wap'], ports: { clock: hastyClock, page: stillPage, navigate: { go: () => {}, open: () => undefined } } })
  shop.create = () => Promise.resolve<Partial<CreatedOrder>>({ show: { flow: 'redirect', url: WALLET_URL } })
  const checkout = createCheckout(shop.client, intent)
  await checkout.pay()
  checkout.dispose()
  scene.set?.(shop)
  return shop
}
