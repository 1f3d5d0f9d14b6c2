import { HError } from '@baas-pay/sdk'
import type { ScriptedShop } from './scripted-shop'
import { silence } from './scripted-shop'

/** What a payer finds who comes back from the wallet's page. */
export interface ReturnScene {
  /** The `data-pay-state` that it ends in. */
  readonly state: 'checking' | 'waiting' | 'paid' | 'expired' | 'failed' | 'unknown' | 'no-order'
  /** What the shop calls the payment; this browser made an order of `ticket-1`. @default 'ticket-1' */
  readonly intentId?: string
  /** After the order was made, and before the payer comes back. */
  readonly set?: (shop: ScriptedShop) => void
}

/** Every screen of `<PayReturn>`, by the name in its address. */
export const returnScenes: Readonly<Record<string, ReturnScene>> = {
  'checking': { state: 'checking', set: (shop) => { shop.find = silence } },
  'waiting': { state: 'waiting' },
  'paid': { state: 'paid', set: (shop) => { shop.told = { status: 'success', paidAt: '2026-11-21T09:30:12+08:00' } } },
  'refunded': { state: 'paid', set: (shop) => { shop.told = { status: 'complete' } } },
  'expired': { state: 'expired', set: (shop) => { shop.told = { tradeState: 'CLOSED' } } },
  'failed': { state: 'failed', set: (shop) => { shop.told = { status: 'failed', tradeState: 'PAYERROR' } } },
  'unknown': { state: 'unknown', set: (shop) => { shop.find = () => Promise.reject(new HError(600, undefined, { retryable: true })) } },
  'no-order': { state: 'no-order', intentId: 'another' },
}
