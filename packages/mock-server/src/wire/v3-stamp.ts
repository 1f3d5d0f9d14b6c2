import type { KeyLike } from 'node:crypto'
import type { Random } from '../ports/random'
import { nonce } from '../ports/random-text'
import { V3_SCHEME } from './v3-authorization'
import { answerText, signV3, verifyV3, type SignedBody } from './v3-sign'

/** How far the clocks of the two sides may be apart, in milliseconds. */
const V3_WINDOW_MS = 5 * 60_000

/** What the platform signs its answers and notifies with. */
export interface Stamping {
  /** Names the key: `PUB_KEY_ID_…`, or the serial of a certificate. */
  readonly serial: string
  readonly privateKey: KeyLike
  readonly random: Random
  readonly now: number
}

/** The platform's key as the merchant knows it. */
export interface PlatformKey { readonly serial: string, readonly publicKey: KeyLike }

/** Whether a message's seconds are within five minutes of `now`. */
export function isTimely(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now) <= V3_WINDOW_MS
}

/** The headers under which the platform answers or tells: its signature over the body. */
export function stampOf(body: SignedBody, { serial, privateKey, random, now }: Stamping): Readonly<Record<string, string>> {
  const stamp = { timestamp: String(Math.floor(now / 1000)), nonce: nonce(random) }
  return {
    'wechatpay-timestamp': stamp.timestamp,
    'wechatpay-nonce': stamp.nonce,
    'wechatpay-signature': signV3(answerText({ ...stamp, body }), privateKey),
    'wechatpay-signature-type': V3_SCHEME,
    'wechatpay-serial': serial,
  }
}

/** Whether a message is the platform's: signed by its key over this very body, and no older or newer than five minutes. */
export function isStamped(headers: Headers, body: SignedBody, { serial, publicKey }: PlatformKey, now: number): boolean {
  const [timestamp, nonceText] = [headers.get('wechatpay-timestamp') ?? '', headers.get('wechatpay-nonce') ?? '']
  if (headers.get('wechatpay-serial') !== serial || nonceText === '' || !isTimely(timestamp, now)) return false
  return verifyV3(answerText({ timestamp, nonce: nonceText, body }), headers.get('wechatpay-signature') ?? undefined, publicKey)
}
