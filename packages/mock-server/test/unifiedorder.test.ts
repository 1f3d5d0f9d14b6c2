import { describe, expect, test } from 'vitest'
import { createMock } from './mock'
import { accountOf, call, order } from './wechat'

const PATH = '/pay/unifiedorder'

describe('unifiedorder', () => {
  test.each(['MD5', 'HMAC-SHA256'] as const)('answers a %s request in the same signature, with the ids of the real service\'s form', async (signType) => {
    const { server: { wallets } } = createMock()
    const { appid, mch_id } = await accountOf(wallets)
    expect(appid).toMatch(/^wx[0-9a-f]{16}$/)
    expect(mch_id).toMatch(/^\d{10}$/)
    const answer = await call(wallets, PATH, order({ device_info: 'till-1' }), { signType })
    expect(answer).toStrictEqual({
      return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS', appid, mch_id, device_info: 'till-1', trade_type: 'NATIVE',
      nonce_str: expect.stringMatching(/^[0-9A-Za-z]{32}$/),
      sign: expect.stringMatching(signType === 'MD5' ? /^[0-9A-F]{32}$/ : /^[0-9A-F]{64}$/),
      prepay_id: expect.stringMatching(/^wx20260101080000[0-9a-f]{20}$/),
      code_url: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=[0-9A-Za-z]{7,12}$/),
    })
  })

  test('gives the same order a fresh code as long as it can be paid, and both codes lead to it', async () => {
    const mock = createMock()
    const { wallets } = mock.server
    const fields = order()
    const first = await call(wallets, PATH, fields)
    const second = await call(wallets, PATH, fields)
    expect(second['result_code']).toBe('SUCCESS')
    expect(second['code_url']).not.toBe(first['code_url'])
    for (const { code_url: content } of [first, second]) expect((await mock.phone('scan', { content })).body).toMatchObject({ out_trade_no: fields['out_trade_no'] })
  })

  test('makes one trade of two requests that come at once', async () => {
    const { server: { wallets } } = createMock()
    const fields = order()
    const answers = await Promise.all([call(wallets, PATH, fields), call(wallets, PATH, fields), call(wallets, PATH, { ...fields, total_fee: '11' })])
    expect(answers.map((answer) => answer['result_code'])).toStrictEqual(['SUCCESS', 'SUCCESS', 'FAIL'])
  })

  test('gives an order without time_expire a fresh code after the first one\'s two hours', async () => {
    const mock = createMock()
    const { wallets } = mock.server
    const fields = order()
    const { code_url: content } = await call(wallets, PATH, fields)
    await mock.clock.advance(2 * 3_600_000 - 1)
    expect((await mock.phone('scan', { content })).status).toBe(200)
    await mock.clock.advance(1)
    expect((await mock.phone('scan', { content })).body).toMatchObject({ error: 'expired' })
    const fresh = await call(wallets, PATH, fields)
    expect((await mock.phone('scan', { content: fresh['code_url'] })).status).toBe(200)
  })

  test.each<[string, Record<string, string>]>([
    ['total_fee', { total_fee: '11' }], ['body', { body: '别的' }], ['time_expire', { time_expire: '20260101090000' }], ['notify_url', { notify_url: 'http://127.0.0.1:8787/other' }], ['attach', { attach: 'x' }],
  ])('refuses the number again with another %s', async (_, change) => {
    const { server: { wallets } } = createMock()
    const fields = order()
    await call(wallets, PATH, fields)
    expect(await call(wallets, PATH, { ...fields, ...change })).toMatchObject({ return_code: 'SUCCESS', result_code: 'FAIL', err_code: 'INVALID_REQUEST', err_code_des: '201 商户订单号重复' })
  })

  test('says ORDERPAID and ORDERCLOSED to an order that is over', async () => {
    const mock = createMock()
    const { wallets } = mock.server
    const paid = order()
    await mock.phone('pay', { content: (await call(wallets, PATH, paid))['code_url'] })
    expect(await call(wallets, PATH, paid)).toMatchObject({ result_code: 'FAIL', err_code: 'ORDERPAID', err_code_des: '商户订单已支付' })
    const closed = order()
    await call(wallets, PATH, closed)
    await call(wallets, '/pay/closeorder', { out_trade_no: closed['out_trade_no'] })
    expect(await call(wallets, PATH, closed)).toMatchObject({ result_code: 'FAIL', err_code: 'ORDERCLOSED' })
    const over = order({ time_expire: '20260101080200' })
    await call(wallets, PATH, over)
    await mock.clock.advance(120_000)
    expect(await call(wallets, PATH, over)).toMatchObject({ result_code: 'FAIL', err_code: 'ORDERCLOSED' })
  })

  // The clock stands at 2026-01-01 08:00:00 in Beijing.
  test.each<[string, Record<string, string>, string]>([
    ['a trade_type of apps, which the account has not', { trade_type: 'APP' }, 'NOAUTH'],
    ['a trade_type that does not', { trade_type: 'FOO' }, 'INVALID_REQUEST'],
    ['a total_fee of 0', { total_fee: '0' }, 'INVALID_REQUEST'],
    ['a negative total_fee', { total_fee: '-1' }, 'INVALID_REQUEST'],
    ['a total_fee in yuan', { total_fee: '0.10' }, 'INVALID_REQUEST'],
    ['a short out_trade_no', { out_trade_no: '12345' }, 'INVALID_REQUEST'],
    ['a long out_trade_no', { out_trade_no: 'a'.repeat(33) }, 'INVALID_REQUEST'],
    ['an out_trade_no with a space', { out_trade_no: 'abc 1234' }, 'INVALID_REQUEST'],
    ['a notify_url with a query', { notify_url: 'http://127.0.0.1/n?a=1' }, 'INVALID_REQUEST'],
    ['a notify_url that is no address', { notify_url: '/notify' }, 'INVALID_REQUEST'],
    ['a body of 129 characters', { body: '裤'.repeat(129) }, 'INVALID_REQUEST'],
    ['an attach of 128 characters', { attach: 'a'.repeat(128) }, 'INVALID_REQUEST'],
    ['another currency', { fee_type: 'USD' }, 'INVALID_REQUEST'],
    ['a time_expire that is no time', { time_expire: '2026-01-01' }, 'INVALID_REQUEST'],
    ['a time_expire within a minute', { time_expire: '20260101080059' }, 'INVALID_REQUEST'],
    ['a time_expire in the past', { time_expire: '20251231000000' }, 'INVALID_REQUEST'],
    ['a time_expire too close to time_start', { time_start: '20260101090000', time_expire: '20260101090030' }, 'INVALID_REQUEST'],
    ['an appid of another merchant', { appid: 'wx0123456789abcdef' }, 'APPID_MCHID_NOT_MATCH'],
    ['no real appid', { appid: 'wx1' }, 'APPID_NOT_EXIST'],
  ])('refuses %s as a business failure, signed and with the request\'s identity', async (_, change, code) => {
    const { server: { wallets } } = createMock()
    const { appid, mch_id } = await accountOf(wallets)
    const answer = await call(wallets, PATH, order(change))
    expect(answer).toMatchObject({ return_code: 'SUCCESS', return_msg: 'OK', result_code: 'FAIL', err_code: code, appid: change['appid'] ?? appid, mch_id })
    expect(answer['err_code_des']).toBeTruthy()
    expect(answer).not.toHaveProperty('code_url')
  })

  test('takes what is just inside its limits', async () => {
    const { server: { wallets } } = createMock()
    for (const change of [{ total_fee: '1' }, { total_fee: '9999999999' }, { body: '裤'.repeat(128) }, { out_trade_no: 'a|b*-_' }, { time_expire: '20260101080100' }, { profit_sharing: 'Y' }]) {
      expect(await call(wallets, PATH, order(change))).toMatchObject({ result_code: 'SUCCESS' })
    }
  })
})
