import { describe, expect, test } from 'vitest'
import { readAuthorization, writeAuthorization } from './v3-authorization'

const PARTS = { mchid: '1900000109', nonce_str: 'n', signature: 'a+b/c==', timestamp: '1', serial_no: 'AB' }
const HEADER = writeAuthorization(PARTS)

describe('the Authorization of WeChat Pay v3', () => {
  test('comes back as it was written, in whatever order', () => {
    expect(readAuthorization(HEADER)).toStrictEqual(PARTS)
    expect(readAuthorization('WECHATPAY2-SHA256-RSA2048 serial_no="AB", signature="a+b/c==" , timestamp="1",nonce_str="n",mchid="1900000109"')).toStrictEqual(PARTS)
  })

  test.each([
    ['nothing', undefined],
    ['another scheme', HEADER.replace('RSA2048', 'SM3')],
    ['a scheme alone', 'WECHATPAY2-SHA256-RSA2048'],
    ['a part missing', HEADER.replace('timestamp="1",', '')],
    ['an empty part', HEADER.replace('"AB"', '""')],
    ['a part twice', `${HEADER},mchid="1"`],
    ['something between', HEADER.replace('timestamp', 'x timestamp')],
    ['something behind', `${HEADER} x`],
    ['no quotes', HEADER.replaceAll('"', '')],
  ])('rule 8: with %s is none', (_, header) => {
    expect(readAuthorization(header)).toBeUndefined()
  })
})
