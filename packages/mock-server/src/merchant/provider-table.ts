import type { Clock } from '../ports/clock'
import type { Http } from '../ports/http'
import type { Log } from '../ports/log'
import type { Random } from '../ports/random'
import { createAlipayClient } from './alipay/client'
import type { AlipayGateway } from './alipay/gateway'
import { createAlipayProvider } from './alipay/provider'
import type { ProviderName } from './gateways'
import type { Provider } from './provider'
import { createPaypalClient } from './paypal/client'
import type { PaypalGateway } from './paypal/gateway'
import { createPaypalProvider } from './paypal/provider'
import { createQqClient } from './qq/client'
import type { QqGateway } from './qq/gateway'
import { createQqProvider } from './qq/provider'
import { createWechatClient } from './wechat/client'
import type { WechatGateway } from './wechat/gateway'
import { createWechatProvider } from './wechat/provider'
import { createWechatV3Client } from './wechat-v3/client'
import { createWechatV3Provider } from './wechat-v3/provider'

/** Where each provider is, and as whom the merchant talks to it. A provider without a row offers none of its ways of paying. */
export interface MerchantGateways {
  readonly wechat: WechatGateway
  readonly alipay?: AlipayGateway | undefined
  readonly qq?: QqGateway | undefined
  readonly paypal?: PaypalGateway | undefined
}

/** What every provider's client works with. */
export interface ProviderPorts {
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Ends what is under way when the server is closed. */
  readonly signal: AbortSignal
  /** Where the provider tells of payments. */
  readonly notifyUrl: string
  /** The shop's site, which pays from phone browsers are made for. */
  readonly siteUrl: string
}

/** A client for each provider at which the merchant has an account. */
export type Providers = Readonly<Partial<Record<ProviderName, Provider>>>

/** Where each provider tells the merchant of payments and refunds. */
export const NOTIFY_PATHS: Readonly<Record<ProviderName, string>> = {
  wechat: '/api/demo/pay/re_wx',
  alipay: '/api/demo/pay/re_zfb',
  qq: '/api/demo/pay/re_qq',
  // PayPal tells by sending the payer back.
  paypal: '/api/demo/pay/re_paypal',
}

const FACTORIES: { readonly [Name in keyof MerchantGateways]-?: (gateway: NonNullable<MerchantGateways[Name]>, ports: ProviderPorts) => Provider } = {
  wechat: wechatProvider,
  alipay: (gateway, ports) => createAlipayProvider({ ...ports, ...createAlipayClient({ ...ports, gateway }) }),
  qq: (gateway, ports) => createQqProvider({ ...ports, gateway, call: createQqClient({ ...ports, gateway }) }),
  paypal: (gateway, ports) => createPaypalProvider({ ...ports, client: createPaypalClient({ ...ports, gateway }) }),
}

/** WeChat Pay has two protocols over the same orders; the account says which one the merchant speaks. */
function wechatProvider(gateway: WechatGateway, ports: ProviderPorts): Provider {
  const { v3 } = gateway
  if (v3) return createWechatV3Provider({ ...ports, gateway, v3, client: createWechatV3Client({ ...ports, gateway, v3 }) })
  return createWechatProvider({ ...ports, gateway, call: createWechatClient({ ...ports, gateway }) })
}

/** Creates them. `origin` is where the providers reach the merchant. */
export function providersOf(gateways: MerchantGateways, { origin, ...ports }: Omit<ProviderPorts, 'notifyUrl'> & { readonly origin: string }): Providers {
  const to = (name: ProviderName): ProviderPorts => ({ ...ports, notifyUrl: `${origin}${NOTIFY_PATHS[name]}` })
  return {
    wechat: FACTORIES.wechat(gateways.wechat, to('wechat')),
    ...(gateways.alipay && { alipay: FACTORIES.alipay(gateways.alipay, to('alipay')) }),
    ...(gateways.qq && { qq: FACTORIES.qq(gateways.qq, to('qq')) }),
    ...(gateways.paypal && { paypal: FACTORIES.paypal(gateways.paypal, to('paypal')) }),
  }
}
