/** Which words and which drawing stand for which state. */
import type { ReturnState } from '@baas-pay/sdk'
import type { PayMessages, ResultWords } from '../../locales/messages'
import type { IconName } from '../PayIcon'

/** What happened, and whether the money is safe and what now. */
export function returnWords(state: ReturnState, { result, back, rare }: Pick<PayMessages, 'result' | 'back' | 'rare'>, isTwice = false): ResultWords {
  switch (state.name) {
    case 'checking':
      return back.checking
    case 'waiting':
      return back.waiting
    case 'paid':
      return isTwice ? rare.twice : state.refund ? rare.refund[state.refund] : state.late ? rare.late : result.paid
    case 'expired':
      return state.by === 'time' ? back.timeUp : back.expired
    case 'failed':
      return result.refused
    case 'unknown':
      return result.unknown
    case 'no-order':
      return back.noOrder
  }
}

export const returnIcons: { readonly [N in ReturnState['name']]: IconName | 'checking' | 'asking' | 'no-order' } = {
  checking: 'checking', waiting: 'asking', paid: 'paid', expired: 'expired', failed: 'failed', unknown: 'unknown', 'no-order': 'no-order',
}
