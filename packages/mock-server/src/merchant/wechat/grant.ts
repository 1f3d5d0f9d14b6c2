import type { Clock } from '../../ports/clock'

/** How long before its end a grant is not given out any more, so that it is still good where it is used. */
const MARGIN_MS = 60_000

/** Something that WeChat grants for a while: an access token, or a ticket. */
export interface Grant {
  /** The grant in force, or a fresh one; those who ask at once wait for the same. */
  get(): Promise<string>
  /** Drops a grant that WeChat takes no more, unless a newer one is in force. */
  forget(text: string): void
}

/** Creates a grant that `load` asks for. A failure is told to whoever waits, and the next one asks again. */
export function createGrant(clock: Clock, load: () => Promise<{ readonly text: string, readonly lifeMs: number }>): Grant {
  let held: { readonly text: string, readonly until: number } | undefined
  let loading: Promise<string> | undefined

  async function renew(): Promise<string> {
    const askedAt = clock.now()
    const { text, lifeMs } = await load()
    held = { text, until: askedAt + lifeMs - MARGIN_MS }
    return text
  }

  return {
    get() {
      if (held && clock.now() < held.until) return Promise.resolve(held.text)
      return (loading ??= renew().finally(() => { loading = undefined }))
    },
    forget(text) {
      if (held?.text === text) held = undefined
    },
  }
}
