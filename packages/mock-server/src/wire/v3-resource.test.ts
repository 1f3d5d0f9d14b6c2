import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOTIFIED, SEALED } from '../../test/wechat-v3-vectors'
import { openResource, sealResource } from './v3-resource'

const KEY = 'k'.repeat(32)
const sealed = sealResource('{"a":1}', KEY, { nonce: 'n'.repeat(12), associated_data: 'transaction' })

describe('what a notify of WeChat Pay v3 seals', () => {
  test('opens where it was published', () => {
    expect(openResource(SEALED.resource, SEALED.key)).toBe(SEALED.plaintext)
    const { resource: { ciphertext, nonce, associated_data } } = JSON.parse(NOTIFIED.body)
    expect(openResource({ ciphertext, nonce, associated_data }, NOTIFIED.key)).toBe(NOTIFIED.plaintext)
  })

  test('is what was published', () => {
    expect(sealResource(SEALED.plaintext, SEALED.key, SEALED.resource)).toStrictEqual(SEALED.resource)
  })

  test('opens with its key whatever it says', () => {
    assert(property(string({ unit: 'grapheme' }), (text) => {
      expect(openResource(sealResource(text, KEY, { nonce: 'n'.repeat(12), associated_data: '' }), KEY)).toBe(text)
    }))
  })

  test.each([
    ['another key', { ...sealed }, 'x'.repeat(32)],
    ['another nonce', { ...sealed, nonce: 'm'.repeat(12) }, KEY],
    ['other data beside it', { ...sealed, associated_data: 'refund' }, KEY],
    ['another text', { ...sealed, ciphertext: `A${sealed.ciphertext.slice(1)}` }, KEY],
    ['a shorter tag', { ...sealed, ciphertext: Buffer.from(sealed.ciphertext, 'base64').subarray(0, -4).toString('base64') }, KEY],
    ['no tag', { ...sealed, ciphertext: 'AAAA' }, KEY],
    ['another spelling', { ...sealed, ciphertext: `${sealed.ciphertext}\n` }, KEY],
    ['no nonce', { ...sealed, nonce: '' }, KEY],
  ])('rule 8: does not open with %s', (_, resource, key) => {
    expect(openResource(resource, key)).toBeUndefined()
  })

  test('needs a key of 32 bytes', () => {
    expect(() => sealResource('', 'short', { nonce: 'n'.repeat(12), associated_data: '' })).toThrow(RangeError)
  })
})
