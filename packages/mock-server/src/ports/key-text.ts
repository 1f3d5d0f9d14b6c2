import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** A private RSA key in PEM from what a provider's tool gives out: PEM, or the bare base64 of PKCS #8 or PKCS #1. Nothing for anything else. */
export function privateKeyOf(text: string | undefined): string | undefined {
  const der = bytesOf(text)
  const key = keyFrom([
    () => createPrivateKey(text ?? ''),
    () => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    () => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }),
  ])
  return key && String(key.export({ type: 'pkcs8', format: 'pem' }))
}

/** A public RSA key in PEM: from PEM, or the bare base64 of SPKI. A private key is refused: it is somebody's mistake. */
export function publicKeyOf(text: string | undefined): string | undefined {
  if (text === undefined || privateKeyOf(text) !== undefined) return undefined
  const key = keyFrom([() => createPublicKey(text), () => createPublicKey({ key: bytesOf(text), format: 'der', type: 'spki' })])
  return key && String(key.export({ type: 'spki', format: 'pem' }))
}

const bytesOf = (text = ''): Buffer => Buffer.from(text, 'base64')

function keyFrom(ways: readonly (() => KeyObject)[]): KeyObject | undefined {
  for (const way of ways) {
    try {
      const key = way()
      if (key.asymmetricKeyType === 'rsa') return key
    } catch {
      // The next way may read it.
    }
  }
  return undefined
}
