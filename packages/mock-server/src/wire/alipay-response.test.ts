import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { RESPONSE, RESPONSE_KEY } from '../../test/alipay-vectors'
import { openResponse, responseKeyOf, sealResponse } from './alipay-response'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const NODE = { code: '10000', msg: 'Success', qr_code: 'https://qr.alipay.com/bax03021gvyzseafeutr60ea', subject: '秋裤 "sign" }{', list: [{ amount: '0.10' }] }

describe('Alipay\'s answers', () => {
  test('are in a node named by the method', () => {
    expect(responseKeyOf('alipay.trade.fastpay.refund.query')).toBe('alipay_trade_fastpay_refund_query_response')
  })

  test('one that Alipay has published opens', () => {
    expect({ ...openResponse(RESPONSE, 'alipay_open_file_upload_response', RESPONSE_KEY) }).toStrictEqual({ code: '10000', msg: 'Success', file_id: 'CAxAToWB1JsAAAAAAAAAAAAADgSLAQBr' })
  })

  test('escape the slash, and open as they were', () => {
    const raw = sealResponse('a_response', NODE, { privateKey })
    expect(raw).toContain(String.raw`"qr_code":"https:\/\/qr.alipay.com\/bax03021gvyzseafeutr60ea"`)
    expect(JSON.parse(raw)).toMatchObject({ a_response: NODE })
    expect({ ...openResponse(raw, 'a_response', publicKey) }).toStrictEqual(NODE)
  })

  test('can be all ASCII, and mean the same', () => {
    const raw = sealResponse('a_response', { subject: '秋裤🧦' }, { privateKey, isAscii: true })
    expect(raw).toMatch(/^[\x20-\x7E]*$/)
    expect({ ...openResponse(raw, 'a_response', publicKey) }).toStrictEqual({ subject: '秋裤🧦' })
  })

  test('without a key to sign with have no signature', () => {
    expect(sealResponse('error_response', { code: '40002' }, { privateKey: undefined })).toBe('{"error_response":{"code":"40002"}}')
  })

  test.each([
    ['another method\'s answer', sealResponse('b_response', NODE, { privateKey })],
    ['a changed node', sealResponse('a_response', NODE, { privateKey }).replace('10000', '10003')],
    ['no signature', sealResponse('a_response', NODE, { privateKey: undefined })],
    ['another key\'s signature', sealResponse('a_response', NODE, { privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey })],
    ['a second node before it', sealResponse('a_response', NODE, { privateKey }).replace('{', '{"a_response":{"code":"10000"},')],
    ['a second node after it', sealResponse('a_response', NODE, { privateKey }).replace(/\}$/, ',"a_response":{"code":"10000"}}')],
    ['no JSON', 'nothing'],
  ])('rule 8: one with %s does not open', (_, raw) => {
    expect(openResponse(raw, 'a_response', publicKey)).toBeUndefined()
  })
})
