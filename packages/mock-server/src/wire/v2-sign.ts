import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** How a WeChat Pay v2 message is signed. */
export type SignType = 'MD5' | 'HMAC-SHA256'

type Params = Readonly<Record<string, string | undefined>>

/** The text that is signed, without the key: every non-empty field but `sign`, in ASCII order. */
function signedText(params: Params): string {
  return Object.keys(params)
    .filter((name) => name !== 'sign' && params[name] !== undefined && params[name] !== '')
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => `${name}=${params[name]}`)
    .join('&')
}

/** The upper-case hex signature of `params`. */
export function signV2(params: Params, key: string, signType: SignType = 'MD5'): string {
  const text = `${signedText(params)}&key=${key}`
  const hash = signType === 'MD5' ? createHash('md5') : createHmac('sha256', key)
  return hash.update(text, 'utf8').digest('hex').toUpperCase()
}

/** Whether `params.sign` is the signature of the rest. */
export function verifyV2(params: Params, key: string, signType: SignType): boolean {
  const expected = Buffer.from(signV2(params, key, signType))
  const actual = Buffer.from(params['sign'] ?? '')
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

/** The `sign_type` of a message, MD5 where it names none; nothing where it names another. */
export function signTypeOf(params: Params): SignType | undefined {
  const named = params['sign_type']
  if (named === undefined || named === '') return 'MD5'
  return named === 'MD5' || named === 'HMAC-SHA256' ? named : undefined
}
