import type { Ports } from '../options'
import type { Scenarios } from '../scenarios/scenarios'
import type { Collection } from '../store/store'
import { gateways } from './gateways'
import { accountsOf, type Accounts } from './login/accounts'
import type { Order } from './order'
import type { Provider } from './provider'
import { createWechatClient } from './wechat/client'
import type { WechatGateway } from './wechat/gateway'
import { createOfficialAccount, type OfficialAccount } from './wechat/official-account'
import { createWechatProvider } from './wechat/provider'

/** A create request that has not been answered yet. */
export interface Creation { readonly fingerprint: string, readonly order: Promise<Order> }

/** The last time that a provider was asked about an order. */
export interface Asked { readonly at: number, readonly order: Promise<Order>, isOver: boolean }

/** What the merchant wing works with. */
export interface Merchant extends Pick<Ports, 'clock' | 'random' | 'log' | 'clientIDs' | 'orderTtlMs' | 'allowedOrigins' | 'merchantOrigin'> {
  readonly scenarios: Scenarios
  readonly orders: Collection<Order>
  /** Creations under way, by the scope of their token. */
  readonly creations: Map<string, Creation>
  /** By `transaction_no`. */
  readonly asked: Map<string, Asked>
  readonly accounts: Accounts
  readonly wechat: WechatGateway
  readonly officialAccount: OfficialAccount
  providerOf(order: Order): Provider
  close(): void
}

/** Where WeChat Pay tells the merchant of payments. */
export const WECHAT_NOTIFY_PATH = '/api/demo/pay/re_wx'

/** Sets up the merchant over the given ports. */
export function createMerchant(ports: Ports & { readonly wechat: WechatGateway, readonly scenarios: Scenarios }): Merchant {
  const { clock, random, log, clientIDs, orderTtlMs, allowedOrigins, http, store, merchantOrigin, wechat, scenarios } = ports
  const closing = new AbortController()
  const call = createWechatClient({ gateway: wechat, http, clock, random, signal: closing.signal })
  const providers = { wechat: createWechatProvider(call, `${merchantOrigin}${WECHAT_NOTIFY_PATH}`) }
  return {
    clock, random, log, clientIDs, orderTtlMs, allowedOrigins, merchantOrigin, wechat, scenarios,
    orders: store.collection('merchant.orders'),
    creations: new Map(),
    asked: new Map(),
    accounts: accountsOf(store),
    officialAccount: createOfficialAccount({ gateway: wechat, http, clock, signal: closing.signal }),
    providerOf({ gateway_type }) {
      const gateway = gateways.get(gateway_type)
      if (!gateway) throw new Error(`an order has a gateway_type that is not offered: ${gateway_type}`)
      return providers[gateway.provider]
    },
    close: () => closing.abort(new Error('the mock server is closed')),
  }
}
