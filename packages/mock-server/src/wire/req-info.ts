import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { decodeUtf8 } from '../http/body'

/** The cipher's key: the account's API key as lower-case hex MD5, whose 32 characters are the bytes. */
const keyOf = (apiKey: string): Buffer => Buffer.from(createHash('md5').update(apiKey, 'utf8').digest('hex'), 'ascii')

/** The `req_info` of a refund notify: AES-256-ECB with PKCS#7, in base64. */
export function sealReqInfo(text: string, apiKey: string): string {
  const cipher = createCipheriv('aes-256-ecb', keyOf(apiKey), null)
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** The text of a `req_info`, or nothing if it was not sealed with this key. */
export function openReqInfo(reqInfo: string, apiKey: string): string | undefined {
  const decipher = createDecipheriv('aes-256-ecb', keyOf(apiKey), null)
  try {
    return decodeUtf8(Buffer.concat([decipher.update(reqInfo, 'base64'), decipher.final()]))
  } catch {
    return undefined
  }
}
