import { describe, expect, test } from 'vitest'
import { signTypeOf, signV2, verifyV2 } from './v2-sign'

// WeChat Pay's published example.
const params = { appid: 'wxd930ea5d5a258f4f', mch_id: '10000100', device_info: '1000', body: 'test', nonce_str: 'ibuaiVcKdpRxkhJA' }
const key = '192006250b4c09247ec02edce69f6a2d'
const MD5 = '9A0A8659F005D6984697E2CA0A9CF3B7'
const HMAC = '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6'

describe('the v2 signature', () => {
  test('is the published one', () => {
    expect(signV2(params, key)).toBe(MD5)
    expect(signV2(params, key, 'HMAC-SHA256')).toBe(HMAC)
  })

  test('leaves out sign and what is empty', () => {
    expect(signV2({ ...params, sign: 'X', attach: '', detail: undefined }, key)).toBe(MD5)
  })

  test('holds for the message that was signed', () => {
    expect(verifyV2({ ...params, sign: MD5 }, key, 'MD5')).toBe(true)
    expect(verifyV2({ ...params, sign: HMAC }, key, 'HMAC-SHA256')).toBe(true)
  })

  test.each([
    ['a changed field', { ...params, body: 'tesu', sign: MD5 }, key],
    ['a further field', { ...params, total_fee: '1', sign: MD5 }, key],
    ['another key', { ...params, sign: MD5 }, key.replace('1', '2')],
    ['lower case', { ...params, sign: MD5.toLowerCase() }, key],
    ['no signature', params, key],
    ['the other algorithm', { ...params, sign: HMAC }, key],
  ])('rule 8: does not hold with %s', (_, message, usedKey) => {
    expect(verifyV2(message, usedKey, 'MD5')).toBe(false)
  })

  test.each([[undefined, 'MD5'], ['', 'MD5'], ['MD5', 'MD5'], ['HMAC-SHA256', 'HMAC-SHA256'], ['md5', undefined], ['RSA', undefined]])('sign_type %s is %s', (named, type) => {
    expect(signTypeOf({ sign_type: named })).toBe(type)
  })
})
