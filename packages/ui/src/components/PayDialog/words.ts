/** Which words stand for which state. */
import { gateways, type CheckoutState, type Provider } from '@baas-pay/sdk'
import type { CodeWords, PayMessages, ResultWords } from '../../locales/messages'

/** Whose wallet pays. */
export const providerOf = (state: CheckoutState): Provider | undefined => ('attempt' in state ? gateways[state.attempt.gatewayType].provider : undefined)

/** Beside the code: while an order is made, waits to be paid, or is being closed. */
export function codeWords(state: CheckoutState, messages: PayMessages): CodeWords | undefined {
  const { code } = messages
  const waiting = () => code.waiting(providerOf(state) ?? 'wechat')
  switch (state.name) {
    case 'idle':
      return code.creating
    case 'creating':
      return state.closeRequested ? code.cancelling : code.creating
    case 'waiting':
      if (state.order.show.flow !== 'qrcode') return code.elsewhere
      return state.phase ? code.phase[state.phase] : waiting()
    case 'checking':
      return state.why === 'expiry' ? code.verifying : waiting()
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

/** At an end. `isMisused`: the page asked for something that can't be. */
export function resultWords(state: CheckoutState, isMisused: boolean, { result }: PayMessages): ResultWords | undefined {
  if (isMisused) return result.misused
  switch (state.name) {
    case 'failed':
      return state.order ? result.refused : result.failed
    case 'expired':
      return state.by === 'time' ? result.timeUp : result.expired
    case 'paid':
    case 'closed':
    case 'unknown':
      return result[state.name]
    case 'idle':
    case 'creating':
    case 'waiting':
    case 'checking':
    case 'closing':
      return undefined
  }
}
