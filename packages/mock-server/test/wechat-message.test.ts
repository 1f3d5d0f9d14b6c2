import { describe, expect, test } from 'vitest'
import { createMock, WALLETS } from './mock'
import { accountOf, order, postRaw, signed } from './wechat'

const PATHS = ['/pay/unifiedorder', '/pay/orderquery', '/pay/closeorder']

describe('a message to WeChat Pay', () => {
  test.each([
    ['plain text', (xml: string) => xml.replaceAll(/<!\[CDATA\[(.*?)\]\]>/g, '$1')],
    ['CDATA', (xml: string) => xml],
    ['a declaration', (xml: string) => `<?xml version="1.0"?>\n${xml}`],
  ])('may be written with %s, under any content type', async (_, write) => {
    const { server: { wallets } } = createMock()
    const account = await accountOf(wallets)
    for (const type of ['text/xml', 'application/xml', 'application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
      const answer = await postRaw(wallets, '/pay/unifiedorder', write(signed(order(), account)), { headers: { 'content-type': type } })
      expect(answer).toMatchObject({ return_code: 'SUCCESS', result_code: 'SUCCESS' })
    }
  })

  const hostile: [string, string | Uint8Array, string][] = [
    ['nothing', '', 'post数据为空'],
    ['broken UTF-8', Uint8Array.of(0x3c, 0x78, 0xff, 0xfe), '编码格式错误'],
    ['JSON', '{"appid":"x"}', 'XML格式错误'],
    ['a DTD', '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><appid>&x;</appid></xml>', 'XML格式错误'],
    ['a __proto__ field', '<xml><__proto__>1</__proto__></xml>', 'XML格式错误'],
    ['a field twice', '<xml><appid>1</appid><appid>2</appid></xml>', 'XML格式错误'],
    ['an open element', '<xml><appid>1</appid>', 'XML格式错误'],
    ['no field', '<xml></xml>', '缺少参数appid'],
  ]
  test.each(PATHS.flatMap((path) => hostile.map((row) => [path, ...row] as const)))('rule 8: %s refuses %s with return_code and return_msg alone', async (path, _, body, message) => {
    const { server: { wallets } } = createMock()
    expect(await postRaw(wallets, path, body)).toStrictEqual({ return_code: 'FAIL', return_msg: message })
  })

  test.each(['appid', 'mch_id', 'nonce_str', 'sign', 'body', 'out_trade_no', 'total_fee', 'spbill_create_ip', 'notify_url', 'trade_type', 'product_id'])('is refused without %s', async (name) => {
    const { server: { wallets } } = createMock()
    const account = await accountOf(wallets)
    expect(await postRaw(wallets, '/pay/unifiedorder', signed(order({ [name]: undefined }), account))).toStrictEqual({ return_code: 'FAIL', return_msg: `缺少参数${name}` })
  })

  test.each([
    ['a wrong key', {}, { key: 'x'.repeat(32) }],
    ['no right signature', { sign: 'A'.repeat(32) }, {}],
    ['a sign_type that is none', { sign_type: 'RSA' }, {}],
    ['a sign_type that is not the one used', { sign_type: 'HMAC-SHA256' }, {}],
  ])('rule 8: is refused with %s, and makes no order', async (_, change, signing) => {
    const mock = createMock()
    const account = await accountOf(mock.server.wallets)
    const fields = order()
    expect(await postRaw(mock.server.wallets, '/pay/unifiedorder', signed({ ...fields, ...change }, account, signing))).toStrictEqual({ return_code: 'FAIL', return_msg: '签名错误' })
    const query = signed({ out_trade_no: fields['out_trade_no'] }, account)
    expect(await postRaw(mock.server.wallets, '/pay/orderquery', query)).toMatchObject({ err_code: 'ORDERNOTEXIST' })
  })

  test('is refused for an account that does not exist', async () => {
    const { server: { wallets } } = createMock()
    const account = await accountOf(wallets)
    expect(await postRaw(wallets, '/pay/unifiedorder', signed(order({ mch_id: '1000000000' }), account))).toStrictEqual({ return_code: 'FAIL', return_msg: 'MCHID不存在' })
  })

  test('is refused by another method than POST', async () => {
    const { server: { wallets } } = createMock()
    const answer = await wallets.fetch(`${WALLETS}/pay/unifiedorder`)
    expect(await answer.text()).toContain('请使用post方法')
  })

  test('rule 8: is refused when it is larger than 64 KiB, still in WeChat Pay\'s form', async () => {
    const { server: { wallets } } = createMock()
    const answer = await wallets.fetch(`${WALLETS}/pay/unifiedorder`, { method: 'POST', body: `<xml><a>${'x'.repeat(1_000_000)}</a></xml>` })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('<return_code><![CDATA[FAIL]]></return_code>')
  })
})
