import { createHmac } from 'node:crypto'
import { DECIMAL, randomText } from '../ports/random-text'
import type { Payer } from './payers'
import type { Wallets } from './wallets'

/** A payment code that was shown, without its digits: whoever reads the store can't pay with it. */
export interface PaymentCode {
  /** A keyed hash of the digits. */
  readonly id: string
  readonly openid: string
  readonly created_at: number
  /** The `out_trade_no` that it was used for; a code is used once, whatever came of it. */
  readonly used_for: string | null
}

/** A payment code is good for one minute. */
export const PAYMENT_CODE_LIFE_MS = 60_000

/** What the phone shows: the digits, and for how many seconds they are good. */
export interface ShownCode { readonly auth_code: string, readonly expires_in: number }

/** Why a payment code is not taken: nobody was shown it, its minute is over, or it was used. */
export type CodeRefusal = 'invalid' | 'expired' | 'used'

/** Makes a payer a fresh code of 18 digits that start with 10 to 15, as WeChat's do. */
export async function issuePaymentCode({ id: openid }: Payer, wallets: Wallets): Promise<ShownCode> {
  const { random, clock, paymentCodes } = wallets
  const prefix = `1${randomText(random, '012345', 1)}`
  const authCode = `${prefix}${randomText(random, DECIMAL, 16)}`
  await paymentCodes.insert({ id: await idOf(authCode, wallets), openid, created_at: clock.now(), used_for: null })
  return { auth_code: authCode, expires_in: PAYMENT_CODE_LIFE_MS / 1000 }
}

/** Uses a code for an order, and gives the payer's openid; of two at once, one gets it. */
export async function usePaymentCode(authCode: string, outTradeNo: string, wallets: Wallets): Promise<{ readonly openid: string } | CodeRefusal> {
  const code = await findPaymentCode(authCode, wallets)
  if (typeof code === 'string') return code
  const updated = await wallets.paymentCodes.update(code.id, (current) => ({ ...current, used_for: current.used_for ?? outTradeNo }))
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
  return createHmac('sha256', (await credentials()).key).update(authCode).digest('hex')
}
