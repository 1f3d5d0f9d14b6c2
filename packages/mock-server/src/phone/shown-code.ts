import { issuePaymentCode, PAYMENT_CODE_LIFE_MS, type ShownCode } from '../wallets/payment-codes'
import type { Payer } from '../wallets/payers'
import type { Wallets } from '../wallets/wallets'
import { PhoneError } from './phone-error'

/** What became of the payer's newest payment code; nothing where none was shown. */
export type CodeState = 'good' | 'used' | 'expired'

/** A fresh payment code of the one whom the phone is logged in as. @throws {PhoneError} there is no such wallet */
export async function showPaymentCode(provider: unknown, wallets: Wallets): Promise<ShownCode> {
  if (provider !== 'wechat') throw new PhoneError('unknown_provider')
  return issuePaymentCode(await wallets.payers.current(), wallets)
}

/** Whether the newest code can still be used. It tells of the code without its digits. */
export async function codeStateOf({ id: openid }: Payer, { paymentCodes, clock }: Wallets): Promise<CodeState | null> {
  const newest = (await paymentCodes.list({ openid })).at(-1)
  if (!newest) return null
  if (newest.used_for !== null) return 'used'
  return clock.now() < newest.created_at + PAYMENT_CODE_LIFE_MS ? 'good' : 'expired'
}
