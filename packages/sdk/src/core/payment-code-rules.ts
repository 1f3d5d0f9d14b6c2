/** What payment codes (付款码) look like, as data. Pure; nothing here repeats a code except masked. */
import type { Provider } from './gateways'

/** Whose payment code it is. UnionPay's are known to be refused by name: no gateway takes them. */
export type PaymentCodeBrand = Exclude<Provider, 'paypal'> | 'unionpay'

/** How one brand's codes look: `min` to `max` digits after a prefix that no other brand has. */
export interface PaymentCodeRule {
  readonly brand: PaymentCodeBrand
  /** Matches the first two digits. */
  readonly prefix: RegExp
  readonly min: number
  readonly max: number
  /** The length that the wallet issues today: a shorter one may be the head of a longer one. */
  readonly usual: number
  /** Whose gateways charge it; a brand without one is refused by name. */
  readonly provider?: Provider
}

/** The wallets' own rules: WeChat and Alipay by their documents, QQ and UnionPay by what terminals accept. The prefixes never overlap. */
export const paymentCodeRules: readonly PaymentCodeRule[] = [
  { brand: 'wechat', prefix: /^1[0-5]/, min: 18, max: 18, usual: 18, provider: 'wechat' },
  { brand: 'alipay', prefix: /^(2[5-9]|30)/, min: 16, max: 24, usual: 18, provider: 'alipay' },
  { brand: 'qq', prefix: /^91/, min: 18, max: 18, usual: 18, provider: 'qq' },
  { brand: 'unionpay', prefix: /^62/, min: 19, max: 19, usual: 19 },
]

/** The rule of a code or the head of one, from two digits on; undefined for what can become none: another beginning, more digits than any, or no digit. */
export const ruleOfHead = (text: string, rules = paymentCodeRules): PaymentCodeRule | undefined =>
  /^\d+$/.test(text) ? rules.find(({ prefix, max }) => prefix.test(text) && text.length <= max) : undefined

/** The rule that a whole code obeys; undefined for a code that is cut off, too long, or none. */
export function ruleOfCode(code: string, rules = paymentCodeRules): PaymentCodeRule | undefined {
  const rule = ruleOfHead(code, rules)
  return rule && code.length >= rule.min ? rule : undefined
}

/** What may be shown or told of a scanned text: its first and last two characters, where that gives nothing away. */
export const maskPaymentCode = (text: string): string => (text.length < 12 ? '****' : `${text.slice(0, 2)}****${text.slice(-2)}`)
