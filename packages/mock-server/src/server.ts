import type { Hono } from 'hono'
import { asFetchFails, BrokenConnection } from './http/broken-connection'
import { createRequestFeed } from './http/request-feed'
import { createMerchantApp } from './merchant/app'
import { createMerchant } from './merchant/merchant'
import type { WechatGateway } from './merchant/wechat/gateway'
import { resolveOptions, type MockServerOptions, type Ports } from './options'
import { createAdjustableClock } from './ports/adjustable-clock'
import { abortable, counted, inProcessHttp, type Wing } from './ports/http'
import { createWalletsApp } from './wallets/app'
import { createScenarios } from './scenarios/scenarios'
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
  const clock = createAdjustableClock(resolved.clock, underWay)
  const ports: Ports = { ...resolved, http, clock }

  const scenarios = createScenarios(clock)
  const requests = createRequestFeed(clock)
  const wallets = createWallets({ ...ports, scenarios })
  const merchant = createMerchant({ ...ports, wechat: simulatedWechat(ports.walletsOrigin, wallets.credentials), scenarios })
  const server = {
    merchant: wingOf(createMerchantApp(merchant, ports, requests)),
    wallets: wingOf(createWalletsApp(wallets, ports, { wallets, merchant, scenarios, clock, requests })),
    async close() {
      wallets.notifier.close()
      merchant.close()
      await ports.store.close?.()
    },
  }
  void wallets.notifier.resume()
  void merchant.scans.resume()
  wings.set(ports.merchantOrigin, server.merchant).set(ports.walletsOrigin, server.wallets)
  return server
}

/** One address is all of WeChat here; in production they are three. */
function simulatedWechat(origin: string, account: WechatGateway['account']): WechatGateway {
  return { payUrl: origin, apiUrl: origin, openUrl: origin, account }
}

/** An app as a wing. */
export function wingOf(app: Hono): Wing {
  return {
    async fetch(input, init, bindings) {
      const request = init === undefined && input instanceof Request ? input : new Request(input, init)
      return abortable(Promise.resolve(app.fetch(request, bindings)).catch(rethrow), request.signal)
    },
  }
}

function rethrow(error: unknown): never {
  throw error instanceof BrokenConnection ? asFetchFails(error) : error
}
