import { describe, expect, test } from 'vitest'
import { PAGE_URL } from './jsapi'
import { merchantOf } from './cashier'
import { createMock, WALLETS } from './mock'
import { order } from './wechat'
import { byNumber, PAY, v3AccountOf, v3Call, v3Charge, v3Order, v3Paid, v3Query } from './wechat-v3'

const CLOSED_AT = { time_expire: '2026-01-01T08:05:00+08:00' }

describe('WeChat Pay v3', () => {
  test('takes a native order, whose QR the phone pays', async () => {
    const mock = createMock()
    const { appid, mch_id: mchid, openid } = await v3AccountOf(mock)
    const fields = await v3Order(mock, { attach: '附加', scene_info: { device_id: 'till1', payer_client_ip: '127.0.0.1' } })
    const { out_trade_no } = fields
    const placed = await v3Call(mock, 'POST', `${PAY}/native`, fields)
    expect(placed).toMatchObject({ status: 200, isSigned: true, body: { code_url: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w{7,12}$/) } })
    const unpaid = { appid, mchid, out_trade_no, trade_type: 'NATIVE', trade_state: 'NOTPAY', trade_state_desc: '订单未支付', attach: '附加', scene_info: { device_id: 'till1' }, amount: { total: 10, currency: 'CNY' } }
    expect((await v3Query(mock, out_trade_no)).body).toStrictEqual(unpaid)
    await mock.phone('pay', { content: placed.body['code_url'], password: '123456' })
    const { body, isSigned } = await v3Query(mock, out_trade_no)
    expect(isSigned).toBe(true)
    expect(body).toStrictEqual({
      ...unpaid, transaction_id: expect.stringMatching(/^4200\d{24}$/), trade_state: 'SUCCESS', trade_state_desc: '支付成功', bank_type: 'OTHERS', success_time: '2026-01-01T08:00:00+08:00',
      payer: { openid }, amount: { total: 10, payer_total: 10, currency: 'CNY', payer_currency: 'CNY' }, promotion_detail: [],
    })
    expect((await v3Call(mock, 'GET', `${PAY}/id/${String(body['transaction_id'])}?mchid=${mchid}`)).body).toStrictEqual(body)
  })

  test('takes an h5 order, and leads to the middle page', async () => {
    const mock = createMock()
    const { body } = await v3Call(mock, 'POST', `${PAY}/h5`, await v3Order(mock, { scene_info: { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap' } } }))
    expect(body).toStrictEqual({ h5_url: expect.stringMatching(new RegExp(`^${WALLETS}/cgi-bin/mmpayweb-bin/checkmweb\\?prepay_id=wx\\w{34}&package=\\d{10}$`)) })
    const page = await mock.server.wallets.fetch(String(body['h5_url']), { headers: { referer: PAGE_URL } })
    expect(await page.text()).toContain('体验商户-秋裤')
  })

  test('closes what is not paid with 204, signed over nothing', async () => {
    const mock = createMock()
    const { out_trade_no, mchid, ...rest } = await v3Order(mock)
    await v3Call(mock, 'POST', `${PAY}/native`, { out_trade_no, mchid, ...rest })
    expect(await v3Call(mock, 'POST', byNumber(out_trade_no, '/close'), { mchid })).toMatchObject({ status: 204, text: '', isSigned: true })
    expect((await v3Query(mock, out_trade_no)).body).toMatchObject({ trade_state: 'CLOSED' })
  })

  test('gives the same order a fresh code, and takes no other under its number', async () => {
    const mock = createMock()
    const fields = await v3Order(mock)
    const first = await v3Call(mock, 'POST', `${PAY}/native`, fields)
    const again = await v3Call(mock, 'POST', `${PAY}/native`, Object.fromEntries(Object.entries(fields).toReversed()))
    expect(again.status).toBe(200)
    expect(again.body['code_url']).not.toBe(first.body['code_url'])
    expect(await v3Call(mock, 'POST', `${PAY}/native`, { ...fields, amount: { total: 11 } })).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', message: '201 商户订单号重复' } })
  })

  test('ends an order at its time_expire, which is a minute from the order at least', async () => {
    const mock = createMock()
    const [late, early] = [await v3Order(mock, CLOSED_AT), await v3Order(mock, { time_expire: '2026-01-01T00:00:30Z' })]
    for (const one of [late, early]) await v3Call(mock, 'POST', `${PAY}/native`, one)
    const states = async (): Promise<unknown[]> => [(await v3Query(mock, late.out_trade_no)).body['trade_state'], (await v3Query(mock, early.out_trade_no)).body['trade_state']]
    await mock.clock.advance(59_999)
    expect(await states()).toStrictEqual(['NOTPAY', 'NOTPAY'])
    await mock.clock.advance(1)
    expect(await states()).toStrictEqual(['NOTPAY', 'CLOSED'])
    await mock.clock.advance(240_000)
    expect(await states()).toStrictEqual(['CLOSED', 'CLOSED'])
  })

  test('charges a payment code at once, and answers 202 while its payer is asked for the password', async () => {
    const mock = createMock()
    const paid = await v3Call(mock, 'POST', `${PAY}/codepay`, await v3Charge(mock))
    expect(paid).toMatchObject({ status: 200, isSigned: true, body: { trade_type: 'MICROPAY', trade_state: 'SUCCESS', amount: { total: 10 } } })
    const waiting = await v3Charge(mock, { amount: { total: 100_001 } })
    expect(await v3Call(mock, 'POST', `${PAY}/codepay`, waiting)).toMatchObject({ status: 202, isSigned: true, body: { code: 'USERPAYING' } })
    expect((await v3Query(mock, waiting.out_trade_no)).body).toMatchObject({ trade_state: 'USERPAYING' })
    await mock.phone('confirm', { out_trade_no: waiting.out_trade_no, password: '123456' })
    expect((await v3Query(mock, waiting.out_trade_no)).body).toMatchObject({ trade_state: 'SUCCESS' })
  })

  test('reverses a charge by payment code from 15 seconds on, and gives the money back', async () => {
    const mock = createMock()
    const { out_trade_no, appid, mchid } = await v3Charge(mock)
    await v3Call(mock, 'POST', `${PAY}/codepay`, { ...(await v3Charge(mock)), out_trade_no })
    const reverse = () => v3Call(mock, 'POST', byNumber(out_trade_no, '/reverse'), { appid, mchid })
    expect(await reverse()).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
    await mock.clock.advance(15_000)
    expect(await reverse()).toMatchObject({ status: 200, isSigned: true, body: { appid, mchid, out_trade_no } })
    expect((await v3Query(mock, out_trade_no)).body).toMatchObject({ trade_state: 'REVOKED' })
  })
})

describe('the two protocols of one account', () => {
  test('see each other\'s orders and payments', async () => {
    const mock = createMock()
    const { orderquery, unifiedorder, closeorder, refund, refundquery } = merchantOf(mock)
    const paid = await v3Paid(mock)
    expect(await orderquery({ out_trade_no: paid.out_trade_no })).toMatchObject({ trade_state: 'SUCCESS', transaction_id: paid.transaction_id, total_fee: '10' })
    expect(await refund({ ...paid, out_refund_no: 'r2', total_fee: '10', refund_fee: '4' })).toMatchObject({ result_code: 'SUCCESS' })
    expect((await v3Call(mock, 'GET', '/v3/refund/domestic/refunds/r2')).body).toMatchObject({ out_trade_no: paid.out_trade_no, status: 'PROCESSING', amount: { refund: 4 } })
    await v3Call(mock, 'POST', '/v3/refund/domestic/refunds', { ...paid, out_refund_no: 'r3', amount: { total: 10, refund: 6, currency: 'CNY' } })
    expect(await refundquery({ out_trade_no: paid.out_trade_no })).toMatchObject({ total_refund_count: '2', refund_fee_1: '6' })
    const asked = order()
    await unifiedorder(asked)
    const number = String(asked['out_trade_no'])
    expect((await v3Query(mock, number)).body).toMatchObject({ trade_state: 'NOTPAY', trade_type: 'NATIVE', amount: { total: 10 } })
    expect(await v3Call(mock, 'POST', byNumber(number, '/close'), { mchid: (await v3AccountOf(mock)).mch_id })).toMatchObject({ status: 204 })
    expect(await closeorder({ out_trade_no: number })).toMatchObject({ err_code: 'ORDERCLOSED' })
  })

  test('take no order under a number of the other\'s', async () => {
    const mock = createMock()
    const { unifiedorder } = merchantOf(mock)
    const fields = await v3Order(mock)
    await v3Call(mock, 'POST', `${PAY}/native`, fields)
    expect(await unifiedorder(order({ out_trade_no: fields.out_trade_no }))).toMatchObject({ err_code: 'INVALID_REQUEST' })
    const asked = order()
    await unifiedorder(asked)
    expect(await v3Call(mock, 'POST', `${PAY}/native`, { ...fields, out_trade_no: asked['out_trade_no'] })).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })
})
