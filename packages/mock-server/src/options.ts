import { systemClock, type Clock } from './ports/clock'
import { processKeyPairs, type KeyPairs } from './ports/key-pairs'
import { systemRandom, type Random } from './ports/random'
import type { Http } from './ports/http'
import type { Log } from './ports/log'
import { createMemoryStore } from './store/memory'
import type { Store } from './store/store'
import { DEMO_SHOP } from './merchant/walnut/demo-shop'
import type { WalnutOptions } from './merchant/walnut/settings'

/** What `createMockServer` can be told. An explicit `undefined` means the default. */
export interface MockServerOptions {
  /** Time. Tests pass `createManualClock()`. @default systemClock */
  clock?: Clock | undefined
  /** Where keys, ids and nonces come from, but for RSA keys. @default systemRandom */
  random?: Random | undefined
  /** Where RSA keys come from. @default processKeyPairs */
  keyPairs?: KeyPairs | undefined
  /**
   * Sends the requests that the wings make: the merchant's to the wallets, the wallets' notifies. `inProcess` hands a request
   * to the wing that owns its origin, and rejects for any other origin; wrap it to lose, change or repeat a message.
   * @default (request, inProcess) => inProcess(request)
   */
  http?: ((request: Request, inProcess: Http) => Promise<Response>) | undefined
  /** Where the merchant wing is reached; its notify URLs start with it. A host that is not this machine's goes into `allowedHosts` and `notifyHosts` too. @default 'http://127.0.0.1:8787' */
  merchantOrigin?: string | undefined
  /** Where the wallets wing is reached. A host that is not this machine's goes into `allowedHosts` too. @default 'http://127.0.0.1:8788' */
  walletsOrigin?: string | undefined
  /** Hosts to serve besides 127.0.0.1, localhost and [::1], without a port. @default [] */
  allowedHosts?: readonly string[] | undefined
  /** Origins whose pages may read answers and use the phone. @default ['http://127.0.0.1:5173', 'http://localhost:5173'] */
  allowedOrigins?: readonly string[] | undefined
  /** Hosts besides this machine that the wallets may notify. @default [] */
  notifyHosts?: readonly string[] | undefined
  /** Values of `X-Hydrogen-Client-ID` that the merchant knows. @default ['demo'] */
  clientIDs?: readonly string[] | undefined
  /**
   * What a product costs, in fen, by its record id. An order whose `merchandise_record_id` names one of the object's own keys is
   * refused at another amount. @default {}
   */
  catalogue?: Readonly<Record<string, number>> | undefined
  /** Which of WeChat Pay's protocols the merchant speaks; the wallets know both. @default 'v2' */
  wechatApi?: 'v2' | 'v3' | undefined
  /** What the shop behind the Walnut routes sells, and how. @default a demo shop with a few products */
  walnut?: WalnutOptions | undefined
  /** Addresses of proxies in front of the merchant, whose `X-Forwarded-For` is believed; WeChat's H5 pages compare the payer's address. @default [] */
  trustedProxies?: readonly string[] | undefined
  /** How long an order can be paid, in milliseconds; more than a minute. @default 900_000 */
  orderTtlMs?: number | undefined
  /** How old an order must be before WeChat Pay closes it, in milliseconds; it used to be 300_000. @default 0 */
  closeAfterMs?: number | undefined
  /** How long the wallets' waits between the tries of a notify are, as a share of WeChat Pay's own; 0.01 makes its day 14 minutes. @default 1 */
  notifyScale?: number | undefined
  /** Where orders and trades are kept. @default createMemoryStore() */
  store?: Store | undefined
  /** Is told what happens. @default nothing */
  log?: Log | undefined
}

/** The options with every default filled in. */
export type ResolvedOptions = { readonly [K in keyof MockServerOptions]-?: NonNullable<MockServerOptions[K]> }

/** The same, with outgoing requests bound to the two wings. */
export type Ports = Omit<ResolvedOptions, 'http'> & { readonly http: Http }

const defaults = {
  clock: systemClock,
  random: systemRandom,
  keyPairs: processKeyPairs,
  http: (request: Request, inProcess: Http) => inProcess(request),
  merchantOrigin: 'http://127.0.0.1:8787',
  walletsOrigin: 'http://127.0.0.1:8788',
  allowedHosts: [],
  allowedOrigins: ['http://127.0.0.1:5173', 'http://localhost:5173'],
  notifyHosts: [],
  clientIDs: ['demo'],
  catalogue: {},
  wechatApi: 'v2',
  walnut: DEMO_SHOP,
  trustedProxies: [],
  orderTtlMs: 15 * 60_000,
  closeAfterMs: 0,
  notifyScale: 1,
  log: () => {},
} satisfies Omit<ResolvedOptions, 'store'>

/**
 * Fills in the defaults and refuses what can't work.
 * @throws {TypeError} an origin is none, `orderTtlMs` is a minute or less, or `notifyScale` is no share
 */
export function resolveOptions(options: MockServerOptions): ResolvedOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<ResolvedOptions>
  const resolved: ResolvedOptions = { store: given.store ?? createMemoryStore(), ...defaults, ...given }
  for (const name of ['merchantOrigin', 'walletsOrigin'] as const) checkOrigin(name, resolved[name])
  for (const origin of resolved.allowedOrigins) checkOrigin('allowedOrigins', origin)
  if (!(resolved.notifyScale > 0 && Number.isFinite(resolved.notifyScale))) throw new TypeError(`notifyScale must be more than 0: ${resolved.notifyScale}`)
  if (!(resolved.orderTtlMs > 60_000)) throw new TypeError(`orderTtlMs must be more than 60000, WeChat Pay's shortest life of an order: ${resolved.orderTtlMs}`)
  return resolved
}

function checkOrigin(name: string, value: string): void {
  if (!URL.canParse(value) || new URL(value).origin !== value) throw new TypeError(`${name} takes origins such as http://127.0.0.1:5173: ${value}`)
}
