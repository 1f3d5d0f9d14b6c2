/** Payment codes (付款码): what the payer's phone shows and the shop's scanner types. Pure, and never part of a message. */
import { HError } from '../errors'
import type { Provider } from './gateways'
import { ruleOfCode } from './payment-code-rules'

/** Whose wallet shows such a code; undefined where it is none that can be charged. Blanks, which scanners add, do not count. */
export const providerOfPaymentCode = (code: string): Provider | undefined => ruleOfCode(code.replace(/\s/g, ''))?.provider

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
