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
  const { messages, screen, flow, provider, chosen, isChoosing, canGoBack, isAsking, isCancelWanted, walletPhase, check, renew, cancel, dismiss, choosing, payChosen, openWallet } = dialog
  const words = messages.value
  const isOff = isAsking.value
  const leave = (label: string): Deed => ({ part: 'confirm', label, act: dismiss })
  const again = (label: string): Deed => ({ part: 'renew', label, act: renew })
  const ask = (label: string, isQuiet = false): Deed => ({ part: 'check', label: isOff ? words.check.busy : label, act: check, isOff, isQuiet })
  const go = (label: string): Deed => ({ part: 'open-wallet', label, act: openWallet, isOff })

  if (isChoosing.value) {
    const back: Deed = { part: 'back', label: words.methods.back, act: () => choosing(false) }
    return [{ part: 'pay', label: words.methods.pay, act: payChosen, isOff: !chosen.value }, canGoBack.value ? back : undefined]
  }
  switch (screen.value) {
    case 'paid':
      return [leave(words.confirm)]
    case 'closed':
      // Whoever cancels means to go.
      return [leave(words.close), again(words.payAgain)]
    case 'expired':
      return [again(flow.value === 'qrcode' ? words.renew : words.wallet.renew), ask(words.check.again)]
    case 'unknown':
      // Cancelling asks, too.
      return [isCancelWanted.value ? { part: 'cancel-confirm', label: words.cancel.again, act: cancel } : ask(words.check.again), leave(words.close)]
    case 'failed':
      return [{ part: 'retry', label: words.retry, act: renew }, leave(words.close)]
    case 'waiting': {
      if (flow.value === 'qrcode') return [ask(words.check.ask, true)]
      if (walletPhase.value === 'ready') return [go(words.wallet.open(provider.value))]
      if (walletPhase.value === 'asked') return [ask(words.check.look, true)]
      const reopen = go(words.wallet.again(provider.value))
      return flow.value === 'jsapi' ? [reopen, ask(words.check.ask)] : [ask(words.check.ask), reopen]
    }
    case 'idle':
    case 'creating':
    case 'checking':
    case 'closing':
      return []
  }
}
