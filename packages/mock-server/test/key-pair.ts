import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate and its key, in PEM. */
export interface KeyPair { readonly cert: string, readonly key: string }

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
const octets = (...bytes: readonly number[]): Buffer => Buffer.from(bytes)
const oid = (...bytes: readonly number[]): Buffer => der(0x06, octets(...bytes))

const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const VERSION_3 = der(0xa0, der(0x02, octets(2)))
const FROM_2020_TO_2049 = sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')))
const FOR_127_0_0_1 = sequence(oid(0x55, 0x1d, 0x11), der(0x04, sequence(der(0x87, octets(127, 0, 0, 1)))))

/** Makes a self-signed certificate (RFC 5280) for 127.0.0.1, for this run alone. */
export function makeKeyPair(name: string): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))))
  const content = sequence(
    VERSION_3, der(0x02, octets(1)), ECDSA_WITH_SHA256, subject, FROM_2020_TO_2049, subject,
    publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(FOR_127_0_0_1)),
  )
  const certificate = sequence(content, ECDSA_WITH_SHA256, der(0x03, octets(0), sign('sha256', content, privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return {
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}
