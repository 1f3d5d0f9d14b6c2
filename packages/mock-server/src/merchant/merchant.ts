import { setMaxListeners } from 'node:events'
import type { Ports } from '../options'
import type { Scenarios } from '../scenarios/scenarios'
import type { Collection } from '../store/store'
import { ask } from './ask'
import { gatewayOf } from './gateways'
import { accountsOf, type Accounts } from './login/accounts'
import { createNudges, type Nudges } from './nudges'
import type { Order } from './order'
import type { Provider } from './provider'
import { providersOf, type MerchantGateways, type Providers } from './provider-table'
import { resumeRefunds } from './refund-order'
import { letStand, undo, type Undoing } from './reverse-order'
import { createScanRunner, type ScanRunner } from './scan-runner'
import type { ScanStep } from './scan-schedule'
import { orderChanged, resumeCallbacks } from './walnut/callback'
import { createDesk, type Desk } from './walnut/desk'
import { resolveWalnut } from './walnut/settings'
import { withTrail } from './walnut/trail'
import type { WechatGateway } from './wechat/gateway'
import { createOfficialAccount, type OfficialAccount } from './wechat/official-account'

/** A create request that has not been answered yet. */
export interface Creation { readonly fingerprint: string, readonly order: Promise<Order> }

/** The last time that a provider was asked about an order. */
export interface Asked { readonly at: number, readonly order: Promise<Order>, isOver: boolean }

/** What the merchant wing works with. */
export interface Merchant extends Pick<Ports, 'clock' | 'random' | 'log' | 'http' | 'clientIDs' | 'orderTtlMs' | 'allowedOrigins' | 'merchantOrigin' | 'catalogue' | 'trustedProxies'> {
  readonly scenarios: Scenarios
  readonly orders: Collection<Order>
  /** Creations under way, by the scope of their token. */
  readonly creations: Map<string, Creation>
  /** By `transaction_no`. */
  readonly asked: Map<string, Asked>
  /** Orders that are just being undone, by `transaction_no`. */
  readonly reversals: Map<string, Promise<Undoing>>
  readonly nudges: Nudges
  /** Follows charges by payment code. */
  readonly scans: ScanRunner
  readonly accounts: Accounts
  readonly gateways: MerchantGateways
  /** WeChat's, which is for login too. */
  readonly wechat: WechatGateway
  readonly officialAccount: OfficialAccount
  /** The providers at which the merchant has an account. */
  readonly providers: Providers
  /** What the Walnut routes work with besides. */
  readonly walnut: Desk
  providerOf(order: Order): Provider
  /** Is aborted when the server is closed. */
  readonly closing: AbortSignal
  /** Takes up the charges and refunds that an earlier process left. */
  resume(): Promise<void>
  close(): void
}

const STEPS: Readonly<Record<ScanStep['action'], (order: Order, merchant: Merchant) => Promise<unknown>>> = { ask, reverse: undo, stand: letStand }

/** Sets up the merchant over the given ports. It does nothing by itself until `resume()`. */
export function createMerchant(ports: Ports & { readonly gateways: MerchantGateways, readonly scenarios: Scenarios }): Merchant {
  const { clock, random, log, clientIDs, orderTtlMs, allowedOrigins, http, store, merchantOrigin, catalogue, trustedProxies, gateways, scenarios } = ports
  const closing = new AbortController()
  const { signal } = closing
  // As many requests as pages care for listen to it at once.
  setMaxListeners(0, signal)
  const orders: Collection<Order> = store.collection('merchant.orders')
  const walnut = createDesk(resolveWalnut(ports.walnut), store)
  const { wechat } = gateways
  const providers = providersOf(gateways, { http: withTrail(http, walnut.exchanges), clock, random, log, signal, origin: merchantOrigin, siteUrl: allowedOrigins[0] ?? merchantOrigin })
  const merchant: Merchant = {
    clock, random, log, http, clientIDs, orderTtlMs, allowedOrigins, merchantOrigin, catalogue, trustedProxies, gateways, wechat, scenarios, orders, providers, walnut,
    creations: new Map(),
    asked: new Map(),
    reversals: new Map(),
    nudges: createNudges(),
    scans: createScanRunner({ orders, clock, log, step: (order, action) => STEPS[action](order, merchant) }),
    accounts: accountsOf(store),
    officialAccount: createOfficialAccount({ gateway: wechat, http, clock, signal }),
    providerOf(order) {
      const provider = providers[gatewayOf(order).provider]
      if (!provider) throw new Error(`an order is at a provider without an account: ${order.gateway_type}`)
      return provider
    },
    closing: signal,
    async resume() {
      await Promise.all([merchant.scans.resume(), resumeRefunds(merchant), resumeCallbacks(merchant)])
    },
    close() {
      closing.abort(new Error('the mock server is closed'))
      merchant.scans.close()
      merchant.nudges.close()
    },
  }
  merchant.nudges.onEvery((order) => orderChanged(order, merchant))
  return merchant
}
