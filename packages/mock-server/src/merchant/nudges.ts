import type { Order } from './order'

/** Is called when its order has changed, and once more when no more will come. */
export interface NudgeListener {
  changed(order: Order): void
  ended(): void
}

/** Tells pages that an order has changed, so that they ask sooner. What they learn from it is nothing but that. */
export interface Nudges {
  tell(order: Order): void
  /** Gives what ends the listening; nothing where too many listen already. */
  listen(transactionNo: string, listener: NudgeListener): (() => void) | undefined
  /** Hands every order that changes to `listener`, pages or none. */
  onEvery(listener: (order: Order) => void): void
  /** How many listen. */
  count(): number
  close(): void
}

const MAX_LISTENERS = 1000
const MAX_FOR_ONE_ORDER = 10

/** Creates nudges that nobody listens to yet. */
export function createNudges(): Nudges {
  const listeners = new Map<string, Set<NudgeListener>>()
  const attentive: ((order: Order) => void)[] = []
  const count = (): number => [...listeners.values()].reduce((sum, { size }) => sum + size, 0)
  return {
    count,
    onEvery(listener) {
      attentive.push(listener)
    },
    tell(order) {
      for (const listener of attentive) listener(order)
      for (const listener of listeners.get(order.id) ?? []) listener.changed(order)
    },
    listen(transactionNo, listener) {
      const own = listeners.get(transactionNo) ?? new Set()
      if (own.size >= MAX_FOR_ONE_ORDER || count() >= MAX_LISTENERS) return undefined
      listeners.set(transactionNo, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0 && listeners.get(transactionNo) === own) listeners.delete(transactionNo)
      }
    },
    close() {
      for (const own of listeners.values()) for (const listener of own) listener.ended()
      listeners.clear()
    },
  }
}
