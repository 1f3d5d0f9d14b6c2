/** Where a checkout's state stands: events go in one after the other, and each change is told. */
import { isEnd, transition, type CheckoutEvent, type CheckoutState } from '../core/machine'
import type { Health } from '../runtime/health'
import { createListeners } from '../runtime/listeners'
import type { Stop } from '../runtime/page'
import type { createNews } from './news'

/** States that pass by themselves. */
const isBusy = ({ name }: CheckoutState): boolean => name === 'creating' || name === 'checking' || name === 'closing'

const attemptOf = (state: CheckoutState) => ('attempt' in state ? state.attempt : undefined)

/** Options of {@link createStage}. */
export interface StageOptions {
  readonly news: ReturnType<typeof createNews>
  /** Aborted by `dispose`: nothing changes and nothing is told any more. */
  readonly signal: AbortSignal
  /** What a new state sets going. */
  readonly onEnter: (state: CheckoutState, before: CheckoutState) => void
}

/** The stage of one checkout. */
export interface Stage {
  readonly state: CheckoutState
  readonly health: Health
  readonly outcome: Promise<CheckoutState>
  readonly dispatch: (event: CheckoutEvent) => void
  readonly setHealth: (health: Health) => void
  readonly subscribe: (listener: () => void) => Stop
  /** Resolves with the state once it does not pass by itself, or with what it was when disposed. */
  readonly settled: () => Promise<CheckoutState>
}

/** Makes a stage in `idle`. */
export function createStage({ news, signal, onEnter }: StageOptions): Stage {
  const changes = createListeners<void>()
  const queue: CheckoutEvent[] = []
  let state: CheckoutState = { name: 'idle' }
  let health: Health = 'ok'
  let settleOutcome: (state: CheckoutState) => void
  const outcome = new Promise<CheckoutState>((resolve) => { settleOutcome = resolve })

  const apply = (event: CheckoutEvent) => {
    const before = state
    state = transition(before, event)
    if (state === before) return
    try {
      onEnter(state, before)
    } finally {
      tell(before)
    }
  }

  /** Nothing is told after `dispose`, also where a listener disposes. */
  const tell = (before: CheckoutState) => {
    const now = state
    if (now.name !== before.name || attemptOf(now) !== attemptOf(before)) news.tellState(now)
    if (signal.aborted) return
    changes.tell()
    if (isEnd(now.name) && !signal.aborted) settleOutcome(now)
  }

  return {
    get state() { return state },
    get health() { return health },
    outcome,
    dispatch(event) {
      queue.push(event)
      // An event that comes while another is told waits its turn, so that every listener sees every state in order.
      if (queue.length > 1) return
      for (let next = queue[0]; next; next = queue[0]) {
        try {
          if (!signal.aborted) apply(next)
        } finally {
          queue.shift()
        }
      }
    },
    setHealth(next) {
      if (signal.aborted || next === health) return
      health = next
      news.tell({ type: 'health', health })
      changes.tell()
    },
    subscribe: changes.add,
    async settled() {
      // A call from within a listener is looked at after what it asked for has been done.
      await Promise.resolve()
      return new Promise((resolve) => {
        const look = () => {
          if (isBusy(state) && !signal.aborted) return
          unsubscribe()
          signal.removeEventListener('abort', look)
          resolve(state)
        }
        const unsubscribe = changes.add(look)
        signal.addEventListener('abort', look)
        look()
      })
    },
  }
}
