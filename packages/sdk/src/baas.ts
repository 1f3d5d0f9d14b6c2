/**
 * The documented facade (seed 004): `BaaS.init`, `BaaS.payment.*`, `BaaS.HError`. Names, options, results and error codes are MinCloud's,
 * and so is the wire; a page that already uses its SDK changes only the import.
 */
import { axiosTransport } from './axios'
import { createBody, hostOf, ORDER_PATH } from './backends/mincloud'
import { headersOf, refusal } from './backends/mincloud-wire'
import { gateways, isGatewayType, type DocumentedGateway, type GatewayType, type Provider } from './core/gateways'
import { payableFen } from './core/money'
import { HError } from './errors'
import { callWithin, CREATE_TIMEOUT_MS } from './runtime/call'
import { systemClock } from './runtime/clock'
import { browserPage } from './runtime/page'
import { browserStorage, quietStorage } from './runtime/storage'
import type { Transport } from './runtime/transport'

/** Options of `BaaS.init`. */
export interface InitOptions {
  /** Where the backend is. @default `https://<clientID>.myminapp.com` */
  host?: string
  /** MinCloud's environment id. */
  env?: string
  /** Sends the requests. @default axios */
  transport?: Transport
}

/** Options that every `payWith…` takes. */
export interface PayOptions<G extends GatewayType> {
  gatewayType: G
  /** The total in **yuan**, at most two decimals: a number, or a decimal string. */
  totalCost: number | string
  /** What the payer reads in the wallet. */
  merchandiseDescription: string
  /** Table and row of the goods, to look the purchase up by. */
  merchandiseSchemaID?: number | string
  merchandiseRecordID?: string
  /** Anything of the shop's own to keep with the order. */
  merchandiseSnapshot?: Record<string, unknown> | string
  /** Whether the order is split among receivers. WeChat only; dropped for the others. */
  profitSharing?: boolean
}

/** What each documented gateway's order carries beside its numbers. */
interface CarriedFields {
  weixin_tenpay_native: { code_url: string }
  weixin_tenpay_wap: { mweb_url: string }
  alipay_page: { payment_url: string }
  alipay_wap: { payment_url: string }
  qpay_native: { code_url: string }
}

/** The documented gateways that answer an order to show; `weixin_tenpay_js` goes through WeChat's bridge. */
type ShownGateway<P extends Provider> = DocumentedGateway<P> & keyof CarriedFields

/** What a `payWith…` resolves with: the transport's own answer, without the request and its token. */
export interface PayResult<G extends keyof CarriedFields> {
  data: CarriedFields[G] & {
    /** The merchant's order number, by which its state is asked for. */
    trade_no: string
    /** The platform's own serial. */
    transaction_no: string
  }
  status: number
  statusCode: number
  headers: Readonly<Record<string, string>>
}

interface Settings extends InitOptions {
  clientID: string
}

let settings: Settings | undefined

/**
 * Tells the facade whose app this is. Called once per page, before anything else; calling it again replaces the settings.
 * @throws HError 605 when the client id is not a text.
 */
function init(clientID: string, options: InitOptions = {}): void {
  if (typeof clientID !== 'string' || clientID === '') {
    throw new HError(605, undefined, { hint: 'Pass the client id of your MinCloud dashboard: BaaS.init("<clientID>").' })
  }
  settings = { clientID, ...options }
}

/** Where MinCloud's own login leaves its token, in its own wrapping. Whether it is still good is the server's to say. */
function loginToken(): string | undefined {
  try {
    const { value } = JSON.parse(quietStorage(browserStorage).get('ifx_baas_auth_token') ?? '{}') as { value?: unknown }
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}

function initialised(): Settings {
  if (settings) return settings
  throw new HError(602, undefined, { hint: 'Call BaaS.init(clientID, { host }) before any payment.' })
}

/** MinCloud's own SDK checks the gateway before anything else, and so do we. */
function checked<G extends GatewayType>(provider: Provider, options: Partial<PayOptions<G>> | undefined): PayOptions<G> {
  const type = options?.gatewayType
  const gateway = isGatewayType(type) ? gateways[type] : undefined
  if (!options || !gateway || gateway.provider !== provider || !gateway.documented) {
    throw new HError(608, 'incorrect gateway type', { hint: `Pass a gatewayType that ${provider} has; see the table of gateways.` })
  }
  if (gateway.flow === 'jsapi') {
    throw new HError(611, `unsupported function: ${String(type)}`, { hint: 'This version shows WeChat payments as a QR; use weixin_tenpay_native.' })
  }
  return options as PayOptions<G>
}

async function pay<G extends GatewayType>(provider: Provider, given: PayOptions<G> | undefined) {
  const { gatewayType, totalCost, merchandiseDescription, ...goods } = checked(provider, given)
  const amountFen = payableFen(totalCost)
  const { clientID, host, env, transport = axiosTransport() } = initialised()
  const json = createBody({ gateway: gatewayType, amountFen, description: merchandiseDescription, ...goods }, undefined)
  const answer = await callWithin(
    { transport, clock: systemClock, isOnline: () => browserPage.isOnline(), signal: new AbortController().signal, timeoutMs: CREATE_TIMEOUT_MS },
    ({ send }) => send({ method: 'POST', url: `${hostOf({ clientID, host })}${ORDER_PATH}`, headers: headersOf(clientID, env, loginToken()), json }),
  )
  if (answer.status < 200 || answer.status >= 300) throw refusal(answer)
  return { data: answer.data, status: answer.status, statusCode: answer.status, headers: answer.headers }
}

/** Rejects, never throws: a call without an argument is a rejected promise too. */
const payWith = <P extends Provider>(provider: P) =>
  <G extends ShownGateway<P>>(options: PayOptions<G>): Promise<PayResult<G>> =>
    pay(provider, options) as Promise<unknown> as Promise<PayResult<G>>

/**
 * The facade, as documented. Its promises say that an order exists, never that it is paid: ask for the order, or use a checkout.
 * @example
 * BaaS.init('demo', { host: 'http://127.0.0.1:8787' })
 * const res = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' })
 * draw(res.data.code_url)
 */
export const BaaS = {
  init,
  HError,
  payment: {
    /** WeChat Pay. Rejects with HError 608 for a gatewayType that is not WeChat's. */
    payWithWechat: /* @__PURE__ */ payWith('wechat'),
    /** Alipay. Rejects with HError 608 for a gatewayType that is not Alipay's. */
    payWithAlipay: /* @__PURE__ */ payWith('alipay'),
    /** QQ wallet. Rejects with HError 608 for a gatewayType that is not QQ's. */
    payWithQQ: /* @__PURE__ */ payWith('qq'),
  },
}
