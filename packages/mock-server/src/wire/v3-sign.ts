import { createSign, createVerify, type KeyLike } from 'node:crypto'

/** A message's body, as text or as the bytes that arrived: the signature is over these. */
export type SignedBody = string | Uint8Array

/** A request as WeChat Pay v3 signs it. */
export interface SignedRequest {
  readonly method: string
  /** The path, with the query where there is one, as it goes over the wire. */
  readonly target: string
  /** Seconds since 1970. */
  readonly timestamp: string
  readonly nonce: string
  /** Empty for a GET. */
  readonly body: SignedBody
}

/** What a page's call of `getBrandWCPayRequest` is signed over. */
export interface BridgeCall { readonly appId: string, readonly timeStamp: string, readonly nonceStr: string, readonly package: string }

const lines = (...parts: readonly SignedBody[]): Buffer => Buffer.concat(parts.flatMap((part) => [Buffer.from(part), Buffer.from('\n')]))

/** The text that a request signs. */
export const requestText = ({ method, target, timestamp, nonce, body }: SignedRequest): Buffer => lines(method, target, timestamp, nonce, body)

/** The text that an answer and a notify sign. The answer 204 is signed over an empty body. */
export const answerText = ({ timestamp, nonce, body }: Pick<SignedRequest, 'timestamp' | 'nonce' | 'body'>): Buffer => lines(timestamp, nonce, body)

/** The text that `paySign` signs, where `signType` is RSA. */
export const bridgeText = ({ appId, timeStamp, nonceStr, package: prepay }: BridgeCall): Buffer => lines(appId, timeStamp, nonceStr, prepay)

/** The base64 signature of a text: RSA over SHA-256, PKCS #1 v1.5. */
export function signV3(text: Uint8Array, privateKey: KeyLike): string {
  return createSign('RSA-SHA256').update(text).sign(privateKey, 'base64')
}

/** Whether `signature` is a text's by the other side's key. */
export function verifyV3(text: Uint8Array, signature: string | undefined, publicKey: KeyLike): boolean {
  // A decoder forgives what is no base64, so that one signature would have many spellings.
  if (!signature || Buffer.from(signature, 'base64').toString('base64') !== signature) return false
  return createVerify('RSA-SHA256').update(text).verify(publicKey, signature, 'base64')
}
