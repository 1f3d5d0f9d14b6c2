import type { KeyLike } from 'node:crypto'
import { signAlipay, verifyAlipay, type AlipaySignType } from './alipay-sign'

/** The content of an answer's node. */
export type AlipayNode = Readonly<Record<string, unknown>>

/** How an answer is written. */
export interface Sealing {
  /** Nothing where nobody's key is known to sign with. */
  readonly privateKey: KeyLike | undefined
  readonly signType?: AlipaySignType
  /** Writes nothing but ASCII, which means the same in every charset. @default false */
  readonly isAscii?: boolean
}

/** The name of the node that a method's answer is in. */
export const responseKeyOf = (method: string): string => `${method.replaceAll('.', '_')}_response`

/**
 * An answer as Alipay writes it: one node, and the signature over exactly the node's text. A `/` is written `\/`, which some
 * clients rebuild before they verify.
 */
export function sealResponse(key: string, node: AlipayNode, { privateKey, signType = 'RSA2', isAscii = false }: Sealing): string {
  const text = isAscii ? asciiOf(rawJson(node)) : rawJson(node)
  const sign = privateKey === undefined ? '' : `,"sign":${rawJson(signAlipay(text, privateKey, { signType }))}`
  return `{"${key}":${text}${sign}}`
}

/**
 * The node of an answer whose signature holds over the node as it was written; nothing for an answer that says something else, or
 * whose signature does not hold.
 */
export function openResponse(raw: string, key: string, publicKey: KeyLike): AlipayNode | undefined {
  const written = /^\s*\{\s*"([a-z_]+)"\s*:\s*(\{.*\})\s*,\s*"sign"\s*:\s*"([0-9A-Za-z+/=\\]+)"\s*\}\s*$/s.exec(raw)
  const [, name, text = '', sign = ''] = written ?? []
  if (name !== key || !verifyAlipay(text, sign.replaceAll(String.raw`\/`, '/'), publicKey)) return undefined
  return objectOf(text)
}

function objectOf(text: string): AlipayNode | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.assign(Object.create(null), value) : undefined
  } catch {
    return undefined
  }
}

const rawJson = (value: unknown): string => JSON.stringify(value).replaceAll('/', String.raw`\/`)

const asciiOf = (json: string): string => json.replaceAll(/[\u0080-\uffff]/g, (unit) => String.raw`\u${unit.codePointAt(0)?.toString(16).padStart(4, '0')}`)
