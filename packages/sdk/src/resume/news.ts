/** What a return tells, each at most once. */
import type { IntentId } from '../core/identity'
import type { ReturnedOrder, ReturnState } from '../core/return-state'
import type { ReturnFacts, ReturnNews } from '../resume'
import { createListeners } from '../runtime/listeners'

/** The news of one return, until the signal silences it. */
export function createReturnNews(intentId: IntentId | undefined, signal: AbortSignal) {
  const listeners = createListeners<ReturnNews>()
  const told = new Set<ReturnNews['type']>()

  const factsOf = ({ gatewayType, tradeNo, transactionNo, amountFen }: Omit<ReturnedOrder, 'description'>): ReturnFacts => ({ intentId, gatewayType, tradeNo, transactionNo, amountFen })

  const tell = (item: ReturnNews) => {
    if (signal.aborted || told.has(item.type)) return
    told.add(item.type)
    listeners.tell(item)
  }

  return {
    add: listeners.add,
    tellState(state: ReturnState) {
      if (state.name === 'paid') tell({ type: 'paid', late: state.late, refund: state.refund, paidAt: state.paidAt, ...factsOf(state.order) })
      else if (state.name === 'failed') tell({ type: 'failed', error: state.error, ...factsOf(state.order) })
      else if (state.name === 'expired' || state.name === 'unknown') tell({ type: state.name, ...factsOf(state.order) })
    },
    tellDuplicate: (first: ReturnFacts, second: ReturnFacts) => tell({ type: 'duplicate-paid', first: factsOf(first), second: factsOf(second) }),
  }
}
