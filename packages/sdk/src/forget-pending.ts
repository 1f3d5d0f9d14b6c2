/** Forgetting what this browser remembers of a user's orders, on logout. */
import type { PayClient } from './client'
import { recordKeys } from './core/record'

/**
 * Forgets every pending order of the client's backend and user; call it on logout. Nothing is closed: a payment that is under way is
 * still the server's to tell. Dispose the user's checkouts first, which would remember their orders again.
 *
 * A storage of your own needs `keys()` for it. What is not forgotten so lives up to 24 hours past its order's expiry, 26 hours where that
 * is unknown, and is seen only by a client of the same backend and user.
 * @example
 * checkout.dispose()
 * forgetPending(client)
 */
export function forgetPending({ backend, user, ports: { storage } }: PayClient): void {
  const prefix = recordKeys(backend.scope, user)
  for (const key of storage.keys?.() ?? []) if (key.startsWith(prefix)) storage.remove(key)
}
