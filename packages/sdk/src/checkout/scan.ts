/** Payment codes: which gateway charges one, and when one may be charged. Loaded before the first. */
import type { Backend } from '../backends/port'
import { gateways, type GatewayType } from '../core/gateways'
import type { CheckoutState } from '../core/machine'
import { checkPaymentCode, providerOfPaymentCode } from '../core/payment-code'
import { checkGateway } from '../core/request'

/** What a scanner typed, without blanks, and the gateway of its wallet. Throws HError 605 or 608; neither repeats the code. */
export function readCharge(authCode: string, shown: GatewayType, backend: Backend): { readonly code: string; readonly gatewayType: GatewayType } {
  const provider = providerOfPaymentCode(authCode)
  const code = checkPaymentCode(authCode, provider ?? gateways[shown].provider)
  const gatewayType = backend.gateways.find((one) => gateways[one].flow === 'scan' && gateways[one].provider === provider)
  return { code, gatewayType: gatewayType ?? checkGateway(undefined, backend.gateways) }
}

/** Whether a code may be charged in a state: nothing was, it is over, or the token keeps this one from being a second charge. */
export function canCharge(state: CheckoutState, gatewayType: GatewayType, { supports }: Backend): boolean {
  switch (state.name) {
    case 'idle':
    case 'closed':
    case 'failed':
      return true
    case 'expired':
      return state.by === 'state'
    case 'unknown':
      return !state.order && supports.token && state.attempt.gatewayType === gatewayType
    case 'creating':
    case 'waiting':
    case 'checking':
    case 'closing':
    case 'paid':
      return false
  }
}
