import type { Clock } from '../ports/clock'
import type { Http } from '../ports/http'
import type { Log } from '../ports/log'
import type { Random } from '../ports/random'
import { createAlipayClient } from './alipay/client'
import type { AlipayGateway } from './alipay/gateway'
import { takeAlipayNotify } from './alipay/notify'
import { alipay } from './alipay/provider'
import { PROVIDERS, type ProviderName } from './gateways'
import type { TakeNotify } from './notify'
import { createProvider } from './operations'
import type { Provider } from './provider'
import { createPaypalClient } from './paypal/client'
import type { PaypalGateway } from './paypal/gateway'
import { createPaypalProvider } from './paypal/provider'
import { createQqClient } from './qq/client'
import type { QqGateway } from './qq/gateway'
import { takeQqNotify } from './qq/notify'
import { qq } from './qq/provider'
import { createWechatClient } from './wechat/client'
import type { WechatGateway } from './wechat/gateway'
import { takeWechatNotify } from './wechat/notify'
import { wechatV2 } from './wechat/provider'
import { createWechatV3Client } from './wechat-v3/client'
import { wechatV3 } from './wechat-v3/provider'

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

/** What a provider is to the merchant. */
interface Row<Name extends ProviderName> {
  /** Where it tells of payments and refunds, or sends the payer back to. */
  readonly notifyPath: string
  /** Nothing where it tells of nothing. */
  readonly takeNotify?: TakeNotify
  readonly create: (gateway: NonNullable<MerchantGateways[Name]>, ports: ProviderPorts) => Provider
}

/** A row for each provider. */
export const PROVIDER_TABLE: { readonly [Name in ProviderName]: Row<Name> } = {
  wechat: { notifyPath: '/api/demo/pay/re_wx', takeNotify: takeWechatNotify, create: createWechat },
  alipay: {
    notifyPath: '/api/demo/pay/re_zfb',
    takeNotify: takeAlipayNotify,
    create: (gateway, ports) => createProvider(alipay, { ...ports, ...createAlipayClient({ ...ports, gateway }) }),
  },
  qq: {
    notifyPath: '/api/demo/pay/re_qq',
    takeNotify: takeQqNotify,
    create: (gateway, ports) => createProvider(qq, { ...ports, gateway, call: createQqClient({ ...ports, gateway }) }),
  },
  paypal: {
    notifyPath: '/api/demo/pay/re_paypal',
    create: (gateway, ports) => createPaypalProvider({ ...ports, client: createPaypalClient({ ...ports, gateway }) }),
  },
}

/** WeChat Pay has two protocols over the same orders; the account says which one the merchant speaks. */
function createWechat(gateway: WechatGateway, ports: ProviderPorts): Provider {
  const { v3 } = gateway
  if (v3) return createProvider(wechatV3, { ...ports, gateway, v3, client: createWechatV3Client({ ...ports, gateway, v3 }) })
  return createProvider(wechatV2, { ...ports, gateway, call: createWechatClient({ ...ports, gateway }) })
}

/** Creates them. `origin` is where the providers reach the merchant. */
export function providersOf(gateways: MerchantGateways, { origin, ...ports }: Omit<ProviderPorts, 'notifyUrl'> & { readonly origin: string }): Providers {
  return Object.fromEntries(PROVIDERS.flatMap((name) => entryOf(name, gateways, { ...ports, notifyUrl: `${origin}${PROVIDER_TABLE[name].notifyPath}` })))
}

function entryOf<Name extends ProviderName>(name: Name, { [name]: gateway }: MerchantGateways, ports: ProviderPorts): (readonly [Name, Provider])[] {
  return gateway ? [[name, PROVIDER_TABLE[name].create(gateway, ports)]] : []
}
