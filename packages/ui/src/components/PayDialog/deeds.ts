import type { PayPart } from '../../parts'
import type { PayDialogContext } from './context'

/** Something that a payer can do. */
export interface Deed {
  readonly part: PayPart
  readonly label: string
  readonly act: () => unknown
  /** Whether it stands there for the eye, and can't be done now. */
  readonly isOff?: boolean
  /** Whether there is something more important than it on the screen. */
  readonly isQuiet?: boolean
}

/** The main thing, and the other. */
type Deeds = readonly [(Deed | undefined)?, (Deed | undefined)?]

/** What there is to do in each state. */
export function deedsOf(dialog: PayDialogContext): Deeds {
  const { messages, screen, flow, provider, chosen, isChoosing, framed, isFresh, isAsking, isCancelWanted, walletPhase, check, renew, cancel, dismiss, choosing, payChosen, openWallet } = dialog
  const words = messages.value
  const isOff = isAsking.value
  const leave = (label: string): Deed => ({ part: 'confirm', label, act: dismiss })
  const again = (label: string): Deed => ({ part: 'renew', label, act: renew })
  const ask = (label: string, isQuiet = false): Deed => ({ part: 'check', label: isOff ? words.check.busy : label, act: check, isOff, isQuiet })

  if (isChoosing.value) {
    const back: Deed = { part: 'back', label: words.methods.back, act: () => choosing(false) }
    return [chosen.value ? { part: 'pay', label: words.methods.pay, act: payChosen } : leave(words.close), isFresh.value ? undefined : back]
  }
  switch (screen.value) {
    case 'paid':
      return [leave(words.confirm)]
    case 'closed':
      // Whoever cancels means to go.
      return [leave(words.close), again(words.payAgain)]
    case 'expired':
      return [again(flow.value === 'qrcode' ? words.renew : words.payAgain), ask(words.check.again)]
    case 'unknown':
      // Cancelling asks, too.
      return [isCancelWanted.value ? { part: 'cancel-confirm', label: words.cancel.order, act: cancel } : ask(words.check.again), leave(words.close)]
    case 'failed':
      return [{ part: 'retry', label: words.retry, act: renew }, leave(words.close)]
    case 'waiting': {
      if (flow.value === 'qrcode' || framed.value) return [ask(words.check.ask, true)]
      const go: Deed = { part: 'open-wallet', label: words.wallet.open(provider.value), act: openWallet, isOff }
      if (walletPhase.value === 'ready') return [go]
      if (flow.value !== 'jsapi') return [ask(words.check.ask), go]
      return walletPhase.value === 'left' ? [go, ask(words.check.ask)] : [ask(words.check.look, true)]
    }
    case 'idle':
    case 'creating':
    case 'checking':
    case 'closing':
      return []
  }
}
