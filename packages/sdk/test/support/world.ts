/** A whole world in process: the mock server is the transport, and one clock moves both sides. */
import { createManualClock, createMockServer, createSeededRandom, type Http, type MockServerOptions } from '@baas-pay/mock-server'
import { alone } from './browser'
import { createCheckout, createPayClient, fetchTransport, gateways, minCloud, type Checkout, type Page, type PayClientOptions, type PayRequest, type Storage, type Wake } from '../../src/index'

const MERCHANT = 'http://127.0.0.1:8787'
const WALLETS = 'http://127.0.0.1:8788'

/** The page's network: a function that may lose, change or hold what goes through. */
export type Network = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>

/** A page whose visibility and network the test sets. */
export function createFakePage() {
  const wakes = new Set<(why: Wake) => void>()
  const changes = new Set<(isLeaving?: boolean) => void>()
  const now = { hidden: false, online: true }
  const listen = <T>(set: Set<T>, listener: T) => {
    set.add(listener)
    return () => void set.delete(listener)
  }
  const page: Page = {
    isHidden: () => now.hidden,
    isOnline: () => now.online,
    onWake: (listener) => listen(wakes, listener),
    onChange: (listener) => listen(changes, listener),
  }
  return {
    page,
    listeners: () => wakes.size + changes.size,
    /** What a page hears when it is left (`pagehide`), or shown again. */
    change: (isLeaving: boolean) => { for (const listener of changes) listener(isLeaving) },
    wake: (why: Wake) => { for (const listener of wakes) listener(why) },
    set: (next: Partial<typeof now>) => {
      Object.assign(now, next)
      for (const listener of changes) listener()
      if (next.hidden === false) for (const listener of wakes) listener('return')
      if (next.online === true) for (const listener of wakes) listener('online')
    },
  }
}

/** The ten-fen request of seed 004. */
export const goods: PayRequest = { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }

/** Options of {@link createWorld}. */
export interface WorldOptions extends MockServerOptions {
  /** The merchant's and the wallets' own network. */
  servers?: NonNullable<MockServerOptions['http']>
}

/** Builds the world. `network` can be replaced at any time. */
export function createWorld({ servers, ...options }: WorldOptions = {}) {
  const clock = createManualClock()
  const random = createSeededRandom(1)
  const server = createMockServer({ clock, random, ...(servers ? { http: servers } : {}), ...options })
  const asked: string[] = []
  const world = { network: ((request, send) => send(request)) as Network }
  const direct: Http = (request) => Promise.resolve(server.merchant.fetch(request))
  const wire: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    asked.push(`${request.method} ${new URL(request.url).pathname}${new URL(request.url).search}`)
    return world.network(request, direct)
  }
  const kept = new Map<string, string>()
  const storage: Storage = { get: (key) => kept.get(key) ?? null, set: (key, value) => void kept.set(key, value), remove: (key) => void kept.delete(key) }
  const created: Checkout[] = []

  const newPage = (pageStorage = storage, ports: Partial<PayClientOptions> = {}) => {
    const fakePage = createFakePage()
    const client = createPayClient({
      ...alone,
      backend: minCloud({ clientID: 'demo', host: MERCHANT, extensions: true }),
      transport: fetchTransport(wire), clock, storage: pageStorage, page: fakePage.page,
      random: { bytes: (count) => random.bytes(count), fraction: () => 0.5 },
      ...ports,
    })
    const checkout = (request: PayRequest = goods) => {
      const made = createCheckout(client, request)
      created.push(made)
      return made
    }
    return { ...fakePage, client, checkout }
  }

  /** What is posted to the wallets: by the phone, or to set a fault. */
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await server.wallets.fetch(new Request(`${WALLETS}${path}`, {
      method: 'POST', headers: { 'content-type': 'application/json', host: '127.0.0.1:8788', ...headers }, body: JSON.stringify(body),
    }))
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  const phone = (action: 'scan' | 'pay' | 'refuse', checkout: Checkout) => {
    const { state } = checkout
    const content = 'order' in state && state.order?.show.flow === 'qrcode' ? state.order.show.codeUrl : ''
    return post(`/phone/${action}`, { content, password: '123456' })
  }

  /** The payer answers what the phone asks about a charge or an H5 order. */
  const answer = (how: 'confirm' | 'decline', { state }: Checkout) =>
    post(`/phone/${how}`, { provider: 'attempt' in state ? gateways[state.attempt.gatewayType].provider : 'wechat', out_trade_no: 'order' in state ? state.order?.tradeNo : '', password: '123456' })

  /** A fresh payment code of the payer. */
  const paymentCode = async (provider: 'wechat' | 'alipay' | 'qq' = 'wechat') => String((await post('/phone/payment-code', { provider })).body['auth_code'])

  /** Puts a fault in force; `none` ends them all. */
  const fault = async (name: string, limits: object = {}) => {
    const { status, body } = await post('/sandbox/scenario', { name, ...limits })
    if (status !== 200) throw new Error(`no fault ${name}: ${JSON.stringify(body)}`)
  }

  /** Every fault that the server can be asked for, as it tells whoever asks for another. */
  const faults = async () => {
    const { body } = await post('/sandbox/scenario', { name: '?' })
    return (/none, (.*)/.exec(JSON.stringify(Object.values(body)))?.[1] ?? '').replace(/[^\w, -]/g, '').split(', ').toSorted()
  }

  /** The wallets' accounts; their keys are made by then. */
  const credentialsOf = async () => {
    const response = await server.wallets.fetch(new Request(`${WALLETS}/sandbox/credentials`, { headers: { host: '127.0.0.1:8788' } }))
    return (await response.json()) as { wechat: { key: string; openid: string } }
  }

  /** The orders that the merchant knows by a token: never more than one. */
  const ordersByToken = async (clientToken: string | undefined) => {
    const url = `${MERCHANT}/hserve/v2.2/idp/pay/order/?client_token=${clientToken ?? ''}&limit=20&offset=0&where={}`
    const response = await server.merchant.fetch(new Request(url, { headers: { 'X-Hydrogen-Client-ID': 'demo', host: '127.0.0.1:8787' } }))
    return ((await response.json()) as { objects: Record<string, unknown>[] }).objects
  }

  return {
    clock, server, kept, asked, newPage, post, phone, answer, paymentCode, fault, faults, credentialsOf, ordersByToken,
    direct,
    set network(network: Network) { world.network = network },
    posts: () => asked.filter((line) => line.startsWith('POST') && line.endsWith('/pay/order/')).length,
    async close() {
      for (const checkout of created) checkout.dispose()
      await server.close()
    },
  }
}
