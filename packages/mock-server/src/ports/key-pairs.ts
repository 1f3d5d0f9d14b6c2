import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'

/** An RSA key in PEM: PKCS #8, and SPKI. */
export interface KeyPair { readonly privateKey: string, readonly publicKey: string }

/** Whose key a pair is. */
export type KeyOwner = 'wechat-merchant' | 'wechat-platform' | 'alipay-merchant' | 'alipay-platform'

/** Where RSA keys come from. A pair takes a tenth of a second or more, so that it is asked for when it is needed first. */
export type KeyPairs = (owner: KeyOwner) => Promise<KeyPair>

const generate = promisify(generateKeyPair)

/** Creates a source of fresh keys, one pair for each owner. Tests are content with `modulusLength` 1024. */
export function createKeyPairs(modulusLength = 2048): KeyPairs {
  const made = new Map<KeyOwner, Promise<KeyPair>>()
  return (owner) => {
    const pair = made.get(owner) ?? newPair(modulusLength)
    made.set(owner, pair)
    return pair
  }
}

function newPair(modulusLength: number): Promise<KeyPair> {
  return generate('rsa', {
    modulusLength,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
}

/** This process's own keys: servers that live side by side, as in tests, share them and wait for them once. */
export const processKeyPairs: KeyPairs = createKeyPairs()
