import { describe, expect, test } from 'vitest'
import { charging, merchantOf } from './cashier'
import { createMock, type Mock } from './mock'
import { accountOf, call, order } from './wechat'

const query = (mock: Mock, fields: Record<string, string | undefined>) => call(mock.server.wallets, '/pay/orderquery', fields)
const close = (mock: Mock, number: string | undefined) => call(mock.server.wallets, '/pay/closeorder', { out_trade_no: number })

async function placed(mock: Mock, fields: Record<string, string | undefined>): Promise<string> {
  const answer = await call(mock.server.wallets, '/pay/unifiedorder', fields)
  return answer['code_url'] ?? ''
}

describe('orderquery', () => {
  test('tells of an unpaid order its number, attach and state, no more', async () => {
    const mock = createMock()
    const { appid, mch_id } = await accountOf(mock.server.wallets)
    const fields = order({ attach: 'shop 1', device_info: 'till-1' })
    await placed(mock, fields)
    const { nonce_str, sign, ...answer } = await query(mock, { out_trade_no: fields['out_trade_no'] })
    expect([nonce_str, sign]).toStrictEqual([expect.any(String), expect.any(String)])
    expect(answer).toStrictEqual({
      return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS', appid, mch_id, out_trade_no: fields['out_trade_no'], attach: 'shop 1', trade_state: 'NOTPAY', trade_state_desc: '订单未支付',
    })
  })

  test('tells of a paid order everything about the payment, by either number', async () => {
    const mock = createMock()
    const fields = order({ attach: 'shop 1', device_info: 'till-1' })
    const content = await placed(mock, fields)
    await mock.clock.advance(61_000)
    await mock.phone('pay', { content })
    const answer = await query(mock, { out_trade_no: fields['out_trade_no'] })
    expect(answer).toMatchObject({
      trade_state: 'SUCCESS', trade_state_desc: '支付成功', trade_type: 'NATIVE', total_fee: '10', fee_type: 'CNY', cash_fee: '10', cash_fee_type: 'CNY', bank_type: 'OTHERS',
      is_subscribe: 'N', openid: expect.stringMatching(/^o[0-9A-Za-z]{27}$/), attach: 'shop 1', device_info: 'till-1', time_end: '20260101080101',
      transaction_id: expect.stringMatching(/^4200\d{6}20260101\d{10}$/), out_trade_no: fields['out_trade_no'],
    })
    expect(await query(mock, { transaction_id: answer['transaction_id'], out_trade_no: 'another1' })).toMatchObject({ out_trade_no: fields['out_trade_no'] })
  })

  test('tells CLOSED from the very second of time_expire, in Beijing time', async () => {
    const mock = createMock()
    const fields = order({ time_expire: '20260101081500' })
    await placed(mock, fields)
    await mock.clock.advance(15 * 60_000 - 1)
    expect(await query(mock, { out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'NOTPAY' })
    await mock.clock.advance(1)
    expect(await query(mock, { out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'CLOSED', trade_state_desc: '订单已关闭' })
  })

  test('says ORDERNOTEXIST to a number it does not know, and asks for one where there is none', async () => {
    const mock = createMock()
    for (const fields of [{ out_trade_no: 'unknown1' }, { transaction_id: '4200000000202601010000000000' }]) {
      expect(await query(mock, fields)).toMatchObject({ return_code: 'SUCCESS', result_code: 'FAIL', err_code: 'ORDERNOTEXIST', err_code_des: '此交易订单号不存在' })
    }
    expect(await query(mock, {})).toStrictEqual({ return_code: 'FAIL', return_msg: '缺少参数out_trade_no' })
  })
})

describe('closeorder', () => {
  test('closes an unpaid order, so that its code is dead', async () => {
    const mock = createMock()
    const fields = order()
    const content = await placed(mock, fields)
    expect(await close(mock, fields['out_trade_no'])).toMatchObject({ return_code: 'SUCCESS', result_code: 'SUCCESS' })
    expect(await query(mock, { out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'CLOSED' })
    expect((await mock.phone('pay', { content })).body).toMatchObject({ error: 'closed' })
  })

  test('refuses what is closed, over, paid or unknown', async () => {
    const mock = createMock()
    const [closed, over, paid] = [order(), order({ time_expire: '20260101080200' }), order()]
    await placed(mock, closed)
    await close(mock, closed['out_trade_no'])
    await placed(mock, over)
    await mock.phone('pay', { content: await placed(mock, paid) })
    await mock.clock.advance(120_000)
    expect(await close(mock, closed['out_trade_no'])).toMatchObject({ result_code: 'FAIL', err_code: 'ORDERCLOSED', err_code_des: '订单已关闭，无法重复关闭' })
    expect(await close(mock, over['out_trade_no'])).toMatchObject({ err_code: 'ORDERCLOSED' })
    expect(await close(mock, paid['out_trade_no'])).toMatchObject({ err_code: 'ORDERPAID', err_code_des: '订单已支付' })
    expect(await close(mock, 'unknown1')).toMatchObject({ err_code: 'ORDERNOTEXIST' })
    expect(await close(mock, undefined)).toStrictEqual({ return_code: 'FAIL', return_msg: '缺少参数out_trade_no' })
  })

  test('refuses a young order, and leaves it payable, where the wallet is told to', async () => {
    const mock = createMock({ closeAfterMs: 300_000 })
    const fields = order()
    await placed(mock, fields)
    await mock.clock.advance(299_999)
    expect(await close(mock, fields['out_trade_no'])).toMatchObject({ err_code: 'TRADE_STATE_ERROR' })
    expect(await query(mock, { out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'NOTPAY' })
    await mock.clock.advance(1)
    expect(await close(mock, fields['out_trade_no'])).toMatchObject({ result_code: 'SUCCESS' })
  })

  test('does not close what a payment code has begun or ended', async () => {
    const mock = createMock()
    const { micropay } = merchantOf(mock)
    const fields = await charging(mock, { total_fee: '100001' })
    const number = fields['out_trade_no']
    await micropay(fields)
    expect(await close(mock, number)).toMatchObject({ err_code: 'TRADE_STATE_ERROR' })
    expect(await query(mock, { out_trade_no: number })).toMatchObject({ trade_state: 'USERPAYING' })
    await mock.phone('decline', { out_trade_no: number })
    expect(await close(mock, number)).toMatchObject({ err_code: 'TRADE_STATE_ERROR' })
  })
})
