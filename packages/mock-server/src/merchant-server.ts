import { createRequestFeed } from './http/request-feed'
import { createMerchantApp } from './merchant/app'
import { createMerchant } from './merchant/merchant'
import type { AlipayAccount } from './merchant/alipay/gateway'
import type { MerchantGateways } from './merchant/provider-table'
import type { QqAccount } from './merchant/qq/gateway'
import type { WalnutOptions } from './merchant/walnut/settings'
import type { WechatAccount } from './merchant/wechat/gateway'
import type { WechatV3Account } from './merchant/wechat-v3/account'
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
  /** What API v3 is spoken with; without it v2 is. */
  readonly v3?: WechatV3Account | undefined
  /** What v2's reverse and refund need; WeChat Pay refuses them without it. */
  readonly certificate?: ClientCertificate | undefined
}

/** A merchant's app at the real Alipay, and where Alipay is. */
export interface AlipayMerchant extends AlipayAccount {
  readonly gatewayUrl: string
}

/** A merchant's account at the real QQ wallet, and where that is. Addresses are without a trailing slash. */
export interface QqMerchant extends QqAccount {
  readonly payUrl: string
  readonly apiUrl: string
  /** What reverse and refund need. */
  readonly certificate?: ClientCertificate | undefined
}

/** What `createMerchantServer` is told: nothing of simulated wallets, and no default that is for a demo. */
export interface MerchantServerOptions extends Omit<MockServerOptions, 'http' | 'merchantOrigin' | 'walletsOrigin' | 'notifyHosts' | 'closeAfterMs' | 'notifyScale' | 'wechatApi'> {
  /** Where the world reaches the merchant: the providers notify there, and its host is allowed. */
  readonly publicOrigin: string
  readonly wechat: WechatMerchant
  readonly alipay?: AlipayMerchant | undefined
  readonly qq?: QqMerchant | undefined
  readonly clientIDs: readonly string[]
  /** @default [] */
  readonly allowedOrigins?: readonly string[] | undefined
  /** @default {} */
  readonly walnut?: WalnutOptions | undefined
  /** Sends the requests to the providers. @default fetch */
  readonly http?: Http | undefined
}

/** The merchant wing alone, charging by a real gateway. */
export interface MerchantServer {
  readonly merchant: Wing
  /** Stops every timer, aborts every request that is under way, and closes the store. */
  close(): Promise<void>
}

/** Creates the merchant wing over real gateways. There is no wallets wing beside it, no sandbox and no virtual phone. */
export function createMerchantServer({ publicOrigin, wechat, alipay, qq, http = (request) => fetch(request), ...options }: MerchantServerOptions): MerchantServer {
  const { hostname } = new URL(publicOrigin)
  const ports = {
    ...resolveOptions({ ...options, walnut: options.walnut ?? {}, allowedOrigins: options.allowedOrigins ?? [], merchantOrigin: publicOrigin, allowedHosts: [...(options.allowedHosts ?? []), hostname] }),
    http: withCertificates(http, { wechat, qq }),
  }
  const merchant = createMerchant({ ...ports, gateways: gatewaysOf({ wechat, alipay, qq }), scenarios: createScenarios(ports.clock) })
  void merchant.resume()
  return {
    merchant: wingOf(createMerchantApp(merchant, ports, createRequestFeed(ports.clock))),
    async close() {
      merchant.close()
      await ports.store.close?.()
    },
  }
}

type Accounts = Pick<MerchantServerOptions, 'wechat' | 'alipay' | 'qq'>

function gatewaysOf({ wechat: { appid, mch_id, key, secret, payUrl, apiUrl, openUrl, v3 }, alipay, qq }: Accounts): MerchantGateways {
  const account: WechatAccount = { appid, mch_id, key, secret }
  return {
    wechat: { payUrl, apiUrl, openUrl, account: () => Promise.resolve(account), v3: v3 && (() => Promise.resolve(v3)) },
    alipay: alipay && { gatewayUrl: alipay.gatewayUrl, account: () => Promise.resolve(alipay) },
    qq: qq && { payUrl: qq.payUrl, apiUrl: qq.apiUrl, account: () => Promise.resolve(qq) },
  }
}

/** Each provider is shown its own certificate, and only where money goes back. */
function withCertificates(http: Http, { wechat, qq }: Accounts): Http {
  const forWechat = wechat.certificate ? withClientCertificate(http, wechat.certificate) : http
  return qq?.certificate ? withClientCertificate(forWechat, qq.certificate, /\/qpay_(reverse|refund)\.cgi$/) : forWechat
}
