import { describe, expect, test } from 'vitest'
import { balanceOf, charging, fault, merchantOf, paidOrder } from './cashier'
import { createMock } from './mock'
import { order } from './wechat'

const DAY_MS = 86_400_000

describe('reverse', () => {
  test('gives a paid payment code\'s money back, once, and the trade is revoked', async () => {
    const mock = createMock()
    const { micropay, reverse, orderquery } = merchantOf(mock)
    const before = await balanceOf(mock)
    const fields = await charging(mock, { attach: 'shop 1' })
    const number = fields['out_trade_no']
    const { transaction_id } = await micropay(fields)
    await mock.clock.advance(15_000)
    const answer = await reverse({ transaction_id })
    expect(answer).toMatchObject({ return_code: 'SUCCESS', result_code: 'SUCCESS', recall: 'N' })
    expect(await balanceOf(mock)).toBe(before)
    const { nonce_str, sign, appid, mch_id, ...told } = await orderquery({ out_trade_no: number })
    expect([nonce_str, sign, appid, mch_id]).toStrictEqual(Array.from({ length: 4 }, () => expect.any(String)))
    expect(told).toStrictEqual({ return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS', out_trade_no: number, attach: 'shop 1', trade_state: 'REVOKED', trade_state_desc: '订单已撤销' })
    expect(await reverse({ out_trade_no: number })).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
    expect(await balanceOf(mock)).toBe(before)
  })

  test('closes what waits for the password, so that the payer can not confirm it any more', async () => {
    const mock = createMock()
    const { micropay, reverse, orderquery } = merchantOf(mock)
    const before = await balanceOf(mock)
    const fields = await charging(mock, { total_fee: '100001' })
    const number = fields['out_trade_no']
    await micropay(fields)
    await mock.clock.advance(14_999)
    expect(await reverse({ out_trade_no: number })).toMatchObject({ result_code: 'FAIL', err_code: 'USERPAYING', recall: 'Y' })
    await mock.clock.advance(1)
    expect(await reverse({ out_trade_no: number })).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
    expect((await mock.phone('confirm', { out_trade_no: number, password: '123456' })).body).toMatchObject({ error: 'closed' })
    expect(await orderquery({ out_trade_no: number })).toMatchObject({ trade_state: 'REVOKED' })
    expect(await micropay(fields)).toMatchObject({ err_code: 'ORDERREVERSED', err_code_des: '订单已撤销' })
    expect(await balanceOf(mock)).toBe(before)
  })

  test.each(['bankerror', 'refused', 'closes-while-paying'])('settles what the fault %s left behind', async (name) => {
    const mock = createMock()
    const { micropay, reverse, orderquery } = merchantOf(mock)
    await fault(mock, name)
    const fields = await charging(mock)
    await micropay(fields)
    await mock.clock.advance(15_000)
    expect(await reverse({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
    expect(await orderquery({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'REVOKED' })
  })

  test('wins or loses against the payer\'s password as a whole', async () => {
    const mock = createMock()
    const { micropay, reverse } = merchantOf(mock)
    const before = await balanceOf(mock)
    for (const acts of [['confirm', 'reverse'], ['reverse', 'confirm']]) {
      const fields = await charging(mock, { total_fee: '100001' })
      const out_trade_no = fields['out_trade_no']
      await micropay(fields)
      await mock.clock.advance(15_000)
      await Promise.all(acts.map((act) => (act === 'reverse' ? reverse({ out_trade_no }) : mock.phone('confirm', { out_trade_no, password: '123456' }))))
      // Whichever came first, the reverse went through, and nothing stays charged.
      expect(await reverse({ out_trade_no })).toMatchObject({ result_code: 'SUCCESS' })
      expect(await balanceOf(mock)).toBe(before)
    }
  })

  test('is too late after seven days', async () => {
    const mock = createMock()
    const { micropay, reverse } = merchantOf(mock)
    const [first, second] = [await charging(mock), await charging(mock)]
    await micropay(first)
    await micropay(second)
    await mock.clock.advance(7 * DAY_MS)
    expect(await reverse({ out_trade_no: first['out_trade_no'] })).toMatchObject({ result_code: 'SUCCESS' })
    await mock.clock.advance(1)
    expect(await reverse({ out_trade_no: second['out_trade_no'] })).toMatchObject({ err_code: 'REVERSE_EXPIRE', err_code_des: '订单无法撤销', recall: 'N' })
  })

  test('is for payment codes alone, and changes no other order', async () => {
    const mock = createMock()
    const { reverse, unifiedorder, orderquery } = merchantOf(mock)
    const open = order()
    await unifiedorder(open)
    const paid = await paidOrder(mock)
    await mock.clock.advance(15_000)
    expect(await reverse({ out_trade_no: open['out_trade_no'] })).toMatchObject({ err_code: 'INVALID_REQUEST', recall: 'N' })
    expect(await orderquery({ out_trade_no: open['out_trade_no'] })).toMatchObject({ trade_state: 'NOTPAY' })
    expect(await reverse(paid)).toMatchObject({ err_code: 'INVALID_REQUEST', recall: 'N' })
    expect(await orderquery(paid)).toMatchObject({ trade_state: 'SUCCESS' })
  })
})

describe('orderquery with the fault unknown-trade-state', () => {
  test('tells of a state that nobody has heard of, and the order is as it was', async () => {
    const mock = createMock()
    const { orderquery } = merchantOf(mock)
    const paid = await paidOrder(mock)
    await fault(mock, 'unknown-trade-state', { times: 1 })
    const answer = await orderquery(paid)
    expect(answer).toMatchObject({ result_code: 'SUCCESS', out_trade_no: paid.out_trade_no })
    expect(['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR', 'ACCEPT']).not.toContain(answer['trade_state'])
    expect(answer).not.toHaveProperty('transaction_id')
    expect(await orderquery(paid)).toMatchObject({ trade_state: 'SUCCESS' })
  })
})
