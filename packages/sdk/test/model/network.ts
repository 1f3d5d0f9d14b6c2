/** A network that loses, delays, repeats, mixes up and contradicts what a server says; whatever the language that it is said in. */
import type { BackendSupports, GatewayType, Listen, Backend, Transport } from '../../src/index'
import { sleep } from '../../src/runtime/heard'
import type { JumpingClock } from './clock'
import { TTL_MS, type TrueOrder, type TrueState, type Truth } from './truth'

/** What happens to the next call: `lost-*` before or after the server did it; `late` after the page has given up; `lie` says that it is closed. */
export const FAULTS = [
  'none', 'lost-before', 'lost-after', 'error-500', 'busy-429', 'slow', 'late', 'foreign', 'empty', 'nonsense', 'stale', 'lie', 'hostile-page', 'throws', 'refused-403',
] as const
export type Fault = (typeof FAULTS)[number]

/** What a server says of an order at one moment. */
export interface Word {
  readonly order: TrueOrder
  readonly state: TrueState
  readonly refunded: boolean
  readonly leftMs: number
}

/** How a dialect says that something went wrong. */
export interface Voice<T> {
  readonly lost: () => T
  readonly breaks: () => T
  readonly busy: () => T
  readonly error: () => T
  readonly refused: () => T
}

/** Where a safe order sends its payer to, and where a hostile one does. */
export const pageOf = ({ tradeNo }: TrueOrder, fault: Fault): string => (fault === 'hostile-page' ? 'http://evil.test/' : `https://wallet.test/${tradeNo}`)

/** What a world is spoken to by. */
export interface Dialect {
  readonly backend: Backend
  /** The five ways of paying that are tried, one of each kind. */
  readonly gateways: readonly GatewayType[]
  /** Absent where no request is made. */
  readonly transport?: Transport
  /** Somebody begins to pay the same order by a page that is none of these tabs, where the server has one order for both. */
  readonly beginElsewhere?: () => void
}

/** What a dialect is made of. */
export interface DialectParts {
  readonly truth: Truth
  readonly network: Network
  /** What the server can do; a dialect that has no word for it can do less. */
  readonly supports: BackendSupports
  readonly listen: Listen
}

/** Builds the network. */
export function createNetwork(truth: Truth, { clock, elapsed }: JumpingClock) {
  const faults: Fault[] = []
  const calls = { sent: 0 }
  /** Nothing reaches the server while the network is dead. */
  const network = { isDead: false }
  const remembered = new Map<string, Word>()

  const word = (order: TrueOrder): Word => ({ order, state: order.state, refunded: order.refunded, leftMs: order.createdAt + TTL_MS - elapsed() })

  return {
    faults, calls, network, word,
    next: (): Fault => faults.shift() ?? 'none',

    /** A call on its way: `act` is what the server does, if it hears of it. */
    async through<T>({ fault, signal, voice }: { fault: Fault; signal: AbortSignal; voice: Voice<T> }, act: () => T): Promise<T> {
      calls.sent += 1
      if (fault === 'throws') return voice.breaks()
      if (fault === 'lost-before' || network.isDead) return voice.lost()
      if (fault === 'busy-429') return voice.busy()
      if (fault === 'refused-403') return voice.refused()
      if (fault === 'slow') await sleep(clock, 7_000, signal)
      const result = act()
      if (fault === 'lost-after') return voice.lost()
      if (fault === 'error-500') return voice.error()
      // The server has done it, and its answer comes when nobody waits for it any more.
      if (fault === 'late') await sleep(clock, 40_000, new AbortController().signal)
      return result
    },

    /** What is said of an order by who is asked for it: the truth, what was true before, or a lie. */
    look(order: TrueOrder | undefined, fault: Fault): Word | undefined {
      if (!order) return undefined
      const now = word(order)
      const before = remembered.get(order.tradeNo)
      remembered.set(order.tradeNo, now)
      if (fault === 'lie' && order.state !== 'paid') {
        order.isLiedAbout = true
        return { ...now, state: 'closed' }
      }
      // A cache on the way.
      return fault === 'stale' ? before ?? now : now
    },

    /** Ends an order at the server: `refused` for now, `under-way`, or done. A liar says that it has, and has not. */
    end(order: TrueOrder | undefined, fault: Fault, isReverse: boolean): 'refused' | 'under-way' | 'closed' | 'paid' {
      if (fault === 'empty') return 'refused'
      if (fault === 'nonsense') return 'under-way'
      if (fault === 'lie' || fault === 'foreign') return 'closed'
      if (order?.state === 'paid' && isReverse) order.refunded = true
      truth.end(order)
      return order?.state === 'paid' && !isReverse ? 'paid' : 'closed'
    },
  }
}

export type Network = ReturnType<typeof createNetwork>
