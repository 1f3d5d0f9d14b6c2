/** The Walnut backend (seeds 000 to 002): the server prices the goods, an order has a pay object, and a WebSocket nudges. */
import type { JssdkConfig } from '../bridges/weixin-host'
import { gateways, gatewayTypes, type GatewayType } from '../core/gateways'
import type { OrderAnswer, OrderRef } from '../core/order'
import { HError, isHError } from '../errors'
import type { Stop } from '../runtime/page'
import { part } from '../runtime/part'
import type { Connect } from '../runtime/socket'
import { asJson, asText } from './mincloud-wire'
import type { Backend, BackendContext, CreatedOrder, CreateRequest } from './port'
import { walnutRefusal } from './walnut-errors'
import { asAskedFor, isPaid, productsOf, readPrice, readWalnut, walnutShow } from './walnut-wire'

/** How an order comes to be: bought by the payer, made for a target as in seed 000, or made before by the shop's own server. */
export type WalnutWay =
  /** `fields`: the buyer's own words (`note`, `addr_*`, `user_*`). `tp`: A is shipped, Q is done once it is paid. */
  | { readonly call: 'pay/buy'; readonly tp?: 'A' | 'Q'; readonly coupons?: readonly string[]; readonly fields?: Readonly<Record<string, string>> }
  /** One product, and one of it. A guest may. */
  | { readonly call: 'pay/create'; readonly buyer: string; readonly target: string }
  /** `isForced`: with a new pay object, even where the last one could still be paid; the server ends that first. */
  | { readonly call: 'pay/pay'; readonly id: string; readonly isForced?: boolean }

/** Options of {@link walnut}. */
export interface WalnutOptions {
  /** Where Walnut is, such as `https://pay.example.com`. */
  host: string
  /** The domain in its addresses: `/api/<domain>/pay/...`. */
  domain: string
  /** The ticket of a login, or a function that gives the one in force. Walnut takes it in the address alone, so it should live shortly. */
  ticket?: string | (() => string | undefined)
  /** How an order comes to be. @default { call: 'pay/buy' } */
  way?: WalnutWay
  /** The payer's openid in the official account: `pay?id=&openid=` then prepares what `wx.chooseWXPay` takes. @default the login's own, by the order */
  openid?: string | (() => string | undefined)
  /** Whether the server honours `client_token` and takes a `return_url`, as the mock server does. A lost create is repeated only then. @default false */
  extensions?: boolean
  /** The ways of paying that the shop offers. @default all that Walnut has */
  gateways?: readonly GatewayType[]
  /** What `wx.config` takes for a page's address; Walnut itself has no such call. */
  jssdkCredentials?: (url: string) => Promise<JssdkConfig>
  /** Connects to `/websocket`. @default the browser's WebSocket */
  connect?: Connect
}

const loadSocket = part(() => import('./walnut-push'))

const now = <T>(value: T | (() => T)): T => (typeof value === 'function' ? (value as () => T)() : value)

/** Walnut's own numbers: an `out_trade_no` is the order's, and which try it is (seed 002). */
const idOf = ({ transactionNo, tradeNo }: OrderRef): string | undefined => transactionNo ?? tradeNo?.replace(/_\d+$/, '')

/** What pays: a code in the body, never in the address. */
function bodyOf(way: WalnutWay, request: CreateRequest, clientToken: string | undefined): Readonly<Record<string, unknown>> {
  const pt = gateways[request.gateway].payTp
  const common = { client_token: clientToken, return_url: clientToken && request.returnUrl, pay_code: request.authCode }
  switch (way.call) {
    case 'pay/buy':
      return { ...way.fields, title: request.description, tp: way.tp, products: productsOf(request), coupons: way.coupons, pay_tp: pt, ...common }
    case 'pay/create': {
      const [product, ...more] = productsOf(request)
      if (more.length > 0 || (product?.amount ?? 1) !== 1) throw new HError(605, 'pay/create takes one')
      return { bu: way.buyer, go: product?.id, pt, ta: way.target, ...common }
    }
    case 'pay/pay':
      return { id: way.id, pt, force: way.isForced, pay_code: request.authCode }
  }
}

/**
 * A backend that speaks Walnut. What is bought is named by `products` of the request, or by `merchandiseRecordID`; the server's price counts.
 * @example
 * const client = createPayClient({ backend: walnut({ host: 'http://127.0.0.1:8787', domain: 'demo', ticket }) })
 */
export function walnut(options: WalnutOptions): Backend {
  const { domain, extensions = false, way = { call: 'pay/buy' }, jssdkCredentials, connect } = options
  /** The order that the shop's own server has made. */
  const shopId = way.call === 'pay/pay' ? way.id : undefined
  const host = options.host.replace(/\/$/, '')
  const ticket = () => now(options.ticket)

  const call = async ({ send }: BackendContext, path: string, query: Readonly<Record<string, string | undefined>>, json?: unknown): Promise<unknown> => {
    // What is undefined is left out.
    const named = JSON.parse(JSON.stringify({ ...query, ticket: ticket() })) as Record<string, string>
    const asked = String(new URLSearchParams(named))
    const answer = await send({ method: json ? 'POST' : 'GET', url: `${host}/api/${encodeURIComponent(domain)}/${path}${asked && `?${asked}`}`, json })
    const body = asJson(answer.data)
    if (answer.status < 300 && body?.['ok'] === true) return body['data']
    throw walnutRefusal(answer)
  }

  /** What the payer is shown of an order; a payment in an official account may have to be prepared for the payer's openid first. */
  async function showOf(request: CreateRequest, id: string, result: Readonly<Record<string, unknown>>, context: BackendContext) {
    const openid = now(options.openid)
    if (request.gateway !== 'weixin_tenpay_js' || !openid || way.call === 'pay/create') return walnutShow(request.gateway, result)
    return walnutShow(request.gateway, { dataType: 'JSON', data: await call(context, 'pay', { id, openid }) })
  }

  async function create(request: CreateRequest, clientToken: string | undefined, context: BackendContext): Promise<CreatedOrder> {
    const made = readWalnut(await call(context, way.call, {}, bodyOf(way, request, clientToken)))
    if (!made) throw new HError(608, 'the answer is no order', { retryable: true })
    const { answer: { transactionNo, tradeNo, ...answer }, result } = made
    // The order of a shop's own server has a token of its own, or none.
    const order = { ...answer, transactionNo, tradeNo, clientToken: shopId ? undefined : answer.clientToken, eventsUrl: `${host}/websocket#${asText(result['payObjId'])}` }
    if (isPaid(answer)) return order
    const isOver = result['status'] === 'FAIL'
    const show = isOver && gateways[request.gateway].flow !== 'scan' ? undefined : await showOf(request, transactionNo ?? '', result, context)
    if (show) return { ...order, show }
    const why = isOver ? asText(result['errMsg']) : `no ${String(result['dataType'])} is shown`
    // Nobody has seen anything to pay with.
    throw new HError(608, why, { errCode: answer.tradeState, transactionNo, tradeNo, hint: 'Offer another gateway.' })
  }

  async function find(ref: OrderRef, context: BackendContext): Promise<OrderAnswer | undefined> {
    const id = idOf(ref)
    const known = id ?? shopId
    const answer = await call(context, 'pay/check', known ? { id: known } : { client_token: ref.clientToken }).then((data) => readWalnut(data)?.answer, (error: unknown) => {
      if (isHError(error) && error.code === 404 && error.errCode) return undefined
      throw error
    })
    if (!answer || known === id) return answer && asAskedFor(answer, ref)
    // By its number alone nothing says which try this is; but what is paid is paid.
    return isPaid(answer) && answer.transactionNo === shopId ? { ...answer, clientToken: ref.clientToken } : undefined
  }

  return {
    scope: `walnut:${domain}@${host}`,
    origin: host,
    prices: true,
    gateways: options.gateways ?? gatewayTypes.filter((type) => gateways[type].payTp),
    // The order of a shop's own server is one, however often it is asked to be paid. What has failed says that it is over, also where
    // nothing says how long it lives.
    supports: { token: extensions || shopId !== undefined, close: false, reverse: false, expiry: true, push: true },
    create: (request, attempt, context) => create(request, extensions ? attempt.clientToken : undefined, context),
    find,
    async quote(request, context) {
      if (shopId) return readPrice(await call(context, 'pay/check', { id: shopId }))
      return readPrice(await call(context, 'pay/price', {}, { products: productsOf(request), coupons: way.call === 'pay/buy' ? way.coupons : undefined }))
    },
    push(_ref, onNudge, { eventsUrl = '', clock, onLive }) {
      let stop: Stop | undefined
      let isStopped = false
      const watch = ({ watchWalnut }: Awaited<ReturnType<typeof loadSocket>>) => {
        if (!isStopped) stop = watchWalnut({ eventsUrl, host, domain, ticket, clock, connect, onNudge, onLive })
      }
      // Without it the order is asked for at full rate.
      loadSocket().then(watch).catch(() => undefined)
      return () => {
        isStopped = true
        stop?.()
      }
    },
    ...(jssdkCredentials && { jssdkCredentials }),
  }
}
