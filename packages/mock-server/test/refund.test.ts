import { assert, asyncProperty, integer, array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceOf, charging, merchantOf, paidOrder } from './cashier'
import { createMock, type Mock } from './mock'
import { order } from './wechat'

let lastRefund = 0
const refunding = (fields: Record<string, string | undefined>): Record<string, string | undefined> => ({ out_refund_no: `refund${++lastRefund}`, total_fee: '10', refund_fee: '10', ...fields })

/** A paid order of ten fen, and what a merchant does with it. */
async function paid(mock: Mock = createMock()) {
  return { mock, ...merchantOf(mock), ...(await paidOrder(mock)) }
}

describe('refund', () => {
  test('takes a refund on, and the money arrives a few seconds later', async () => {
    const mock = createMock()
    const full = Number(await balanceOf(mock))
    const { refund, refundquery, orderquery, out_trade_no, transaction_id } = await paid(mock)
    const asked = refunding({ transaction_id })
    const { nonce_str, sign, appid, mch_id, ...answer } = await refund(asked)
    expect([nonce_str, sign, appid, mch_id]).toStrictEqual(Array.from({ length: 4 }, () => expect.any(String)))
    expect(answer).toStrictEqual({
      return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS', transaction_id, out_trade_no, out_refund_no: asked['out_refund_no'], refund_id: expect.stringMatching(/^5030\d{6}20260101\d{11}$/),
      refund_fee: '10', settlement_refund_fee: '10', total_fee: '10', settlement_total_fee: '10', fee_type: 'CNY', cash_fee: '10', cash_fee_type: 'CNY', cash_refund_fee: '10', coupon_refund_fee: '0', coupon_refund_count: '0',
    })
    expect(await orderquery({ out_trade_no })).toMatchObject({ trade_state: 'REFUND', transaction_id, total_fee: '10' })
    await mock.clock.advance(2999)
    expect(await refundquery({ out_trade_no })).toMatchObject({ refund_status_0: 'PROCESSING' })
    expect(await balanceOf(mock)).toBe(full - 10)
    await mock.clock.advance(1)
    expect(await refundquery({ out_trade_no })).toMatchObject({ refund_status_0: 'SUCCESS', refund_success_time_0: '2026-01-01 08:00:03' })
    expect(await balanceOf(mock)).toBe(full)
  })

  test('gives parts back until nothing is left', async () => {
    const { refund, out_trade_no } = await paid()
    for (const refund_fee of ['3', '4']) expect(await refund(refunding({ out_trade_no, refund_fee }))).toMatchObject({ result_code: 'SUCCESS', refund_fee })
    expect(await refund(refunding({ out_trade_no, refund_fee: '4' }))).toMatchObject({ err_code: 'ERROR', err_code_des: '累计退款金额大于支付金额' })
    expect(await refund(refunding({ out_trade_no, refund_fee: '3' }))).toMatchObject({ result_code: 'SUCCESS' })
    expect(await refund(refunding({ out_trade_no, refund_fee: '1' }))).toMatchObject({ err_code: 'ERROR', err_code_des: '订单已全额退款' })
  })

  test('is the same refund when it is asked for again, and refused with another amount', async () => {
    const { mock, refund, refundquery, out_trade_no } = await paid()
    const asked = refunding({ out_trade_no, refund_fee: '4' })
    const { nonce_str: _, sign: __, ...first } = await refund(asked)
    await mock.clock.advance(10_000)
    const answers = await Promise.all([refund(asked), refund(asked)])
    for (const answer of answers) expect(answer).toMatchObject(first)
    expect(await refund({ ...asked, refund_fee: '5' })).toMatchObject({ err_code: 'REFUND_FEE_MISMATCH', err_code_des: '订单金额或退款金额与之前请求不一致，请核实后再试' })
    expect(await refund({ ...asked, total_fee: '11' })).toMatchObject({ err_code: 'REFUND_FEE_MISMATCH' })
    expect(await refundquery({ out_trade_no })).toMatchObject({ total_refund_count: '1', refund_fee_0: '4' })
  })

  test('takes a number for one order only', async () => {
    const { mock, refund, out_trade_no } = await paid()
    const other = await paidOrder(mock)
    const asked = refunding({ out_trade_no, refund_fee: '1' })
    const answers = await Promise.all([refund(asked), refund({ ...asked, out_trade_no: other.out_trade_no })])
    expect(answers).toMatchObject([{ result_code: 'SUCCESS' }, { err_code: 'ERROR', err_code_des: '商户退款单号重复' }])
  })

  test('never gives back more than was paid, however refunds come', async () => {
    await assert(asyncProperty(array(integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 8 }), async (fees) => {
      const { mock, refund, refundquery, out_trade_no } = await paid()
      const answers = await Promise.all(fees.map((fee) => refund(refunding({ out_trade_no, refund_fee: String(fee) }))))
      const given = answers.reduce((sum, answer) => sum + Number(answer['refund_fee'] ?? 0), 0)
      expect(given).toBeLessThanOrEqual(10)
      const told = await refundquery({ out_trade_no })
      expect(Number(told['refund_count'])).toBe(answers.filter((answer) => answer['result_code'] === 'SUCCESS').length)
      await mock.server.close()
    }), { numRuns: 20 })
  })

  test('is for what was paid and not reversed, within a year', async () => {
    const { mock, refund, micropay, reverse, unifiedorder, out_trade_no } = await paid()
    const open = order()
    await unifiedorder(open)
    expect(await refund(refunding({ out_trade_no: open['out_trade_no'] }))).toMatchObject({ err_code: 'ORDERNOTEXIST' })
    const fields = await charging(mock)
    await micropay(fields)
    await mock.clock.advance(15_000)
    await reverse({ out_trade_no: fields['out_trade_no'] })
    expect(await refund(refunding({ out_trade_no: fields['out_trade_no'] }))).toMatchObject({ err_code: 'ERROR', err_code_des: '订单已撤销，款项已退回' })
    await mock.clock.advance(365 * 86_400_000 - 15_000)
    expect(await refund(refunding({ out_trade_no, refund_fee: '1' }))).toMatchObject({ result_code: 'SUCCESS' })
    await mock.clock.advance(1)
    expect(await refund(refunding({ out_trade_no, refund_fee: '1' }))).toMatchObject({ err_code: 'TRADE_OVERDUE' })
  })

  test('keeps a payment code\'s trade from being reversed', async () => {
    const { mock, refund, micropay, reverse, orderquery } = await paid()
    const fields = await charging(mock)
    await micropay(fields)
    await refund(refunding({ out_trade_no: fields['out_trade_no'], refund_fee: '1' }))
    await mock.clock.advance(15_000)
    expect(await reverse({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ err_code: 'TRADE_ERROR', recall: 'N' })
    expect(await orderquery({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'REFUND' })
  })

  test.each<[string, Record<string, string>]>([
    ['a number with a space', { out_refund_no: 'a b' }], ['a number of 65 characters', { out_refund_no: 'a'.repeat(65) }], ['an amount of 0', { refund_fee: '0' }], ['an amount in yuan', { refund_fee: '0.1' }],
    ['another currency', { refund_fee_type: 'USD' }], ['funds that do not exist', { refund_account: 'POCKET' }], ['a reason of 81 characters', { refund_desc: '退'.repeat(81) }],
    ['a notify_url with a query', { notify_url: 'http://127.0.0.1/n?a=1' }], ['an out_trade_no that is none', { out_trade_no: 'a b c d e' }], ['a transaction_id that is none', { transaction_id: 'x' }],
  ])('refuses %s', async (_, change) => {
    const { refund, refundquery, out_trade_no } = await paid()
    expect(await refund(refunding({ out_trade_no, ...change }))).toMatchObject({ result_code: 'FAIL', err_code: 'PARAM_ERROR' })
    expect(await refundquery({ out_trade_no })).toMatchObject({ err_code: 'REFUNDNOTEXIST' })
  })
})

describe('refundquery', () => {
  test('finds by refund_id before out_refund_no before transaction_id before out_trade_no', async () => {
    const { mock, refund, refundquery, out_trade_no, transaction_id } = await paid()
    const other = await paidOrder(mock)
    const [first, second] = [await refund(refunding({ out_trade_no, refund_fee: '1' })), await refund(refunding({ out_trade_no, refund_fee: '2' }))]
    await refund(refunding({ out_trade_no: other.out_trade_no, refund_fee: '3' }))
    const { refund_id } = first
    const { out_refund_no } = second
    expect(await refundquery({ refund_id, out_refund_no, ...other })).toMatchObject({ refund_count: '1', total_refund_count: '2', refund_fee_0: '1' })
    expect(await refundquery({ out_refund_no, ...other })).toMatchObject({ refund_count: '1', refund_fee_0: '2' })
    expect(await refundquery({ transaction_id, out_trade_no: other.out_trade_no })).toMatchObject({ out_trade_no, refund_count: '2', refund_fee_0: '1', refund_fee_1: '2' })
    expect(await refundquery({ out_trade_no: other.out_trade_no })).toMatchObject({ refund_count: '1', refund_fee_0: '3' })
  })

  test('tells everything about each refund', async () => {
    const { mock, refund, refundquery, out_trade_no, transaction_id } = await paid()
    const { refund_id, out_refund_no } = await refund(refunding({ out_trade_no, refund_fee: '4', refund_account: 'REFUND_SOURCE_RECHARGE_FUNDS' }))
    await mock.clock.advance(3000)
    const { nonce_str, sign, appid, mch_id, ...answer } = await refundquery({ out_trade_no })
    expect([nonce_str, sign, appid, mch_id]).toStrictEqual(Array.from({ length: 4 }, () => expect.any(String)))
    expect(answer).toStrictEqual({
      return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS', transaction_id, out_trade_no, total_fee: '10', settlement_total_fee: '10', fee_type: 'CNY', cash_fee: '10', cash_fee_type: 'CNY',
      total_refund_count: '1', refund_count: '1', out_refund_no_0: out_refund_no, refund_id_0: refund_id, refund_channel_0: 'ORIGINAL', refund_fee_0: '4', settlement_refund_fee_0: '4',
      refund_status_0: 'SUCCESS', refund_account_0: 'REFUND_SOURCE_RECHARGE_FUNDS', refund_recv_accout_0: '支付用户零钱', refund_success_time_0: '2026-01-01 08:00:03',
    })
  })

  test('tells of ten refunds at once, and of the rest by offset', async () => {
    const mock = createMock()
    const { refund, refundquery } = merchantOf(mock)
    const { out_trade_no } = await paidOrder(mock, { total_fee: '100' })
    for (let fee = 1; fee <= 12; fee++) await refund(refunding({ out_trade_no, total_fee: '100', refund_fee: String(fee) }))
    const first = await refundquery({ out_trade_no })
    expect(first).toMatchObject({ total_refund_count: '12', refund_count: '10', refund_fee_0: '1', refund_fee_9: '10' })
    expect(first).not.toHaveProperty('refund_fee_10')
    expect(await refundquery({ out_trade_no, offset: '10' })).toMatchObject({ total_refund_count: '12', refund_count: '2', refund_fee_0: '11', refund_fee_1: '12' })
    expect(await refundquery({ out_trade_no, offset: '12' })).toMatchObject({ err_code: 'REFUNDNOTEXIST' })
    expect(await refundquery({ out_trade_no, offset: '-1' })).toMatchObject({ err_code: 'PARAM_ERROR' })
  })
})
