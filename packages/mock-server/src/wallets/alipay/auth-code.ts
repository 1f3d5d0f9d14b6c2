import { findPaymentCode, usePaymentCode } from '../payment-codes'
import type { Wallets } from '../wallets'
import { AlipayFailure } from './failure'

const ALIPAY_CODE = /^(25|26|27|28|29|30)\d{14,22}$/

/** Checks that digits are an Alipay payment code's. @throws {AlipayFailure} */
export function checkAuthCode(authCode: string): void {
  if (!ALIPAY_CODE.test(authCode)) throw new AlipayFailure('ACQ.PAYMENT_AUTH_CODE_INVALID')
}

/** Whose a payment code is that can be used now. @throws {AlipayFailure} */
export async function buyerOf(authCode: string, wallets: Wallets): Promise<string> {
  const found = await findPaymentCode(authCode, wallets)
  if (typeof found === 'string') throw new AlipayFailure('ACQ.PAYMENT_AUTH_CODE_INVALID')
  return found.openid
}

/** Uses a payment code for a trade; it is used then, whatever comes of the trade. @throws {AlipayFailure} */
export async function useAuthCode(authCode: string, tradeId: string, wallets: Wallets): Promise<void> {
  if (typeof (await usePaymentCode(authCode, tradeId, wallets)) === 'string') throw new AlipayFailure('ACQ.PAYMENT_AUTH_CODE_INVALID')
}
