import { boundHosts, createListener, listen, stop } from './listener'
import { createMockServer, type MockServer } from './server'
import type { MockServerOptions } from './options'
import { openStore } from './store/open'

export { ListenError } from './listener'
export { StoreError } from './store/store'
export { serveMerchant, type ServedMerchant, type ServeMerchantOptions } from './serve-merchant'

/** Where a server listens, and where it keeps what it knows. */
export interface ListenOptions {
  /** The address to bind. @default '127.0.0.1' */
  host?: string | undefined
  /** The merchant's port; 0 takes a free one. @default 8787 */
  port?: number | undefined
  /** A directory that keeps everything, keys too, from one run to the next; made where there is none. Without it all is forgotten. */
  data?: string | undefined
}

/** What `serve` can be told, besides what `createMockServer` can. */
export interface ServeOptions extends ListenOptions, Omit<MockServerOptions, 'http' | 'merchantOrigin' | 'walletsOrigin'> {
  /** The wallets' port; 0 takes a free one. @default 8788 */
  walletsPort?: number | undefined
}

/** A mock server that listens. */
export interface Served {
  readonly merchantOrigin: string
  readonly walletsOrigin: string
  /** Stops listening, ends open connections, stops every timer and closes the store. */
  close(): Promise<void>
}

/**
 * Listens with both wings. They reach each other through their ports, as they would on two machines.
 * @throws {ListenError} a port is taken or not allowed; nothing is left listening
 * @throws {StoreError} `data` can't be used
 * @example
 * const { merchantOrigin, close } = await serve({ port: 0, walletsPort: 0 })
 */
export async function serve({ host = '127.0.0.1', port = 8787, walletsPort = 8788, data, ...options }: ServeOptions = {}): Promise<Served> {
  const kept = await openStore(data)
  // The wings' addresses are known only once both listen; nobody has been told them until then.
  let mock: MockServer | undefined
  const merchant = createListener(() => mock?.merchant)
  const wallets = createListener(() => mock?.wallets)
  try {
    const merchantOrigin = await listen(merchant, port, host)
    const walletsOrigin = await listen(wallets, walletsPort, host)
    const server = createMockServer({ ...options, ...reachable(host, options), store: kept ?? options.store, http: (request) => fetch(request), merchantOrigin, walletsOrigin })
    mock = server
    return {
      merchantOrigin,
      walletsOrigin,
      async close() {
        await Promise.all([stop(merchant), stop(wallets)])
        await server.close()
      },
    }
  } catch (error) {
    await Promise.all([kept?.close?.(), stop(merchant), stop(wallets)])
    throw error
  }
}

/** Binding a name or an address says that it may be used, by browsers and by notifies. */
function reachable(host: string, { allowedHosts = [], notifyHosts = [] }: MockServerOptions): Pick<MockServerOptions, 'allowedHosts' | 'notifyHosts'> {
  return { allowedHosts: [...allowedHosts, ...boundHosts(host)], notifyHosts: [...notifyHosts, ...boundHosts(host)] }
}
