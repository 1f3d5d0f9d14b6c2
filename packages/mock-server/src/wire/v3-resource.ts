import { createCipheriv, createDecipheriv, type CipherGCM, type DecipherGCM } from 'node:crypto'
import { decodeUtf8 } from '../http/body'

/** What a notify of WeChat Pay v3 has sealed, and with what besides the key. */
export interface SealedResource {
  /** Base64 of the encrypted text and the tag of 16 bytes that vouches for it. */
  readonly ciphertext: string
  readonly nonce: string
  readonly associated_data: string
}

const TAG_BYTES = 16
const NONCE = /^[\x21-\x7e]{12,16}$/

// 32 bytes everywhere in production; the example that was published has 16.
const BITS: ReadonlyMap<number, 'aes-128-gcm' | 'aes-256-gcm'> = new Map([[16, 'aes-128-gcm'], [32, 'aes-256-gcm']])

/** Seals a text: AEAD_AES_256_GCM. */
export function sealResource(text: string, key: string, { nonce, associated_data }: Omit<SealedResource, 'ciphertext'>): SealedResource {
  const cipher: CipherGCM = createCipheriv(cipherOf(key), key, nonce).setAAD(Buffer.from(associated_data))
  return { ciphertext: Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64'), nonce, associated_data }
}

/** The text that was sealed; nothing where it was not sealed with this key, or anything about it was changed. */
export function openResource({ ciphertext, nonce, associated_data }: SealedResource, key: string): string | undefined {
  const bytes = Buffer.from(ciphertext, 'base64')
  if (bytes.length < TAG_BYTES || bytes.toString('base64') !== ciphertext || !NONCE.test(nonce)) return undefined
  try {
    const decipher: DecipherGCM = createDecipheriv(cipherOf(key), key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES)).setAAD(Buffer.from(associated_data))
    return decodeUtf8(Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]))
  } catch {
    return undefined
  }
}

function cipherOf(key: string): 'aes-128-gcm' | 'aes-256-gcm' {
  const cipher = BITS.get(Buffer.byteLength(key))
  if (!cipher) throw new RangeError('an API v3 key has 32 bytes')
  return cipher
}
