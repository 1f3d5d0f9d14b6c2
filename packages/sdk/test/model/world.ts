/** The model's world: two tabs of one cart, a payer, a cashier, and a server that they reach over a hostile network. */
import { createCheckout, createPayClient, gateways, type BackendSupports, type Bridge, type BridgeHint, type Checkout, type CheckoutNews, type GatewayType, type Navigate } from '../../src/index'
import { createSeededRandom } from '@baas-pay/mock-server'
import { alone, createFakeBrowser } from '../support/browser'
import { createFakePage } from '../support/world'
import { createJumpingClock } from './clock'
import { minCloudDialect } from './mincloud-dialect'
import { createNetwork, type Dialect, type DialectParts, type Fault } from './network'
import { portDialect } from './port-dialect'
import { createTruth } from './truth'
import { walnutDialect, walnutShopDialect } from './walnut-dialect'

/** What the server is spoken to by. */
export const DIALECTS: Readonly<Record<string, (parts: DialectParts) => Dialect>> = {
  'a backend of the shop\'s own': portDialect,
  'MinCloud': minCloudDialect,
  'Walnut': walnutDialect,
  'Walnut, of an order that the shop\'s server has made': walnutShopDialect,
}

/** The five ways of paying of each dialect, by their place in its list. */
export const WAYS = [0, 1, 2, 3, 4] as const
export type Way = (typeof WAYS)[number]

/** What differs between two worlds. */
export interface WorldKind {
  readonly supports: BackendSupports
  readonly hasLocks: boolean
  readonly hasChannel: boolean
  readonly isInWallet: boolean
  /** The way of paying that is asked for first. */
  readonly way: Way
  /** What the first calls meet. */
  readonly faults: readonly Fault[]
  readonly seed: number
}

/** One life of a page, from its opening to its end. */
export interface Life {
  readonly checkout: Checkout
  readonly page: ReturnType<typeof createFakePage>
  readonly news: CheckoutNews[]
  isDisposed: boolean
  /** What was told after its end. */
  late: number
  /** The payer is in the wallet that this page has called. */
  atBridge: ((end: BridgeHint['end']) => void) | undefined
}

export const CODES = ['134567890123456789', '100000000000000001', '150000000000000002'] as const

/** Builds the world with two tabs that have not started. */
export function createModelWorld(dialect: (parts: DialectParts) => Dialect, { supports, hasLocks, hasChannel, isInWallet, way, faults, seed }: WorldKind) {
  const time = createJumpingClock()
  const truth = createTruth(time.elapsed)
  const network = createNetwork(truth, time)
  network.faults.push(...faults)
  const browser = createFakeBrowser()
  const { backend, transport, gateways: ways, beginElsewhere } = dialect({ truth, network, supports, listen: browser.ports.listen })
  const gatewayOf = (wanted: Way): GatewayType => ways[wanted] ?? 'weixin_tenpay_native'
  const gateway = gatewayOf(way)
  const random = createSeededRandom(seed)
  const went: string[] = []
  const lives: Life[] = []

  const open = (): Life => {
    const page = createFakePage()
    const navigate: Navigate = { go: (url) => void went.push(url), open: () => undefined }
    const bridge: Bridge = {
      isReady: () => Promise.resolve(isInWallet),
      pay: (_payload, { signal }) => new Promise((resolve, reject) => {
        life.atBridge = (end) => resolve({ end })
        signal.addEventListener('abort', () => reject(new Error('aborted')))
      }),
    }
    const client = createPayClient({
      ...browser.ports, ...(!hasLocks && { locks: alone.locks }), ...(!hasChannel && { channel: alone.channel }),
      backend, ...(transport && { transport }), clock: time.clock, page: page.page, navigate, bridges: { wechat: bridge },
      random: { bytes: (count) => random.bytes(count), fraction: () => 0.5 },
    })
    const checkout = createCheckout(client, { gateway, amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1', products: [{ id: 'trousers' }] })
    const life: Life = { checkout, page, news: [], isDisposed: false, late: 0, atBridge: undefined }
    checkout.onEvent((piece) => {
      if (life.isDisposed) life.late += 1
      else life.news.push(piece)
    })
    checkout.subscribe(() => {
      if (life.isDisposed) life.late += 1
      const { state } = checkout
      const order = 'order' in state && state.order ? truth.get(state.order.tradeNo) : undefined
      if (order) order.isSeen = order.isAnswered = true
    })
    const hearOutcome = async () => {
      await checkout.outcome
      if (life.isDisposed) life.late += 1
    }
    void hearOutcome()
    lives.push(life)
    return life
  }

  const tabs: [Life, Life] = [open(), open()]

  const dispose = (life: Life) => {
    life.isDisposed = true
    life.checkout.dispose()
  }

  return {
    ...time, truth, ...network, browser, went, lives, tabs, supports: backend.supports, hasLocks, dispose, gatewayOf, beginElsewhere,
    /** The first tab begins: it orders, or (scan) charges a code. */
    begin() {
      const [{ checkout }] = tabs
      if (gateways[gateway].flow === 'scan') void checkout.charge(CODES[0])
      else void checkout.pay()
    },
    /** The tab is loaded anew. */
    reload: (index: 0 | 1) => {
      dispose(tabs[index])
      tabs[index] = open()
      tabs[index].checkout.start()
    },
    /** The true order that a tab's screen shows at present, by whatever flow. */
    shown: ({ checkout: { state } }: Life) => {
      if (state.name !== 'waiting' && state.name !== 'checking') return undefined
      return truth.get(state.order.tradeNo)
    },
    /** Every text that the SDK keeps or tells. */
    texts: () => JSON.stringify([
      lives.map(({ checkout, news }) => [checkout.state, checkout.trace(), news]),
      browser.ports.storage.keys?.().map((key) => [key, browser.ports.storage.get(key)]),
    ]),
  }
}

export type ModelWorld = ReturnType<typeof createModelWorld>
