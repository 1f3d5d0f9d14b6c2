import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseXml } from '../src/wire/xml'
import { charging, downloadBill, merchantOf, paidOrder } from './cashier'
import { createMock } from './mock'
import { accountOf } from './wechat'

const HOUR_MS = 3_600_000
const TITLES = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const SUMS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

/** A day with a payment of 10 yuan, a refund of 4, and a payment code of 1 yuan that is reversed; then the next day's noon. */
async function dayOver() {
  const mock = createMock()
  const { refund, refundquery, micropay, reverse, orderquery } = merchantOf(mock)
  const { appid, mch_id } = await accountOf(mock.server.wallets)
  const paid = await paidOrder(mock, { total_fee: '1000', attach: 'shop 1,\n`2', device_info: 'till-1' })
  const { openid } = await orderquery(paid)
  const { refund_id } = await refund({ ...paid, out_refund_no: 'r1', total_fee: '1000', refund_fee: '400' })
  await refundquery({ refund_id })
  const charged = await micropay(await charging(mock, { total_fee: '100' }))
  await mock.clock.advance(20_000)
  await reverse({ out_trade_no: charged['out_trade_no'] })
  await mock.clock.advance(28 * HOUR_MS)
  return { mock, appid, mch_id, openid, paid, charged, refund_id }
}

const textOf = async (answer: Response): Promise<string> => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
const linesOf = async (answer: Response): Promise<string[]> => (await textOf(answer)).replace('\ufeff', '').split('\r\n')

describe('downloadbill', () => {
  test('tells of every movement of money of a day, and its sums, as WeChat Pay writes it', async () => {
    const { mock, appid, mch_id, openid, paid, charged, refund_id } = await dayOver()
    const answer = await downloadBill(mock, { bill_date: '20260101' })
    expect(answer.headers.get('content-type')).toContain('text/plain')
    const lines = await linesOf(answer)
    expect(lines).toHaveLength(8)
    expect([lines[0], lines[5], lines[7]]).toStrictEqual([TITLES, SUMS, ''])
    const first = `\`${appid},\`${mch_id},\`0,\`till-1,\`${paid.transaction_id},\`${paid.out_trade_no},\`${openid},\`NATIVE`
    expect(lines[1]).toBe(`\`2026-01-01 08:00:00,${first},\`SUCCESS,\`OTHERS,\`CNY,\`10.00,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`体验商户-秋裤,\`shop 1,  2,\`0.06000,\`0.60%,\`10.00,\`0.00,\``)
    expect(lines[3]).toBe(`\`2026-01-01 08:00:03,${first},\`REFUND,\`OTHERS,\`CNY,\`0.00,\`0.00,\`${refund_id},\`r1,\`4.00,\`0.00,\`ORIGINAL,\`SUCCESS,\`体验商户-秋裤,\`shop 1,  2,\`-0.02000,\`0.60%,\`0.00,\`4.00,\``)
    expect(lines[4]).toContain(`\`${charged['out_trade_no']},\`${openid},\`MICROPAY,\`REVOKED,\`OTHERS,\`CNY,\`0.00,\`0.00,\`0,\`0,\`1.00`)
    expect(lines[6]).toBe('`4,`11.00,`5.00,`0.00,`0.04000,`11.00,`5.00')
  })

  test.each([['ALL', 27, 4], ['SUCCESS', 20, 2], ['REFUND', 29, 2]])('of type %s has %i columns, and %i lines for this day', async (bill_type, columns, count) => {
    const { mock } = await dayOver()
    const lines = await linesOf(await downloadBill(mock, { bill_date: '20260101', bill_type }))
    expect(lines[0]?.split(',')).toHaveLength(columns)
    expect(lines.at(-2)).toMatch(new RegExp(`^\`${count},`))
    expect(lines.filter((line) => line.startsWith('`2026'))).toHaveLength(count)
  })

  test('may be compressed', async () => {
    const { mock } = await dayOver()
    const plain = await textOf(await downloadBill(mock, { bill_date: '20260101' }))
    const packed = await downloadBill(mock, { bill_date: '20260101', tar_type: 'GZIP' })
    expect(gunzipSync(await packed.arrayBuffer()).toString('utf8')).toBe(plain)
    expect(plain.charCodeAt(0)).toBe(0xfeff)
  })

  test('is there from ten the next morning, in Beijing time', async () => {
    const mock = createMock()
    await paidOrder(mock)
    const words = async (): Promise<string> => textOf(await downloadBill(mock, { bill_date: '20260101' }))
    await mock.clock.advance(26 * HOUR_MS - 1)
    expect(parseXml(await words())).toMatchObject({ return_code: 'FAIL', return_msg: 'Bill Creating' })
    await mock.clock.advance(1)
    expect(await words()).toContain(TITLES)
  })

  test('has what happened from midnight to midnight, in Beijing time', async () => {
    const mock = createMock()
    await mock.clock.advance(16 * HOUR_MS - 1)
    const last = await paidOrder(mock)
    await mock.clock.advance(1)
    const first = await paidOrder(mock)
    await mock.clock.advance(48 * HOUR_MS)
    for (const [bill_date, paid] of [['20260101', last], ['20260102', first]] as const) {
      const lines = await linesOf(await downloadBill(mock, { bill_date }))
      expect(lines.filter((line) => line.startsWith('`2026'))).toStrictEqual([expect.stringContaining(paid.out_trade_no)])
    }
  })

  test.each<[string, Record<string, string>]>([
    ['No Bill Exist', { bill_date: '20251231' }], ['No Bill Exist', { bill_date: '20260103' }], ['No Bill Exist', { bill_date: '20260101', bill_type: 'RECHARGE_REFUND' }], ['Bill Creating', { bill_date: '20260102' }],
    ['invalid bill_type', { bill_date: '20260101', bill_type: 'SOME' }], ['invalid bill_date', { bill_date: '2026-01-01' }], ['invalid bill_date', { bill_date: '20260231' }],
    ['invalid tar_type: Only GZIP supported', { bill_date: '20260101', tar_type: 'ZIP' }], ['缺少参数bill_date', {}], ['签名错误', { bill_date: '20260101', sign: 'A'.repeat(32) }],
  ])('answers XML that says %s to %o', async (return_msg, fields) => {
    const { mock } = await dayOver()
    expect({ ...parseXml(await textOf(await downloadBill(mock, fields))) }).toStrictEqual({ return_code: 'FAIL', return_msg })
  })
})

describe('authcodetoopenid', () => {
  test('says whose code it is, and leaves it good', async () => {
    const mock = createMock()
    const { authcodetoopenid, micropay } = merchantOf(mock)
    const fields = await charging(mock)
    const { openid } = await authcodetoopenid({ auth_code: fields['auth_code'] })
    expect(openid).toMatch(/^o\w{27}$/)
    expect(await micropay(fields)).toMatchObject({ result_code: 'SUCCESS', openid })
    expect(await authcodetoopenid({ auth_code: fields['auth_code'] })).toMatchObject({ err_code: 'AUTH_CODE_INVALID' })
  })
})
