/** Which screen and which words stand for which state. */
import { isHError, type CheckoutState, type HError } from '@baas-pay/sdk'
import type { CodeWords, PayMessages, RefusedReason, ResultWords } from '../../locales/messages'
import type { ScanScreen } from './types'

/** What a state shows at the counter; undefined where it leaves what is on the screen: a check by the cashier, or by time. */
export function screenOf(state: CheckoutState): ScanScreen | undefined {
  switch (state.name) {
    case 'idle':
      return 'ready'
    case 'creating':
      return state.closeRequested ? 'cancelling' : 'charging'
    case 'waiting':
      // Whether it was paid is open until it is taken back, or stands.
      return state.phase === 'reversing' ? 'cancelling' : 'confirming'
    case 'checking':
      return undefined
    case 'closing':
      return 'cancelling'
    case 'paid':
      // The goods stay here: nothing has come in.
      return state.refund === 'complete' ? 'reversed' : 'paid'
    case 'closed':
      return 'reversed'
    case 'failed':
      return 'refused'
    case 'expired':
      // That only its time is up says nothing about the money.
      return state.by === 'state' ? 'reversed' : 'unknown'
    case 'unknown':
      return 'unknown'
  }
}

/** What wallets call the reasons that a cashier can do something about; a backend's other words are told as no reason. */
const REASONS: Readonly<Record<string, RefusedReason>> = {
  AUTHCODEEXPIRE: 'code-expired', AUTH_CODE_INVALID: 'code-invalid', AUTH_CODE_ERROR: 'code-invalid', 'e.pay.send.invalid.payCode': 'code-invalid',
  NOTENOUGH: 'not-enough', NOTSUPORTCARD: 'card', RULELIMIT: 'limit', PAYERROR: 'declined', TRADE_ERROR: 'declined', BUYER_MISMATCH: 'declined',
  NOAUTH: 'shop', PARAM_ERROR: 'shop', SIGNERROR: 'shop', LACK_PARAMS: 'shop', INVALID_REQUEST: 'shop', APPID_NOT_EXIST: 'shop', MCHID_NOT_EXIST: 'shop', APPID_MCHID_NOT_MATCH: 'shop',
}

/** Why nothing was charged. */
export const refusedReason = ({ code, errCode = '' }: Pick<HError, 'code' | 'errCode'>): RefusedReason =>
  REASONS[errCode] ?? (code === 600 || code === 601 ? 'not-sent' : code >= 400 && code < 500 ? 'shop' : 'other')

/** The same of whatever was thrown. */
export const reasonOf = (error: unknown): RefusedReason => (isHError(error) ? refusedReason(error) : 'other')

/** While a charge is under way. */
export function stageWords(screen: ScanScreen, state: CheckoutState, { scan }: Pick<PayMessages, 'scan'>): CodeWords | undefined {
  if (screen === 'charging') return scan.charging
  if (screen === 'cancelling') return scan.cancelling
  if (screen === 'confirming') return state.name === 'waiting' && !state.phase ? scan.asking : scan.confirming
  return undefined
}

/** What the words of an end depend on. */
export interface EndFacts {
  readonly reason: RefusedReason
  /** Whether the cashier has cancelled and nobody knows what came of it. */
  readonly isCancelWanted: boolean
}

/** At an end. */
export function endWords(screen: ScanScreen, state: CheckoutState, { reason, isCancelWanted }: EndFacts, { scan }: Pick<PayMessages, 'scan'>): ResultWords | undefined {
  switch (screen) {
    case 'paid':
      return state.name === 'paid' && state.refund ? scan.partly : state.name === 'paid' && state.late ? scan.late : scan.paid
    case 'refused':
      return scan.refused[reason]
    case 'unknown':
      return isCancelWanted ? scan.uncancelled : scan.unknown
    case 'reversed':
      return scan.reversed[state.name === 'paid' ? 'refunded' : state.name === 'closed' ? 'cashier' : 'server']
    case 'ready':
    case 'reading':
    case 'charging':
    case 'confirming':
    case 'cancelling':
      return undefined
  }
}
