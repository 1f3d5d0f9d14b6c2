import { findPaymentCode, usePaymentCode, type CodeRefusal } from '../payment-codes'
import type { ProviderName, Trade } from '../trade'
import type { Wallets } from '../wallets'
import { BusinessError } from './failure'

const WECHAT_CODE = /^1[0-5]\d{16}$/

// The texts are those of the real service; a cashier reads them.
const REFUSALS: Readonly<Record<CodeRefusal, readonly ['AUTH_CODE_INVALID' | 'AUTHCODEEXPIRE', string?]>> = {
  invalid: ['AUTH_CODE_INVALID', '101 付款码无效,请重新扫码'],
  used: ['AUTH_CODE_INVALID', '101 每个二维码仅限使用一次，请刷新再试'],
  expired: ['AUTHCODEEXPIRE'],
}
const QQ_EXPIRED = '二维码已过期，请用户在手机QQ上刷新后再试'

/** Checks the form of a payment code; digits that are another wallet's are told so. @throws {BusinessError} */
export function checkAuthCode(authCode: string): void {
  if (!/^\d+$/.test(authCode)) throw new BusinessError('AUTH_CODE_ERROR')
  if (!WECHAT_CODE.test(authCode)) throw new BusinessError('AUTH_CODE_INVALID', '请扫描微信支付授权码(以10/11/12/13/14/15为前缀的18位数字)')
}

/** Uses a payment code for a trade, and gives its payer's openid. @throws {BusinessError} nobody can be charged with it */
export async function useAuthCode(authCode: string, { id, provider }: Pick<Trade, 'id' | 'provider'>, wallets: Wallets): Promise<string> {
  return openidOf(await usePaymentCode(authCode, id, wallets), provider)
}

/** The openid of a payment code's payer; the code stays unused. @throws {BusinessError} */
export async function findAuthCode(authCode: string, wallets: Wallets): Promise<string> {
  return openidOf(await findPaymentCode(authCode, wallets))
}

function openidOf(found: { readonly openid: string } | CodeRefusal, provider: ProviderName = 'wechat'): string {
  if (typeof found !== 'string') return found.openid
  const [code, description] = REFUSALS[found]
  throw new BusinessError(code, provider === 'qq' && found === 'expired' ? QQ_EXPIRED : description)
}
