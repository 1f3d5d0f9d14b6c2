import type { Random } from './random'

const DIGITS = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'

export const HEX = `${DIGITS}abcdef`
export const DECIMAL = DIGITS
export const BASE62 = `${DIGITS}${LOWER}${LOWER.toUpperCase()}`

/** `length` characters of `alphabet`, each equally likely. */
export function randomText(random: Random, alphabet: string, length: number): string {
  // A byte above the last whole multiple would favour the alphabet's first characters.
  const fair = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of random.bytes(length - text.length)) if (byte < fair) text += alphabet.charAt(byte % alphabet.length)
  }
  return text
}

/** A `nonce_str` as the wallets and the merchant both write it. */
export const nonce = (random: Random): string => randomText(random, BASE62, 32)
