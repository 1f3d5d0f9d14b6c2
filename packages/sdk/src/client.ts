/** A client: one backend and the ports through which effects come in. Several can live on one page. */
import type { Backend, BackendContext } from './backends/port'
import { callWithin, CREATE_TIMEOUT_MS, READ_TIMEOUT_MS } from './runtime/call'
import type { Provider } from './core/gateways'
import type { Bridge } from './runtime/bridge'
import { systemClock, type Clock } from './runtime/clock'
import { browserNavigate, type Navigate } from './runtime/navigate'
import { browserPage, type Page } from './runtime/page'
import { browserListen, type Listen } from './runtime/push'
import { systemRandom, type Random } from './runtime/random'
import { browserStorage, quietStorage, type Storage } from './runtime/storage'
import { browserChannel, browserLocks, type JoinChannel, type Locks } from './runtime/tabs'
import { fetchTransport, type Transport } from './runtime/transport'

/** The ports of a client: everything with an effect, each replaceable. */
export interface Ports {
  /** Sends requests. @default fetch */
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  /** Visibility and network. @default the browser's */
  readonly page: Page
  /** Where the pending record is kept. @default localStorage */
  readonly storage: Storage
  /** Listens to a backend's nudges. @default EventSource */
  readonly listen: Listen
  /** What the tabs of one origin agree by. @default Web Locks */
  readonly locks: Locks
  /** What the tabs of one origin talk by. @default BroadcastChannel */
  readonly channel: JoinChannel
  /** Leaves for a wallet's page. @default the browser's */
  readonly navigate: Navigate
  /** The wallets' bridges for the jsapi flow, by provider: `{ wechat: weixinBridge() }`. @default none */
  readonly bridges: Readonly<Partial<Record<Provider, Bridge>>>
}

/** Options of {@link createPayClient}. */
export interface PayClientOptions extends Partial<Ports> {
  backend: Backend
  /** Who pays, so that one browser's users never see each other's pending order. @default 'guest' */
  user?: string
  /** How long a read may take, in ms. @default 15000 */
  readTimeoutMs?: number
  /** How long a create, close or reverse may take, in ms. @default 30000 */
  createTimeoutMs?: number
}

/** What {@link createCheckout} and {@link watchOrder} work over. */
export interface PayClient {
  readonly backend: Backend
  readonly ports: Ports
  readonly user: string
  /** Calls the backend with the client's transport and time-outs; rejects where no answer comes. */
  readonly call: <T>(kind: 'read' | 'create', signal: AbortSignal, act: (context: BackendContext) => Promise<T>) => Promise<T>
}

/**
 * Makes a client. Nothing is sent and no listener is set until a checkout starts.
 * @example
 * const client = createPayClient({ backend: minCloud({ clientID: 'demo', host: 'http://127.0.0.1:8787', extensions: true }) })
 */
export function createPayClient(options: PayClientOptions): PayClient {
  const ports: Ports = {
    transport: options.transport ?? fetchTransport(),
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
    page: options.page ?? browserPage,
    storage: quietStorage(options.storage ?? browserStorage),
    listen: options.listen ?? browserListen,
    locks: options.locks ?? browserLocks,
    channel: options.channel ?? browserChannel,
    navigate: options.navigate ?? browserNavigate,
    bridges: options.bridges ?? {},
  }
  const timeouts = { read: options.readTimeoutMs ?? READ_TIMEOUT_MS, create: options.createTimeoutMs ?? CREATE_TIMEOUT_MS }
  return {
    backend: options.backend,
    ports,
    user: options.user ?? 'guest',
    call: (kind, signal, act) =>
      callWithin({ transport: ports.transport, clock: ports.clock, isOnline: () => ports.page.isOnline(), signal, timeoutMs: timeouts[kind] }, act),
  }
}
