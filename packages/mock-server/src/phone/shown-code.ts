import { issuePaymentCode, PAYMENT_CODE_LIFE_MS, type ShownCode } from '../wallets/payment-codes'
import { isProvider, KINDS } from '../wallets/kinds'
import type { Payer } from '../wallets/payers'
import type { ProviderName } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import { PhoneError } from './phone-error'

/** What became of the payer's newest payment code; nothing where none was shown. */
export type CodeState = 'good' | 'used' | 'expired'

/** A fresh payment code of the one whom the phone is logged in as. @throws {PhoneError} there is no such wallet */
export async function showPaymentCode(provider: unknown, wallets: Wallets): Promise<ShownCode> {
  if (!isProvider(provider) || KINDS[provider].newPaymentCode === null) throw new PhoneError('unknown_provider')
  return issuePaymentCode(await wallets.payers.current(), provider, wallets)
}

/** Whether the newest code can still be used. It tells of the code without its digits. */
async function codeStateOf({ ids }: Payer, provider: ProviderName, { paymentCodes, clock }: Wallets): Promise<CodeState | null> {
  const newest = (await paymentCodes.list({ provider, openid: ids[provider] })).at(-1)
  if (!newest) return null
  if (newest.used_for !== null) return 'used'
  return clock.now() < newest.created_at + PAYMENT_CODE_LIFE_MS ? 'good' : 'expired'
}

/** The same of each wallet that has payment codes. */
export type CodeStates = Readonly<Record<'wechat' | 'alipay' | 'qq', CodeState | null>>

/** How the newest code of each wallet is. */
export async function codeStatesOf(payer: Payer, wallets: Wallets): Promise<CodeStates> {
  const [wechat, alipay, qq] = await Promise.all([codeStateOf(payer, 'wechat', wallets), codeStateOf(payer, 'alipay', wallets), codeStateOf(payer, 'qq', wallets)])
  return { wechat, alipay, qq }
}
