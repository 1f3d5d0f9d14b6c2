import type { ReturnState } from '@baas-pay/sdk'
import type { PayMessages, SharedMessages } from '../../locales/messages'
import type { PayPart } from '../../parts'

/** Something that a payer can do. */
export interface ReturnDeed {
  readonly part: PayPart
  readonly label: string
  readonly act: () => unknown
  readonly isBusy?: boolean
}

/** What the deeds are made of. */
export interface ReturnWishes {
  readonly messages: SharedMessages & Pick<PayMessages, 'back'>
  readonly canPayAgain: boolean
  /** Whether the payer waits for an answer. */
  readonly isAsking: boolean
  readonly check: () => unknown
  readonly retry: () => unknown
  readonly confirm: () => unknown
  readonly leave: () => unknown
}

/** What there is to do in a state: the main thing, and the other. */
export function returnDeeds(screen: ReturnState, { messages, canPayAgain, isAsking, check, retry, confirm, leave }: ReturnWishes): readonly ReturnDeed[] {
  const { back } = messages
  const ask = (label: string): ReturnDeed => ({ part: 'check', label: isAsking ? messages.check.busy : label, act: check, isBusy: isAsking })
  const away: ReturnDeed = { part: 'leave', label: back.leave, act: leave }
  const again = (label: string): readonly ReturnDeed[] => (canPayAgain ? [{ part: 'retry', label, act: retry }] : [])
  switch (screen.name) {
    case 'checking':
      return []
    case 'waiting':
      return [ask(back.done), ...(canPayAgain ? again(back.notDone) : [away])]
    case 'paid':
      return [{ part: 'confirm', label: messages.confirm, act: confirm }]
    case 'expired':
      return canPayAgain ? [...again(back.retry), ask(messages.check.again)] : [ask(messages.check.again), away]
    case 'failed':
      return [...again(back.retry), away]
    case 'unknown':
      // Never "pay again".
      return [ask(messages.check.again), away]
    case 'no-order':
      return [away]
  }
}
