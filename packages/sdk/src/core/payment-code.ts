/** Payment codes (付款码): what the payer's phone shows and the shop's scanner types. Pure, and never part of a message. */
import { HError } from '../errors'
import type { Provider } from './gateways'

/** The prefixes of the wallets never overlap, so that a code tells whose it is. */
const FORMS: readonly (readonly [Provider, RegExp])[] = [
  ['wechat', /^1[0-5]\d{16}$/],
  ['alipay', /^(2[5-9]|30)\d{14,22}$/],
  ['qq', /^91\d{16}$/],
]

/** Whose wallet shows such a code; undefined where it is none that we know. Blanks, which scanners add, do not count. */
export const providerOfPaymentCode = (code: string): Provider | undefined =>
  FORMS.find(([, form]) => form.test(code.replace(/\s/g, '')))?.[0]

/**
 * The code without blanks.
 * @throws HError 605 for what is no code of that wallet. The text does not repeat what was scanned.
 */
export function checkPaymentCode(code: unknown, provider: Provider): string {
  const text = typeof code === 'string' ? code.replace(/\s/g, '') : ''
  if (providerOfPaymentCode(text) === provider) return text
  throw new HError(605, `incorrect parameter type: this is no ${provider} payment code`, {
    hint: 'Have the payer show the payment code of the chosen wallet, and scan it again.',
  })
}
