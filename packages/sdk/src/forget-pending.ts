/** Forgetting what this browser remembers of a user's orders, on logout. */
import type { PayClient } from './client'
import type { IntentId } from './core/identity'
import { recordKey, recordKeys } from './core/record'

/**
 * Forgets every pending order of the client's backend and user; call it on logout. Nothing is closed: a payment that is under way is
 * still the server's to tell. Dispose the user's checkouts first, which would remember their orders again.
 *
 * A storage of your own needs `keys()` for it. What is not forgotten so lives up to 24 hours past its order's expiry, 26 hours where that
 * is unknown, and is seen only by a client of the same backend and user.
 * @param intentId forgets that intent alone, whose order may still be paid: a checkout of it would make another one. Only for what the shop
 * knows to be over.
 * @example
 * checkout.dispose()
 * forgetPending(client)
 */
export function forgetPending({ backend, user, ports: { storage } }: PayClient, intentId?: string): void {
  if (intentId !== undefined) return storage.remove(recordKey(backend.scope, user, intentId as IntentId))
  const prefix = recordKeys(backend.scope, user)
  for (const key of storage.keys?.() ?? []) if (key.startsWith(prefix)) storage.remove(key)
}
