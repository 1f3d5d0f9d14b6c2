import { describe, expect, test } from 'vitest'
import { SUB_CODES } from '../src/wallets/alipay/failure'
import { alipayCode, alipayOf, alipayOrder } from './alipay'
import { cancel, close, every, order, pay, query, refundQuery, refunds, twice, type Bench, type Ordering } from './alipay-errors/causes'
import { NOT_PRODUCED, PRODUCED } from './alipay-errors/table'
import { createMock } from './mock'

/** The codes that Alipay's pages list. */
const LISTED = `SYSTEM_ERROR INVALID_PARAMETER ACCESS_FORBIDDEN EXIST_FORBIDDEN_WORD PARTNER_ERROR TOTAL_FEE_EXCEED PAYMENT_AUTH_CODE_INVALID CONTEXT_INCONSISTENT TRADE_HAS_SUCCESS TRADE_HAS_CLOSE
  BUYER_BALANCE_NOT_ENOUGH BUYER_BANKCARD_BALANCE_NOT_ENOUGH ERROR_BALANCE_PAYMENT_DISABLE BUYER_SELLER_EQUAL TRADE_BUYER_NOT_MATCH BUYER_ENABLE_STATUS_FORBID PULL_MOBILE_CASHIER_FAIL MOBILE_PAYMENT_SWITCH_OFF
  PAYMENT_FAIL BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR BEYOND_PAY_RESTRICTION BEYOND_PER_RECEIPT_RESTRICTION SELLER_BEEN_BLOCKED ERROR_BUYER_CERTIFY_LEVEL_LIMIT
  PAYMENT_REQUEST_HAS_RISK NO_PAYMENT_INSTRUMENTS_AVAILABLE USER_FACE_PAYMENT_SWITCH_OFF TRADE_NOT_EXIST TRADE_STATUS_ERROR NOW_TIME_AFTER_EXPIRE_TIME_ERROR REASON_TRADE_STATUS_INVALID SELLER_BALANCE_NOT_ENOUGH
  REFUND_AMT_NOT_EQUAL_TOTAL CANCEL_NOT_ALLOWED REASON_TRADE_BEEN_FREEZEN`.split(/\s+/).map((code) => `ACQ.${code}`)
const CAUSES = { every, pay, query, cancel, close, refund: refunds, refundQuery }
const ORDERING: readonly Ordering[] = ['precreate', 'create', 'pay']

function bench(): Bench {
  const mock = createMock()
  return { mock, ...alipayOf(mock) }
}

const rows = Object.entries(CAUSES).flatMap(([name, causes]) => Object.entries<(of: Bench) => ReturnType<Bench['query']>>({ ...causes }).map(([code, cause]) => [name, code, cause] as const))
const orderRows = Object.entries(order).flatMap(([code, cause]) => ORDERING.map((method) => [method, code, cause] as const))

describe('the errors of Alipay', () => {
  test.each(rows)('%s answers %s to what the table says', async (_, code, cause) => {
    const answer = await cause(bench())
    expect(answer).toMatchObject({ sub_code: code, sub_msg: expect.stringMatching(/\S/) })
    expect(['20000', '40001', '40002', '40004']).toContain(answer.code)
  })

  test.each(orderRows)('%s answers %s to what the table says of every order', async (method, code, cause) => {
    expect(await cause(method, bench())).toMatchObject({ code: '40004', sub_code: code })
  })

  test('all have a line in the table, and none that is left out is there too', () => {
    const caused: string[] = Object.values(PRODUCED).flatMap((lines) => Object.keys(lines))
    expect(Object.keys(NOT_PRODUCED).filter((code) => caused.includes(code))).toStrictEqual([])
    expect([...LISTED, ...Object.keys(SUB_CODES)].filter((code) => !caused.includes(code) && !(code in NOT_PRODUCED))).toStrictEqual([])
  })

  test('of a method that is not known are told in an error_response, and of any other in its own node', async () => {
    expect((await every['isv.invalid-method'](bench())).key).toBe('error_response')
    expect((await every['isv.invalid-signature'](bench())).key).toBe('alipay_trade_query_response')
    expect(await twice(bench())).toMatch(/^\{"error_response":\{"code":"40002"/)
  })

  test('rule 8: a payment code is in no answer, however the request was refused', async () => {
    const of = bench()
    const auth_code = await alipayCode(of.mock)
    const biz = alipayOrder({ scene: 'bar_code', auth_code })
    for (const change of [{ sign: 'AAAA' }, { params: { version: '3.0' } }, { params: { app_id: '1' } }]) expect(JSON.stringify(await of.pay(biz, change))).not.toContain(auth_code)
    expect(JSON.stringify(await of.pay({ ...biz, total_amount: 'x' }))).not.toContain(auth_code)
  })
})
