import { describe, expect, test } from 'vitest'
import { createMock, type Mock } from './mock'
import { qqAccountOf, qqCall, qqCharge, qqFields, qqOperator, qqOrder, qqPaid, qqSign } from './qq'

const CODE_URL = /^https:\/\/myun\.tenpay\.com\/mqq\/pay\/qrcode\.html\?_wv=1027&_bid=2183&t=(6V[0-9a-f]{30})$/

/** A mock whose merchants' notifies are caught, and acknowledged with `answers`, the last one for ever. */
function listening(answers: readonly string[] = ['<xml><return_code>SUCCESS</return_code></xml>']): { readonly mock: Mock, readonly notifies: Record<string, string>[] } {
  const notifies: Record<string, string>[] = []
  const mock = createMock({
    async http(request) {
      notifies.push(qqFields(await request.text()))
      return new Response(answers[notifies.length - 1] ?? answers.at(-1))
    },
  })
  return { mock, notifies }
}

describe('the signature of the test\'s own signer', () => {
  const fields = { appid: 'wxd930ea5d5a258f4f', mch_id: '10000100', device_info: '1000', body: 'test', nonce_str: 'ibuaiVcKdpRxkhJA', empty: '' }
  test.each([
    ['MD5', '9A0A8659F005D6984697E2CA0A9CF3B7'],
    ['HMAC-SHA256', '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6'],
  ] as const)('by %s is the published one', (kind, sign) => {
    expect(qqSign(fields, '192006250b4c09247ec02edce69f6a2d', kind)).toBe(sign)
  })
})

describe('an order at the QQ wallet', () => {
  test.each(['MD5', 'HMAC-SHA256'] as const)('signed by %s gives a QR in the form of production, and is open', async (kind) => {
    const mock = createMock()
    const order = qqOrder()
    const placed = await qqCall(mock, 'unifiedOrder', order, kind)
    expect(placed).toMatchObject({ return_code: 'SUCCESS', result_code: 'SUCCESS', retcode: '0', retmsg: 'ok', trade_type: 'NATIVE', code_url: expect.stringMatching(CODE_URL) })
    expect(CODE_URL.exec(placed['code_url'] ?? '')?.[1]).toBe(placed['prepay_id'])
    expect(await qqCall(mock, 'orderQuery', { out_trade_no: order['out_trade_no'] }, kind)).toMatchObject({ trade_state: 'NOTPAY', trade_state_desc: '订单未支付', total_fee: '10' })
  })

  test('needs no appid, and echoes none', async () => {
    const mock = createMock()
    const placed = await qqCall(mock, 'unifiedOrder', qqOrder({ appid: undefined }))
    expect(placed).toMatchObject({ result_code: 'SUCCESS' })
    expect(placed).not.toHaveProperty('appid')
  })

  test('is paid on the phone by its QR, told of, and queried by both numbers', async () => {
    const { mock, notifies } = listening()
    const { mch_id, appid, key } = await qqAccountOf(mock)
    const out_trade_no = await qqPaid(mock, { attach: 'a&b', device_info: 'd1' })
    await mock.clock.advance(0)
    const [told = {}] = notifies
    expect(told).toStrictEqual({
      appid, mch_id, nonce_str: expect.any(String), sign: qqSign(told, key), device_info: 'd1', trade_type: 'NATIVE', trade_state: 'SUCCESS', bank_type: 'BALANCE', fee_type: 'CNY', total_fee: '10', cash_fee: '10',
      coupon_fee: '0', transaction_id: expect.stringMatching(new RegExp(`^${mch_id}20260101\\d{10}$`)), out_trade_no, attach: 'a&b', time_end: '20260101080000', openid: expect.stringMatching(/^[0-9A-F]{32}$/),
    })
    for (const name of [{ out_trade_no }, { transaction_id: told['transaction_id'] }, { transaction_id: told['transaction_id'], out_trade_no: 'other' }]) {
      expect(await qqCall(mock, 'orderQuery', name)).toMatchObject({ trade_state: 'SUCCESS', out_trade_no, transaction_id: told['transaction_id'], openid: told['openid'], attach: 'a&b' })
    }
  })

  test('is told of up WeChat Pay\'s ladder until XML says SUCCESS', async () => {
    const { mock, notifies } = listening(['success', '<xml><return_code>FAIL</return_code></xml>', '<xml><return_code>SUCCESS</return_code></xml>'])
    await qqPaid(mock)
    await mock.clock.advance(0)
    await mock.clock.advance(24 * 3_600_000)
    expect(notifies).toHaveLength(3)
  })

  test('has a number of its own: WeChat may have an order of the same', async () => {
    const mock = createMock()
    const { body } = await mock.create()
    await qqCall(mock, 'unifiedOrder', qqOrder({ out_trade_no: body.trade_no, total_fee: '77' }))
    expect(await qqCall(mock, 'orderQuery', { out_trade_no: body.trade_no })).toMatchObject({ total_fee: '77', trade_state: 'NOTPAY' })
    await mock.phone('pay', { content: body.code_url, password: '123456' })
    expect(await qqCall(mock, 'orderQuery', { out_trade_no: body.trade_no })).toMatchObject({ trade_state: 'NOTPAY' })
  })

  test('ordered again with the same fields is the same, with a fresh code', async () => {
    const mock = createMock()
    const order = qqOrder()
    const [first, second] = [await qqCall(mock, 'unifiedOrder', order), await qqCall(mock, 'unifiedOrder', order)]
    expect(second['prepay_id']).not.toBe(first['prepay_id'])
    await mock.phone('pay', { content: first['code_url'], password: '123456' })
    expect(await mock.phone('pay', { content: second['code_url'], password: '123456' })).toMatchObject({ status: 409 })
  })

  test('is over at its time_expire, and can be closed before', async () => {
    const mock = createMock()
    const [timed, closed] = [qqOrder({ time_expire: '20260101080500' }), qqOrder()]
    const { code_url } = await qqCall(mock, 'unifiedOrder', timed)
    await qqCall(mock, 'unifiedOrder', closed)
    expect(await qqCall(mock, 'closeOrder', { out_trade_no: closed['out_trade_no'] })).toMatchObject({ result_code: 'SUCCESS' })
    expect(await qqCall(mock, 'orderQuery', { out_trade_no: closed['out_trade_no'] })).toMatchObject({ trade_state: 'CLOSED' })
    await mock.clock.advance(300_000)
    expect(await mock.phone('pay', { content: code_url, password: '123456' })).toMatchObject({ status: 410 })
    expect(await qqCall(mock, 'orderQuery', { out_trade_no: timed['out_trade_no'] })).toMatchObject({ trade_state: 'CLOSED' })
  })
})

describe('a payment code of the QQ wallet', () => {
  test('is charged at once, and nobody is told', async () => {
    const { mock, notifies } = listening()
    const charge = await qqCharge(mock)
    const { out_trade_no } = charge
    const paid = await qqCall(mock, 'microPay', charge)
    expect(paid).toMatchObject({ result_code: 'SUCCESS', trade_type: 'MICROPAY', trade_state: 'SUCCESS', out_trade_no, total_fee: '10', device_info: 'till1' })
    expect(await qqCall(mock, 'orderQuery', { out_trade_no })).toMatchObject({ trade_state: 'SUCCESS', transaction_id: paid['transaction_id'] })
    await mock.clock.advance(60_000)
    expect(notifies).toStrictEqual([])
  })

  test('of a large amount waits for the password on the phone', async () => {
    const mock = createMock()
    const charge = await qqCharge(mock, { total_fee: '100001' })
    const { out_trade_no } = charge
    expect(await qqCall(mock, 'microPay', charge)).toMatchObject({ result_code: 'FAIL', err_code: 'USERPAYING' })
    expect(await qqCall(mock, 'orderQuery', { out_trade_no })).toMatchObject({ trade_state: 'USERPAYING' })
    expect(await mock.phone('confirm', { provider: 'wechat', out_trade_no, password: '123456' })).toMatchObject({ status: 404 })
    expect(await mock.phone('confirm', { provider: 'qq', out_trade_no, password: '123456' })).toMatchObject({ status: 200, body: { provider: 'qq', state: 'SUCCESS' } })
    expect(await qqCall(mock, 'orderQuery', { out_trade_no })).toMatchObject({ trade_state: 'SUCCESS' })
  })

  test('is reversed after five minutes, by the operator alone', async () => {
    const mock = createMock()
    const charge = await qqCharge(mock)
    const { out_trade_no } = charge
    await qqCall(mock, 'microPay', charge)
    const operator = await qqOperator(mock)
    await mock.clock.advance(299_999)
    expect(await qqCall(mock, 'reverse', { out_trade_no, ...operator })).toMatchObject({ result_code: 'FAIL', recall: 'Y' })
    await mock.clock.advance(1)
    expect(await qqCall(mock, 'reverse', { out_trade_no, ...operator, op_user_passwd: 'x' })).toMatchObject({ err_code: 'NOAUTH' })
    expect(await qqCall(mock, 'reverse', { out_trade_no, ...operator })).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
    expect(await qqCall(mock, 'orderQuery', { out_trade_no })).toMatchObject({ trade_state: 'REVOKED' })
  })
})

describe('a refund at the QQ wallet', () => {
  test('gives a part back, once for its number, and is queried by each of its names', async () => {
    const mock = createMock()
    const out_trade_no = await qqPaid(mock)
    const asked = { out_trade_no, out_refund_no: 'r1', refund_fee: '4', ...(await qqOperator(mock)) }
    const first = await qqCall(mock, 'refund', asked)
    expect(first).toMatchObject({ result_code: 'SUCCESS', refund_fee: '4', total_fee: '10', refund_channel: 'ORIGINAL' })
    expect((await qqCall(mock, 'refund', asked))['refund_id']).toBe(first['refund_id'])
    expect(await qqCall(mock, 'orderQuery', { out_trade_no })).toMatchObject({ trade_state: 'REFUND' })
    for (const name of [{ out_refund_no: 'r1' }, { refund_id: first['refund_id'] }, { out_trade_no }, { transaction_id: first['transaction_id'] }]) {
      expect(await qqCall(mock, 'refundQuery', name)).toMatchObject({ refund_count: '1', out_refund_no_0: 'r1', refund_fee_0: '4', refund_status_0: 'PROCESSING', refund_id_0: first['refund_id'] })
    }
    await mock.clock.advance(3000)
    expect(await qqCall(mock, 'refundQuery', { out_trade_no })).toMatchObject({ refund_status_0: 'SUCCESS' })
  })
})
