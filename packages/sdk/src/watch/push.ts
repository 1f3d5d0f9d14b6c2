/** Nudges for one watch. What they carry is not looked at: each only means that asking is worth it. */
import type { PayClient } from '../client'
import type { OrderRef } from '../core/order'
import type { Stop } from '../runtime/page'
import { untilAborted } from '../runtime/tabs'

/** Options of {@link createPush}. */
export interface PushOptions {
  readonly eventsUrl?: string | undefined
  readonly onNudge: () => void
  /** Called when nudges begin to come through, or cease to. */
  readonly onLive: () => void
}

/** One connection per browser: over HTTP/1.1 six of them would use up what a host may have. */
const LOCK = 'baas-pay:push'

/** The push of one watch; closed until `open()`. */
export function createPush({ backend, ports }: PayClient, ref: OrderRef, { eventsUrl, onNudge, onLive }: PushOptions) {
  let isLive = false
  let holding: AbortController | undefined

  const setLive = (next: boolean) => {
    if (next === isLive) return
    isLive = next
    onLive()
  }

  const listen = (signal: AbortSignal): Stop | undefined => {
    try {
      return backend.push?.(ref, () => { if (!signal.aborted) onNudge() }, {
        eventsUrl, listen: ports.listen, clock: ports.clock, onLive: (next) => { if (!signal.aborted) setLive(next) },
      })
    } catch {
      // Push only makes it faster.
      return undefined
    }
  }

  return {
    get isLive() { return isLive },
    open() {
      if (holding || !backend.supports.push || !backend.push) return
      const { signal } = (holding = new AbortController())
      void ports.locks.request(LOCK, signal, async () => {
        if (signal.aborted) return
        const stop = listen(signal)
        // At once, not when the lock has been given back.
        if (stop) signal.addEventListener('abort', stop, { once: true })
        await untilAborted(signal)
      })
    },
    close() {
      holding?.abort()
      holding = undefined
      isLive = false
    },
  }
}
