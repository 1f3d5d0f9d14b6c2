/** Which words stand for which state. */
import { gateways, isHError, type CheckoutState, type Flow, type Provider } from '@baas-pay/sdk'
import type { CodeWords, PayMessages, SharedMessages, ResultWords } from '../../locales/messages'
import type { WalletPhase } from './useWallet'

/** Whose wallet pays. */
export const providerOf = (state: CheckoutState): Provider | undefined => ('attempt' in state ? gateways[state.attempt.gatewayType].provider : undefined)

/** How the shown order is paid, and how far the payer is with it. */
export interface WayFacts {
  readonly flow: Flow
  readonly walletPhase: WalletPhase
}

/** Beside the code, or the wallet's mark: while an order is made, waits to be paid, or is being closed. */
export function codeWords(state: CheckoutState, { flow, walletPhase }: WayFacts, { code, wallet }: SharedMessages): CodeWords | undefined {
  switch (state.name) {
    case 'idle':
    case 'creating':
      return state.name === 'creating' && state.closeRequested ? code.cancelling : code.creating
    case 'waiting': {
      const { provider, flow: own } = gateways[state.attempt.gatewayType]
      if (state.phase) return code.scanned
      // A code that stands in a frame is scanned like any other.
      if (flow === 'qrcode' || (own === 'qrcode' && 'isFramed' in state.order.show)) return code.waiting(provider)
      if (flow !== 'jsapi' || walletPhase === 'ready') return wallet.away(provider)
      return walletPhase === 'left' ? wallet.left : wallet.asked(provider)
    }
    case 'checking':
      return code.confirming
    case 'closing':
      return state.next ? code.renewing : code.cancelling
    case 'paid':
    case 'closed':
    case 'failed':
    case 'expired':
    case 'unknown':
      return undefined
  }
}

/** What an end is told by, beside the state. */
export interface ResultFacts {
  /** Why no checkout could be made. */
  readonly refusal: unknown
  /** Whether the payer's cancelling is what nobody knows the end of. */
  readonly isCancelWanted: boolean
  /** Whether a second order was paid, too. */
  readonly isTwice: boolean
  /** The words that few payers see, once they are here; each has a stand-in that is as true. */
  readonly rare: PayMessages['rare'] | undefined
}

/** Codes by which the sdk tells a page of its own mistakes. */
const isMisuse = (error: unknown): boolean => isHError(error) && error.code >= 605 && error.code <= 617

/** At an end. */
export function resultWords(state: CheckoutState, { refusal, isCancelWanted, isTwice, rare }: ResultFacts, { result }: SharedMessages): ResultWords | undefined {
  if (refusal !== undefined) return isMisuse(refusal) ? result.misused : result.failed
  switch (state.name) {
    case 'failed':
      return state.order ? result.refused : result.failed
    case 'expired':
      return state.by === 'time' ? result.timeUp : result.expired
    case 'paid':
      return (isTwice ? rare?.twice : state.refund ? rare?.refund[state.refund] : state.late ? rare?.late : undefined) ?? result.paid
    case 'unknown':
      return (isCancelWanted && rare?.uncancelled) || result.unknown
    case 'closed':
      return result.closed
    case 'idle':
    case 'creating':
    case 'waiting':
    case 'checking':
    case 'closing':
      return undefined
  }
}
