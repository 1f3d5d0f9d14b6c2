import { createSign, createVerify, type KeyLike } from 'node:crypto'

/** How an Alipay message is signed: RSA over SHA-256, or over SHA-1 by those who began long ago. */
export type AlipaySignType = 'RSA2' | 'RSA'

/** Named texts. Where a message's charset is not UTF-8, each is its bytes, one character a byte. */
export type AlipayParams = Readonly<Record<string, string | undefined>>

/** What a signed text is made of: its algorithm, and how its characters become the bytes that are signed. */
export interface Signing {
  /** @default 'RSA2' */
  readonly signType?: AlipaySignType
  /** `latin1` where each character stands for one byte. @default 'utf8' */
  readonly encoding?: 'utf8' | 'latin1'
}

const ALGORITHMS: Readonly<Record<AlipaySignType, string>> = { RSA2: 'RSA-SHA256', RSA: 'RSA-SHA1' }

/** The `sign_type` that a message names; nothing for any other word. */
export const alipaySignTypeOf = (named: string | undefined): AlipaySignType | undefined => (named === 'RSA2' || named === 'RSA' ? named : undefined)

/** The text that a request signs: every non-empty parameter but `sign`, in ASCII order, raw. `sign_type` is part of it. */
export function requestText(params: AlipayParams): string {
  return joined(params, ['sign'])
}

/** The text that a notify and a return sign: as a request's, and without `sign_type`. */
export function notifyText(params: AlipayParams): string {
  return joined(params, ['sign', 'sign_type'])
}

/** The base64 signature of a text. */
export function signAlipay(text: string, privateKey: KeyLike, { signType = 'RSA2', encoding = 'utf8' }: Signing = {}): string {
  return createSign(ALGORITHMS[signType]).update(text, encoding).sign(privateKey, 'base64')
}

/** Whether `sign` is the signature of a text by the other side's key. */
export function verifyAlipay(text: string, sign: string | undefined, publicKey: KeyLike, { signType = 'RSA2', encoding = 'utf8' }: Signing = {}): boolean {
  // A decoder forgives what is no base64, so that one signature would have many spellings.
  if (!sign || Buffer.from(sign, 'base64').toString('base64') !== sign) return false
  return createVerify(ALGORITHMS[signType]).update(text, encoding).verify(publicKey, sign, 'base64')
}

function joined(params: AlipayParams, left: readonly string[]): string {
  return Object.keys(params)
    .filter((name) => !left.includes(name) && params[name] !== undefined && params[name] !== '')
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => `${name}=${params[name]}`)
    .join('&')
}
