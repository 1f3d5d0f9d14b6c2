import { secretId } from './secret-id'
import type { Collection, Stored } from './store'

/** A record that is good once, until an instant. Its `id` is the `secretId` of what its bearer shows. */
export interface Once extends Stored {
  /** The instant from which it is good no more. */
  readonly expires_at: number
  readonly is_used: boolean
}

/** Uses the record that a secret stands for; nothing if there is none, it was used, or its time is over. Of two at once, one gets it. */
export async function takeOnce<T extends Once>(records: Collection<T>, secret: string, now: number): Promise<T | undefined> {
  const updated = await records.update(secretId(secret), (current) => ({ ...current, is_used: true }))
  return updated && !updated.before.is_used && now < updated.before.expires_at ? updated.before : undefined
}
