/** The model's world: two tabs of one cart, a payer, a cashier, and a server that they reach over a hostile network. */
import { createCheckout, createPayClient, gateways, type BackendSupports, type Bridge, type BridgeHint, type Checkout, type CheckoutNews, type GatewayType, type Navigate } from '../../src/index'
import { createSeededRandom } from '@baas-pay/mock-server'
import { alone, createFakeBrowser } from '../support/browser'
import { createFakePage } from '../support/world'
import { createJumpingClock } from './clock'
import { createHostile, type Fault } from './hostile'
import { createTruth } from './truth'

/** What differs between two worlds. */
export interface WorldKind {
  readonly supports: BackendSupports
  readonly hasLocks: boolean
  readonly hasChannel: boolean
  readonly isInWallet: boolean
  readonly gateway: GatewayType
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
export function createModelWorld({ supports, hasLocks, hasChannel, isInWallet, gateway, faults, seed }: WorldKind) {
  const time = createJumpingClock()
  const truth = createTruth(time.elapsed)
  const hostile = createHostile(truth, time, supports)
  hostile.faults.push(...faults)
  const browser = createFakeBrowser()
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
      backend: hostile.backend, clock: time.clock, page: page.page, navigate, bridges: { wechat: bridge },
      random: { bytes: (count) => random.bytes(count), fraction: () => 0.5 },
    })
    const checkout = createCheckout(client, { gateway, amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' })
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
    ...time, truth, ...hostile, browser, went, lives, tabs, supports, hasLocks, dispose,
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
