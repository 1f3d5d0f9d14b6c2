import { createHmac } from 'node:crypto'
import { KINDS } from './kinds'
import type { Payer } from './payers'
import type { ProviderName } from './trade'
import type { Wallets } from './wallets'

/** A payment code that was shown, without its digits: whoever reads the store can't pay with it. */
export interface PaymentCode {
  /** A keyed hash of the digits. */
  readonly id: string
  readonly provider: ProviderName
  /** Whose it is, by the provider's own id. */
  readonly openid: string
  readonly created_at: number
  /** The trade that it was used for; a code is used once, whatever came of it. */
  readonly used_for: string | null
}

/** A payment code is good for one minute. */
export const PAYMENT_CODE_LIFE_MS = 60_000

/** What the phone shows: the digits, and for how many seconds they are good. */
export interface ShownCode { readonly auth_code: string, readonly expires_in: number }

/** Why a payment code is not taken: nobody was shown it, its minute is over, or it was used. */
export type CodeRefusal = 'invalid' | 'expired' | 'used'

/** Makes a payer a fresh code of a wallet that has them. */
export async function issuePaymentCode({ ids }: Payer, provider: ProviderName, wallets: Wallets): Promise<ShownCode> {
  const { random, clock, paymentCodes } = wallets
  const authCode = KINDS[provider].newPaymentCode?.(random)
  if (authCode === undefined) throw new Error(`a wallet has no payment codes: ${provider}`)
  await paymentCodes.insert({ id: await idOf(authCode, wallets), provider, openid: ids[provider], created_at: clock.now(), used_for: null })
  return { auth_code: authCode, expires_in: PAYMENT_CODE_LIFE_MS / 1000 }
}

/** Uses a code for a trade, and gives the payer by the provider's own id; of two at once, one gets it. */
export async function usePaymentCode(authCode: string, tradeId: string, wallets: Wallets): Promise<{ readonly openid: string } | CodeRefusal> {
  const code = await findPaymentCode(authCode, wallets)
  if (typeof code === 'string') return code
  const updated = await wallets.paymentCodes.update(code.id, (current) => ({ ...current, used_for: current.used_for ?? tradeId }))
  return updated?.before.used_for === null ? { openid: code.openid } : 'used'
}

/** Looks a code up without using it. */
export async function findPaymentCode(authCode: string, wallets: Wallets): Promise<PaymentCode | CodeRefusal> {
  const code = await wallets.paymentCodes.get(await idOf(authCode, wallets))
  if (!code) return 'invalid'
  if (code.used_for !== null) return 'used'
  return wallets.clock.now() < code.created_at + PAYMENT_CODE_LIFE_MS ? code : 'expired'
}

async function idOf(authCode: string, { credentials }: Wallets): Promise<string> {
  return createHmac('sha256', (await credentials.wechat()).key).update(authCode).digest('hex')
}
