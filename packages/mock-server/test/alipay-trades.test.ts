import { describe, expect, test } from 'vitest'
import { alipayCode, alipayOf, alipayOrder } from './alipay'
import { createMock } from './mock'

const bench = () => {
  const mock = createMock()
  return { mock, ...alipayOf(mock) }
}

describe('a trade at Alipay', () => {
  test('of a QR does not exist before it is scanned, waits then, and is paid by the phone', async () => {
    const { mock, precreate, query } = bench()
    const order = alipayOrder()
    const { code, qr_code, out_trade_no } = await precreate(order)
    expect([code, out_trade_no]).toStrictEqual(['10000', order['out_trade_no']])
    expect(qr_code).toMatch(/^https:\/\/qr\.alipay\.com\/bax[0-9a-z]{21}$/)
    expect(await query({ out_trade_no })).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' })
    expect((await mock.phone('scan', { content: qr_code })).status).toBe(200)
    expect(await query({ out_trade_no })).toMatchObject({ code: '10000', trade_status: 'WAIT_BUYER_PAY', total_amount: '0.10' })
    expect((await mock.phone('pay', { content: qr_code })).status).toBe(200)
    const paid = await query({ out_trade_no })
    expect(paid).toMatchObject({ code: '10000', trade_status: 'TRADE_SUCCESS', receipt_amount: '0.10', send_pay_date: '2026-01-01 08:00:00', fund_bill_list: [{ fund_channel: 'ALIPAYACCOUNT', amount: '0.10' }] })
    expect(paid.trade_no).toMatch(/^20260101\d{20}$/)
    expect(await query({ trade_no: paid.trade_no })).toMatchObject({ out_trade_no })
  })

  test('by payment code is charged at once', async () => {
    const { mock, pay } = bench()
    expect(await pay(alipayOrder({ scene: 'bar_code', auth_code: await alipayCode(mock) }))).toMatchObject({ code: '10000', total_amount: '0.10', gmt_payment: '2026-01-01 08:00:00', buyer_user_id: expect.stringMatching(/^2088\d{12}$/) })
  })
})
