import { createDecipheriv, createHash } from 'node:crypto'
import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openReqInfo, sealReqInfo } from './req-info'

const KEY = '192006250b4c09247ec02edce69f6a2d'

describe('req_info', () => {
  test('is AES-256-ECB under the lower-case hex MD5 of the API key, in base64', () => {
    const sealed = sealReqInfo('<root><refund_fee>10</refund_fee></root>', KEY)
    const decipher = createDecipheriv('aes-256-ecb', createHash('md5').update(KEY).digest('hex'), null)
    expect(decipher.update(sealed, 'base64', 'utf8') + decipher.final('utf8')).toBe('<root><refund_fee>10</refund_fee></root>')
  })

  test('reads back whatever was sealed', () => {
    assert(property(string({ unit: 'grapheme' }), (text) => { expect(openReqInfo(sealReqInfo(text, KEY), KEY)).toBe(text) }))
  })

  test.each(['', 'x', '%%%', sealReqInfo('text', 'k'.repeat(32)), sealReqInfo('text', KEY).slice(4)])('rule 8: is nothing where it was not sealed with the key: "%s"', (text) => {
    expect(openReqInfo(text, KEY)).toBeUndefined()
  })
})
