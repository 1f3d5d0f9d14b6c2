import type { PayPart } from '../../parts'
import type { PayDialogContext } from './context'

/** Something that a payer can do at an end. */
export interface Deed {
  readonly part: PayPart
  readonly label: string
  readonly act: () => unknown
  readonly isBusy?: boolean
}

/** What there is to do at each end: the main thing, and the other. */
export function deedsOf({ messages, screen, isAsking, isCancelWanted, check, renew, cancel, dismiss }: PayDialogContext): readonly [Deed, Deed?] {
  const words = messages.value
  const leave = (label: string): Deed => ({ part: 'confirm', label, act: dismiss })
  const isBusy = isAsking.value
  const ask: Deed = { part: 'check', label: isBusy ? words.check.busy : words.check.again, act: check, isBusy }
  switch (screen.value) {
    case 'paid':
      return [leave(words.confirm)]
    case 'closed':
      // Whoever cancels means to go.
      return [leave(words.close), { part: 'renew', label: words.payAgain, act: renew }]
    case 'expired':
      return [{ part: 'renew', label: words.renew, act: renew }, ask]
    case 'unknown':
      // Cancelling asks, too.
      return [isCancelWanted.value ? { part: 'cancel-confirm', label: words.cancel.again, act: cancel } : ask, leave(words.close)]
    case 'failed':
    case 'idle':
    case 'creating':
    case 'waiting':
    case 'checking':
    case 'closing':
      return [{ part: 'retry', label: words.retry, act: renew }, leave(words.close)]
  }
}
