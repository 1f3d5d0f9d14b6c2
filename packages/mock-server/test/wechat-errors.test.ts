import { describe, expect, test } from 'vitest'
import { COMMUNICATION_ERRORS } from '../src/wallets/wechat-v2/failure'
import { merchantOf } from './cashier'
import { createMock } from './mock'
import type { Bench, Cause, CausesOf, Operation } from './wechat-errors/cause'
import { every, OPERATIONS } from './wechat-errors/every'
import { closeorder, orderquery, unifiedorder } from './wechat-errors/orders'
import { authcodetoopenid, micropay, reverse } from './wechat-errors/payment-codes'
import { refund, refundquery } from './wechat-errors/refunds'
import { NOT_PRODUCED, PRODUCED } from './wechat-errors/table'

const CAUSES: { readonly [Name in Operation]: CausesOf<Name> } = { unifiedorder, orderquery, closeorder, micropay, reverse, refund, refundquery, authcodetoopenid }

/** The codes that WeChat Pay's pages list for an operation. */
const LISTED: Readonly<Record<Operation, string>> = {
  unifiedorder: 'NOAUTH NOTENOUGH ORDERPAID ORDERCLOSED SYSTEMERROR APPID_NOT_EXIST MCHID_NOT_EXIST APPID_MCHID_NOT_MATCH LACK_PARAMS OUT_TRADE_NO_USED SIGNERROR XML_FORMAT_ERROR REQUIRE_POST_METHOD POST_DATA_EMPTY NOT_UTF8 INVALID_REQUEST',
  orderquery: 'ORDERNOTEXIST SYSTEMERROR',
  closeorder: 'ORDERPAID ORDERNOTEXIST ORDERCLOSED SYSTEMERROR SIGNERROR TRADE_STATE_ERROR XML_FORMAT_ERROR REQUIRE_POST_METHOD',
  micropay: 'SYSTEMERROR BANKERROR USERPAYING PARAM_ERROR ORDERPAID NOAUTH AUTHCODEEXPIRE NOTENOUGH NOTSUPORTCARD ORDERCLOSED ORDERREVERSED AUTH_CODE_ERROR AUTH_CODE_INVALID XML_FORMAT_ERROR REQUIRE_POST_METHOD SIGNERROR LACK_PARAMS NOT_UTF8 BUYER_MISMATCH APPID_NOT_EXIST MCHID_NOT_EXIST OUT_TRADE_NO_USED APPID_MCHID_NOT_MATCH INVALID_REQUEST TRADE_ERROR RULELIMIT',
  reverse: 'SYSTEMERROR INVALID_TRANSACTIONID PARAM_ERROR REQUIRE_POST_METHOD SIGNERROR REVERSE_EXPIRE INVALID_REQUEST TRADE_ERROR USERPAYING',
  refund: 'SYSTEMERROR BIZERR_NEED_RETRY TRADE_OVERDUE ERROR USER_ACCOUNT_ABNORMAL INVALID_REQ_TOO_MUCH NOTENOUGH INVALID_TRANSACTIONID PARAM_ERROR APPID_NOT_EXIST MCHID_NOT_EXIST ORDERNOTEXIST REQUIRE_POST_METHOD SIGNERROR XML_FORMAT_ERROR FREQUENCY_LIMITED',
  refundquery: 'REFUNDNOTEXIST INVALID_TRANSACTIONID SYSTEMERROR',
  authcodetoopenid: 'AUTHCODEEXPIRE AUTH_CODE_ERROR AUTH_CODE_INVALID SYSTEMERROR',
}

function bench(): Bench {
  const mock = createMock()
  return { mock, ...merchantOf(mock) }
}

/** The code of an error: a failed communication tells it by its text alone, and is not signed. */
function codeIn(answer: Record<string, string>): string | undefined {
  if (answer['return_code'] === 'SUCCESS') return answer['result_code'] === 'FAIL' ? answer['err_code'] : undefined
  return Object.entries(COMMUNICATION_ERRORS).find(([, text]) => answer['return_msg']?.startsWith(text))?.[0]
}

const names = Object.keys(OPERATIONS).filter((name): name is Operation => Object.hasOwn(CAUSES, name))
const causedRows = names.flatMap((name) => Object.entries<Cause>({ ...CAUSES[name] }).map(([code, cause]) => [name, code, cause] as const))
const everyRows = Object.entries(every).flatMap(([code, cause]) => names.map((name) => [name, code, cause] as const))

describe('the errors of WeChat Pay', () => {
  test.each(causedRows)('%s answers %s to what the table says', async (_, code, cause) => {
    const answer = await cause(bench())
    expect(codeIn(answer)).toBe(code)
    expect(answer['err_code_des'] ?? answer['return_msg']).toMatch(/\S/)
  })

  test.each(everyRows)('%s answers %s to what the table says of every operation', async (name, code, cause) => {
    expect(codeIn(await cause(name, bench()))).toBe(code)
  })

  test.each(names)('of %s are all either caused or left out for a reason, and never both', (name) => {
    const caused = [...Object.keys(PRODUCED[name]), ...Object.keys(PRODUCED.every)]
    const left = Object.keys(NOT_PRODUCED[name])
    expect(left.filter((code) => caused.includes(code))).toStrictEqual([])
    expect(LISTED[name].split(' ').filter((code) => !caused.includes(code) && !left.includes(code))).toStrictEqual([])
  })
})
