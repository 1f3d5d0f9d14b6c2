import type { Hono } from 'hono'
import { asFetchFails, BrokenConnection } from './http/broken-connection'
import { createRequestFeed } from './http/request-feed'
import type { AlipayAccount } from './merchant/alipay/gateway'
import { createMerchantApp } from './merchant/app'
import { createMerchant } from './merchant/merchant'
import type { MerchantGateways } from './merchant/provider-table'
import type { WechatV3Account } from './merchant/wechat-v3/account'
import { resolveOptions, type MockServerOptions, type Ports } from './options'
import { createAdjustableClock } from './ports/adjustable-clock'
import { abortable, counted, inProcessHttp, type Wing } from './ports/http'
import { keptClock } from './sandbox/kept-clock'
import { createWalletsApp } from './wallets/app'
import { createScenarios } from './scenarios/scenarios'
import type { AlipayCredentials, Credentials } from './wallets/credentials'
import { createWallets } from './wallets/wallets'

/** The two wings, without a port. */
export interface MockServer {
  /** What a shop's page talks to: the MinCloud routes, and the notify endpoints. */
  readonly merchant: Wing
  /** The simulated wallets: WeChat Pay's endpoints, the virtual phone, the sandbox. */
  readonly wallets: Wing
  /** Stops every timer, aborts every request that the wings have under way, and closes the store. */
  close(): Promise<void>
}

/**
 * Creates a merchant server and the wallets that it charges, in process. The merchant reaches the wallets by HTTP messages
 * alone, in the real protocol; `http` sees each of them.
 * @example
 * const server = createMockServer({ clock: createManualClock() })
 * const answer = await server.merchant.fetch('http://127.0.0.1:8787/healthz')
 */
export function createMockServer(options: MockServerOptions = {}): MockServer {
  const resolved = resolveOptions(options)
  const wings = new Map<string, Wing>()
  const inProcess = inProcessHttp(wings)
  const { http, underWay } = counted((request) => resolved.http(request, inProcess))
  const clock = keptClock(createAdjustableClock(resolved.clock, underWay), resolved.store)
  const ports: Ports = { ...resolved, http, clock }

  const scenarios = createScenarios(clock)
  const requests = createRequestFeed(clock)
  const wallets = createWallets({ ...ports, scenarios })
  const merchant = createMerchant({ ...ports, gateways: simulatedGateways(ports, wallets.credentials), scenarios })
  const ready = begin()
  const server = {
    merchant: wingOf(createMerchantApp(merchant, ports, requests), ready),
    wallets: wingOf(createWalletsApp(wallets, ports, { wallets, merchant, scenarios, clock, requests }), ready),
    async close() {
      wallets.notifier.close()
      merchant.close()
      await ports.store.close?.()
    },
  }
  wings.set(ports.merchantOrigin, server.merchant).set(ports.walletsOrigin, server.wallets)
  return server

  async function begin(): Promise<void> {
    await clock.restore().catch((cause: unknown) => ports.log({ type: 'failure', wing: 'wallets', what: 'the time that it was moved to could not be read', cause }))
    void wallets.notifier.resume()
    void merchant.resume()
  }
}

/** One address is every provider here. */
function simulatedGateways({ walletsOrigin: origin, wechatApi }: Pick<Ports, 'walletsOrigin' | 'wechatApi'>, credentials: Credentials): MerchantGateways {
  return {
    wechat: { payUrl: origin, apiUrl: origin, openUrl: origin, account: credentials.wechat, v3: wechatApi === 'v3' ? () => wechatV3Of(credentials) : undefined },
    alipay: { gatewayUrl: `${origin}/gateway.do`, account: async () => merchantAt(await credentials.alipay()) },
    qq: { payUrl: origin, apiUrl: origin, account: credentials.qq },
    paypal: { apiUrl: origin, account: credentials.paypal },
  }
}

/** What the merchant has for API v3: its own key's secret, and not the platform's. */
async function wechatV3Of(credentials: Credentials): Promise<WechatV3Account> {
  const [{ api_v3_key }, { merchant_serial, merchant_private_key: private_key, platform_serial, platform_public_key }] = await Promise.all([credentials.wechat(), credentials.wechatKeys()])
  return { api_v3_key, merchant_serial, private_key, platform_serial, platform_public_key }
}

/** What the merchant knows of its account at Alipay: its own key's secret, and not Alipay's. */
function merchantAt({ app_id, seller_id, merchant_private_key: private_key, alipay_public_key }: AlipayCredentials): AlipayAccount {
  return { app_id, seller_id, private_key, alipay_public_key }
}

/** An app as a wing, which answers once it is ready. */
export function wingOf(app: Hono, ready: Promise<void> = Promise.resolve()): Wing {
  return {
    async fetch(input, init, bindings) {
      const request = init === undefined && input instanceof Request ? input : new Request(input, init)
      return abortable(ready.then(() => app.fetch(request, bindings)).catch(rethrow), request.signal)
    },
  }
}

function rethrow(error: unknown): never {
  throw error instanceof BrokenConnection ? asFetchFails(error) : error
}
