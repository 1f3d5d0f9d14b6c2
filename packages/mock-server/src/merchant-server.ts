import { createRequestFeed } from './http/request-feed'
import { createMerchantApp } from './merchant/app'
import { createMerchant } from './merchant/merchant'
import type { WalnutOptions } from './merchant/walnut/settings'
import type { WechatAccount } from './merchant/wechat/gateway'
import { resolveOptions, type MockServerOptions } from './options'
import { withClientCertificate, type ClientCertificate } from './ports/client-certificate'
import type { Http, Wing } from './ports/http'
import { createScenarios } from './scenarios/scenarios'
import { wingOf } from './server'

/** A merchant's account at the real WeChat, and where WeChat is. Addresses are without a trailing slash. */
export interface WechatMerchant extends WechatAccount {
  readonly payUrl: string
  readonly apiUrl: string
  readonly openUrl: string
  /** What reverse and refund need; WeChat Pay refuses them without it. */
  readonly certificate?: ClientCertificate | undefined
}

/** What `createMerchantServer` is told: nothing of simulated wallets, and no default that is for a demo. */
export interface MerchantServerOptions extends Omit<MockServerOptions, 'http' | 'merchantOrigin' | 'walletsOrigin' | 'notifyHosts' | 'closeAfterMs' | 'notifyScale'> {
  /** Where the world reaches the merchant: WeChat Pay notifies there, and its host is allowed. */
  readonly publicOrigin: string
  readonly wechat: WechatMerchant
  readonly clientIDs: readonly string[]
  /** @default [] */
  readonly allowedOrigins?: readonly string[] | undefined
  /** @default {} */
  readonly walnut?: WalnutOptions | undefined
  /** Sends the requests to WeChat. @default fetch */
  readonly http?: Http | undefined
}

/** The merchant wing alone, charging by a real gateway. */
export interface MerchantServer {
  readonly merchant: Wing
  /** Stops every timer, aborts every request that is under way, and closes the store. */
  close(): Promise<void>
}

/** Creates the merchant wing over real gateways. There is no wallets wing beside it, no sandbox and no virtual phone. */
export function createMerchantServer({ publicOrigin, wechat, http = (request) => fetch(request), ...options }: MerchantServerOptions): MerchantServer {
  const { hostname } = new URL(publicOrigin)
  const { appid, mch_id, key, secret, payUrl, apiUrl, openUrl, certificate } = wechat
  const account: WechatAccount = { appid, mch_id, key, secret }
  const ports = {
    ...resolveOptions({ ...options, walnut: options.walnut ?? {}, allowedOrigins: options.allowedOrigins ?? [], merchantOrigin: publicOrigin, allowedHosts: [...(options.allowedHosts ?? []), hostname] }),
    http: certificate ? withClientCertificate(http, certificate) : http,
  }
  const gateway = { payUrl, apiUrl, openUrl, account: () => Promise.resolve(account) }
  const merchant = createMerchant({ ...ports, gateways: { wechat: gateway }, scenarios: createScenarios(ports.clock) })
  void merchant.resume()
  return {
    merchant: wingOf(createMerchantApp(merchant, ports, createRequestFeed(ports.clock))),
    async close() {
      merchant.close()
      await ports.store.close?.()
    },
  }
}
