import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { NOTIFY, NOTIFY_KEY } from '../../test/alipay-vectors'
import { alipaySignTypeOf, notifyText, requestText, signAlipay, verifyAlipay } from './alipay-sign'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const params = { app_id: '2014072300007148', method: 'alipay.trade.query', charset: 'utf-8', sign_type: 'RSA2', biz_content: '{"out_trade_no":"a&b=c"}', notify_url: '', version: '1.0' }

describe('Alipay\'s signature', () => {
  test('is over every non-empty parameter in ASCII order, raw, sign_type too', () => {
    expect(requestText({ ...params, sign: 'X', return_url: undefined })).toBe('app_id=2014072300007148&biz_content={"out_trade_no":"a&b=c"}&charset=utf-8&method=alipay.trade.query&sign_type=RSA2&version=1.0')
  })

  test('leaves sign_type out of a notify', () => {
    expect(notifyText({ sign: 'X', sign_type: 'RSA2', b: '2', a: '1' })).toBe('a=1&b=2')
  })

  test('holds for a notify that Alipay has published', () => {
    expect(verifyAlipay(notifyText(NOTIFY), NOTIFY['sign'], NOTIFY_KEY)).toBe(true)
  })

  test.each(Object.keys(NOTIFY).filter((name) => name !== 'sign' && name !== 'sign_type'))('rule 8: does not hold for that notify with another %s', (name) => {
    expect(verifyAlipay(notifyText({ ...NOTIFY, [name]: `${NOTIFY[name]}0` }), NOTIFY['sign'], NOTIFY_KEY)).toBe(false)
  })

  test.each(['RSA2', 'RSA'] as const)('by %s holds for the text that was signed, and for no other', (signType) => {
    const sign = signAlipay(requestText(params), privateKey, { signType })
    expect(verifyAlipay(requestText(params), sign, publicKey, { signType })).toBe(true)
    expect(verifyAlipay(`${requestText(params)} `, sign, publicKey, { signType })).toBe(false)
    expect(verifyAlipay(requestText(params), sign, other.publicKey, { signType })).toBe(false)
    expect(verifyAlipay(requestText(params), sign, publicKey, { signType: signType === 'RSA' ? 'RSA2' : 'RSA' })).toBe(false)
  })

  test.each([undefined, '', 'not base64!', '"', 'AAAA'])('rule 8: %s is no signature', (sign) => {
    expect(verifyAlipay('text', sign, publicKey)).toBe(false)
  })

  test('rule 8: a signature has one spelling', () => {
    const sign = signAlipay('text', privateKey)
    for (const spelling of [`${sign}\n`, ` ${sign}`, sign.replaceAll('=', ''), sign.replaceAll('+', '-').replaceAll('/', '_').replace(/=*$/, '')]) expect(verifyAlipay('text', spelling, publicKey)).toBe(false)
  })

  test('of bytes that are no UTF-8 is over the bytes', () => {
    const gbk = Buffer.from([0xc7, 0xef, 0xbf, 0xe3]).toString('latin1')
    const sign = signAlipay(`subject=${gbk}`, privateKey, { encoding: 'latin1' })
    expect(verifyAlipay(`subject=${gbk}`, sign, publicKey, { encoding: 'latin1' })).toBe(true)
    expect(verifyAlipay(`subject=${gbk}`, sign, publicKey)).toBe(false)
  })

  test.each([['RSA2', 'RSA2'], ['RSA', 'RSA'], ['rsa2', undefined], ['MD5', undefined], [undefined, undefined]])('sign_type %s is %s', (named, type) => {
    expect(alipaySignTypeOf(named)).toBe(type)
  })
})
