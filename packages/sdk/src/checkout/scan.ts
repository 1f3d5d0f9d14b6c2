/** Payment codes: which gateway charges one, and when one may be charged. Loaded before the first. */
import type { Backend } from '../backends/port'
import type { PayClient } from '../client'
import { gateways, isScan, type GatewayType } from '../core/gateways'
import type { CheckoutState } from '../core/machine'
import { checkPaymentCode, providerOfPaymentCode } from '../core/payment-code'
import { checkGateway } from '../core/request'
import { withoutCode } from '../core/without-code'
import type { HError } from '../errors'
import { forgetOld } from '../pending'

/** A payment code on its way into its one request. */
export interface ScannedCode {
  /** What a scanner typed, without blanks. */
  readonly code: string
  /** The gateway of its wallet. */
  readonly gatewayType: GatewayType
  /** What the request was refused with, without the code. */
  readonly clean: (error: HError) => HError
}

/** Reads what a scanner typed, and makes room for what will be remembered of it. Throws HError 605 or 608; neither repeats the code. */
export function readCharge(authCode: string, shown: GatewayType, client: PayClient): ScannedCode {
  const { backend } = client
  const provider = providerOfPaymentCode(authCode)
  const code = checkPaymentCode(authCode, provider ?? gateways[shown].provider)
  forgetOld(client)
  const gatewayType = backend.gateways.find((one) => isScan(one) && gateways[one].provider === provider)
  return { code, gatewayType: gatewayType ?? checkGateway(undefined, backend.gateways), clean: (error) => withoutCode(error, code) }
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
