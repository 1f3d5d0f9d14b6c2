import { createListener, listen, stop, boundHosts } from './listener'
import { createMerchantServer, type MerchantServer, type MerchantServerOptions } from './merchant-server'
import type { ListenOptions } from './serve'
import { openStore } from './store/open'

/** What `serveMerchant` is told, besides what `createMerchantServer` is. */
export interface ServeMerchantOptions extends ListenOptions, MerchantServerOptions {}

/** A merchant server over real gateways that listens. */
export interface ServedMerchant {
  readonly merchantOrigin: string
  /** Stops listening, ends open connections, stops every timer and closes the store. */
  close(): Promise<void>
}

/**
 * Listens with the merchant wing alone, which charges by real gateways.
 * @throws {ListenError} the port is taken or not allowed
 * @throws {StoreError} `data` can't be used
 */
export async function serveMerchant({ host = '127.0.0.1', port = 8787, data, ...options }: ServeMerchantOptions): Promise<ServedMerchant> {
  const kept = await openStore(data)
  let server: MerchantServer | undefined
  const listener = createListener(() => server?.merchant)
  try {
    const created = createMerchantServer({ ...options, allowedHosts: [...(options.allowedHosts ?? []), ...boundHosts(host)], store: kept ?? options.store })
    server = created
    const merchantOrigin = await listen(listener, port, host)
    return {
      merchantOrigin,
      async close() {
        await stop(listener)
        await created.close()
      },
    }
  } catch (error) {
    await Promise.all([server?.close() ?? kept?.close?.(), stop(listener)])
    throw error
  }
}
