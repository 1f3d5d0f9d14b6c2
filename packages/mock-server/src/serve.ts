import { createAdaptorServer, type ServerType } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { createMockServer, type MockServer } from './server'
import type { MockServerOptions } from './options'
import type { Wing } from './ports/http'

/** What `serve` can be told, besides what `createMockServer` can. */
export interface ServeOptions extends Omit<MockServerOptions, 'http' | 'merchantOrigin' | 'walletsOrigin'> {
  /** The address to bind. @default '127.0.0.1' */
  host?: string | undefined
  /** The merchant's port; 0 takes a free one. @default 8787 */
  port?: number | undefined
  /** The wallets' port; 0 takes a free one. @default 8788 */
  walletsPort?: number | undefined
}

/** A mock server that listens. */
export interface Served {
  readonly merchantOrigin: string
  readonly walletsOrigin: string
  /** Stops listening, ends open connections and stops every timer. */
  close(): Promise<void>
}

/** A port could not be bound. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
  /** The system's code, such as `EADDRINUSE` for a port that is taken. */
  readonly code: string
  constructor(readonly port: number, host: string, cause: NodeJS.ErrnoException) {
    super(cause.code === 'EADDRINUSE' ? `port ${port} on ${host} is taken` : `can not listen on ${host}:${port}: ${cause.message}`, { cause })
    this.code = cause.code ?? 'UNKNOWN'
  }
}

/**
 * Listens with both wings. They reach each other through their ports, as they would on two machines.
 * @throws {ListenError} a port is taken or not allowed; nothing is left listening
 * @example
 * const { merchantOrigin, close } = await serve({ port: 0, walletsPort: 0 })
 */
export async function serve({ host = '127.0.0.1', port = 8787, walletsPort = 8788, ...options }: ServeOptions = {}): Promise<Served> {
  // The wings' addresses are known only once both listen; nobody has been told them until then.
  let mock: MockServer | undefined
  const merchant = listener(() => mock?.merchant)
  const wallets = listener(() => mock?.wallets)
  try {
    const merchantOrigin = await listen(merchant, port, host)
    const walletsOrigin = await listen(wallets, walletsPort, host)
    const server = createMockServer({ ...options, ...reachable(host, options), http: (request) => fetch(request), merchantOrigin, walletsOrigin })
    mock = server
    return { merchantOrigin, walletsOrigin, close: async () => { await Promise.all([server.close(), stop(merchant), stop(wallets)]) } }
  } catch (error) {
    await Promise.all([stop(merchant), stop(wallets)])
    throw error
  }
}

/** Binding a name or an address says that it may be used, by browsers and by notifies. */
function reachable(host: string, { allowedHosts = [], notifyHosts = [] }: MockServerOptions): Pick<MockServerOptions, 'allowedHosts' | 'notifyHosts'> {
  const named = isUnspecified(host) ? [] : [urlHost(host)]
  return { allowedHosts: [...allowedHosts, ...named], notifyHosts: [...notifyHosts, ...named] }
}

const isUnspecified = (host: string): boolean => host === '0.0.0.0' || host === '::'
const urlHost = (host: string): string => (host.includes(':') ? `[${host}]` : host)

function listener(wing: () => Wing | undefined): ServerType {
  return createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request, bindings) => (await wing()?.fetch(request, undefined, bindings)) ?? new Response('starting', { status: 503 }),
  })
}

function listen(server: ServerType, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(new ListenError(port, host, cause)))
    server.listen(port, host, () => resolve(`http://${isUnspecified(host) ? '127.0.0.1' : urlHost(host)}:${portOf(server.address())}`))
  })
}

function portOf(address: string | AddressInfo | null): number {
  if (typeof address === 'object' && address) return address.port
  throw new Error('the server has no port')
}

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    // A server that never listened answers with an error, and is as closed as can be.
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
