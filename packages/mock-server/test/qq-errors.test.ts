import { describe, expect, test } from 'vitest'
import { fault } from './cashier'
import { createMock, WALLETS, type Mock } from './mock'
import { QQ_OPERATIONS, qqAccountOf, qqCall, qqCharge, qqCode, qqFields, qqMessage, qqOperator, qqOrder, qqPaid, qqPath, qqPost, type Fields, type QqOperation } from './qq'

type Answer = Record<string, string>
type Cause = (mock: Mock) => Promise<Answer>

const NOBODYS = 'nobodys1'
const NOBODYS_CODE = '910000000000000000'

/** Fields that an operation's first checks take. */
async function good(mock: Mock, operation: QqOperation): Promise<Fields> {
  const rest: Readonly<Record<QqOperation, Fields>> = {
    unifiedOrder: qqOrder(),
    microPay: { ...qqOrder({ trade_type: 'MICROPAY', device_info: 'till1' }), auth_code: NOBODYS_CODE },
    orderQuery: { out_trade_no: NOBODYS },
    closeOrder: { out_trade_no: NOBODYS },
    reverse: { out_trade_no: NOBODYS, ...(await qqOperator(mock)) },
    refund: { out_trade_no: NOBODYS, out_refund_no: 'r1', refund_fee: '1', ...(await qqOperator(mock)) },
    refundQuery: { out_trade_no: NOBODYS },
  }
  return rest[operation]
}

const signed = async (mock: Mock, operation: QqOperation, change: Fields): Promise<Answer> => qqPost(mock, operation, qqMessage({ ...(await good(mock, operation)), ...change }, await qqAccountOf(mock)))

/** What every operation answers to a message that is nobody's, or no message: not signed, and in the words of the document. */
const MESSAGES: Readonly<Record<string, readonly [text: string, cause: (mock: Mock, operation: QqOperation) => Promise<Answer>]>> = {
  REQUIRE_POST_METHOD: ['请使用post方法', async ({ server }, operation) => qqFields(await (await server.wallets.fetch(`${WALLETS}${qqPath(operation)}`)).text())],
  POST_DATA_EMPTY: ['post数据为空', (mock, operation) => qqPost(mock, operation, '')],
  NOT_UTF8: ['编码格式错误', (mock, operation) => qqPost(mock, operation, Uint8Array.of(0x3c, 0xff))],
  XML_FORMAT_ERROR: ['XML格式错误', (mock, operation) => qqPost(mock, operation, '<!DOCTYPE xml><xml></xml>')],
  LACK_PARAMS: ['缺少参数nonce_str', (mock, operation) => signed(mock, operation, { nonce_str: undefined })],
  MCHID_NOT_EXIST: ['MCHID不存在', (mock, operation) => signed(mock, operation, { mch_id: '1000000000' })],
  SIGNERROR: ['签名错误', (mock, operation) => signed(mock, operation, { sign: 'A'.repeat(32) })],
}

describe('a message that the QQ wallet can not take for the merchant\'s', () => {
  test.each(QQ_OPERATIONS.flatMap((operation) => Object.entries(MESSAGES).map(([code, [text, cause]]) => [operation, code, text, cause] as const)))('to %s is refused unsigned: %s', async (operation, _, text, cause) => {
    expect(await cause(createMock(), operation)).toStrictEqual({ return_code: 'FAIL', return_msg: text, retcode: '1', retmsg: text })
  })

  test.each(QQ_OPERATIONS.flatMap((operation) => [[operation, 'APPID_NOT_EXIST', 'wx0123456789abcdef'], [operation, 'APPID_MCHID_NOT_MATCH', '100000000']] as const))('to %s is refused and signed: %s', async (operation, err_code, appid) => {
    expect(await signed(createMock(), operation, { appid })).toMatchObject({ return_code: 'SUCCESS', result_code: 'FAIL', err_code, retcode: '1', appid, sign: expect.stringMatching(/^[0-9A-F]{32}$/) })
  })
})

async function ordered(mock: Mock, fields: Fields = {}): Promise<Fields> {
  const order = qqOrder(fields)
  await qqCall(mock, 'unifiedOrder', order)
  return order
}

async function closed(mock: Mock): Promise<Fields> {
  const order = await ordered(mock)
  await qqCall(mock, 'closeOrder', { out_trade_no: order['out_trade_no'] })
  return order
}

/** A charge that waits for the payer's password. */
async function waiting(mock: Mock): Promise<Fields> {
  const fields = await qqCharge(mock, { total_fee: '100001' })
  await qqCall(mock, 'microPay', fields)
  return fields
}

/** A charge that did not happen, and whose trade is open. */
async function open(mock: Mock): Promise<Fields> {
  await fault(mock, 'bankerror', { times: 1 })
  const fields = await qqCharge(mock)
  await qqCall(mock, 'microPay', fields)
  return fields
}

async function reversed(mock: Mock): Promise<Fields> {
  const fields = await waiting(mock)
  await mock.clock.advance(300_000)
  await qqCall(mock, 'reverse', { out_trade_no: fields['out_trade_no'], ...(await qqOperator(mock)) })
  return fields
}

const withFault = (name: string): Cause => async (mock) => {
  await fault(mock, name)
  return qqCall(mock, 'microPay', await qqCharge(mock))
}

const charging = (change: Fields): Cause => async (mock) => qqCall(mock, 'microPay', await qqCharge(mock, change))
const reversing = (fields: (mock: Mock) => Promise<Fields>, waitMs = 300_000): Cause => async (mock) => {
  const { out_trade_no } = await fields(mock)
  await mock.clock.advance(waitMs)
  return qqCall(mock, 'reverse', { out_trade_no, ...(await qqOperator(mock)) })
}
const refunding = (change: Fields, fields: (mock: Mock) => Promise<Fields> = async (mock) => ({ out_trade_no: await qqPaid(mock) })): Cause => async (mock) =>
  qqCall(mock, 'refund', { ...(await fields(mock)), out_refund_no: 'r1', refund_fee: '4', ...(await qqOperator(mock)), ...change })

async function wallet({ server }: Mock): Promise<{ balance_fen: number, account: { openid: string }, accounts: { openid: string }[] }> {
  return JSON.parse(await (await server.wallets.fetch(`${WALLETS}/phone/wallet`)).text())
}

/** Every error that a state of an order can produce at the QQ wallet, by operation, with what causes it. */
const CAUSES: Readonly<Partial<Record<QqOperation, Readonly<Record<string, Cause>>>>> = {
  unifiedOrder: {
    NOAUTH: (mock) => qqCall(mock, 'unifiedOrder', qqOrder({ trade_type: 'APP' })),
    PARAM_ERROR: (mock) => qqCall(mock, 'unifiedOrder', qqOrder({ total_fee: '0.1' })),
    ORDERPAID: async (mock) => qqCall(mock, 'unifiedOrder', qqOrder({ out_trade_no: await qqPaid(mock) })),
    ORDERCLOSED: async (mock) => qqCall(mock, 'unifiedOrder', await closed(mock)),
    OUT_TRADE_NO_USED: async (mock) => qqCall(mock, 'unifiedOrder', qqOrder({ out_trade_no: (await waiting(mock))['out_trade_no'] })),
    INVALID_REQUEST: async (mock) => qqCall(mock, 'unifiedOrder', { ...(await ordered(mock)), total_fee: '11' }),
  },
  orderQuery: {
    ORDERNOTEXIST: (mock) => qqCall(mock, 'orderQuery', { out_trade_no: NOBODYS }),
    PARAM_ERROR: (mock) => qqCall(mock, 'orderQuery', { transaction_id: 'x' }),
  },
  closeOrder: {
    ORDERNOTEXIST: (mock) => qqCall(mock, 'closeOrder', { out_trade_no: NOBODYS }),
    PARAM_ERROR: (mock) => qqCall(mock, 'closeOrder', { out_trade_no: '?' }),
    ORDERPAID: async (mock) => qqCall(mock, 'closeOrder', { out_trade_no: await qqPaid(mock) }),
    ORDERCLOSED: async (mock) => qqCall(mock, 'closeOrder', { out_trade_no: (await closed(mock))['out_trade_no'] }),
    TRADE_STATE_ERROR: async (mock) => qqCall(mock, 'closeOrder', { out_trade_no: (await waiting(mock))['out_trade_no'] }),
  },
  microPay: {
    SYSTEMERROR: withFault('systemerror-but-paid'),
    BANKERROR: withFault('bankerror'),
    USERPAYING: withFault('userpaying'),
    RULELIMIT: withFault('refused'),
    PARAM_ERROR: charging({ total_fee: '0.1' }),
    AUTH_CODE_ERROR: charging({ auth_code: 'A00000000000000000' }),
    AUTH_CODE_INVALID: charging({ auth_code: NOBODYS_CODE }),
    AUTHCODEEXPIRE: async (mock) => {
      const fields = await qqCharge(mock)
      await mock.clock.advance(60_000)
      return qqCall(mock, 'microPay', fields)
    },
    ORDERPAID: async (mock) => charging({ out_trade_no: await qqPaid(mock) })(mock),
    OUT_TRADE_NO_USED: async (mock) => charging({ out_trade_no: (await ordered(mock))['out_trade_no'] })(mock),
    ORDERCLOSED: async (mock) => {
      const fields = await open(mock)
      await qqCall(mock, 'closeOrder', { out_trade_no: fields['out_trade_no'] })
      return qqCall(mock, 'microPay', fields)
    },
    ORDERREVERSED: async (mock) => qqCall(mock, 'microPay', await reversed(mock)),
    TRADE_ERROR: async (mock) => {
      const fields = await waiting(mock)
      await mock.phone('decline', { provider: 'qq', out_trade_no: fields['out_trade_no'] })
      return qqCall(mock, 'microPay', fields)
    },
    BUYER_MISMATCH: async (mock) => {
      const fields = await open(mock)
      const { account, accounts } = await wallet(mock)
      await mock.phone('account', { openid: accounts.find(({ openid }) => openid !== account.openid)?.openid })
      return qqCall(mock, 'microPay', { ...fields, auth_code: await qqCode(mock) })
    },
    NOTENOUGH: async (mock) => {
      await mock.phone('balance', { amount_fen: 1 - (await wallet(mock)).balance_fen })
      return charging({})(mock)
    },
  },
  reverse: {
    ORDERNOTEXIST: reversing(async () => ({ out_trade_no: NOBODYS })),
    NOAUTH: async (mock) => qqCall(mock, 'reverse', { out_trade_no: NOBODYS, ...(await qqOperator(mock)), op_user_id: '1' }),
    PARAM_ERROR: reversing(async () => ({ out_trade_no: '?' })),
    INVALID_REQUEST: reversing(ordered),
    USERPAYING: reversing(waiting, 299_999),
    REVERSE_EXPIRE: reversing(waiting, 7 * 86_400_000 + 1),
    TRADE_ERROR: reversing(async (mock) => {
      const fields = await qqCharge(mock)
      await qqCall(mock, 'microPay', fields)
      await refunding({}, async () => ({ out_trade_no: fields['out_trade_no'] }))(mock)
      return fields
    }),
  },
  refund: {
    ORDERNOTEXIST: refunding({ out_trade_no: NOBODYS }),
    NOAUTH: refunding({ op_user_passwd: 'x' }),
    PARAM_ERROR: refunding({ refund_fee: '0' }),
    ERROR: refunding({ refund_fee: '11' }),
    REFUND_FEE_MISMATCH: async (mock) => {
      const out_trade_no = await qqPaid(mock)
      await refunding({ out_trade_no })(mock)
      return refunding({ out_trade_no, refund_fee: '5' })(mock)
    },
    TRADE_OVERDUE: async (mock) => {
      const out_trade_no = await qqPaid(mock)
      await mock.clock.advance(366 * 86_400_000)
      return refunding({ out_trade_no })(mock)
    },
  },
  refundQuery: {
    REFUNDNOTEXIST: async (mock) => qqCall(mock, 'refundQuery', { out_trade_no: await qqPaid(mock) }),
    PARAM_ERROR: (mock) => qqCall(mock, 'refundQuery', { out_trade_no: '?' }),
  },
}

const rows = QQ_OPERATIONS.flatMap((operation) => Object.entries(CAUSES[operation] ?? {}).map(([code, cause]) => [operation, code, cause] as const))

describe('an error of the QQ wallet that a state produces', () => {
  test.each(rows)('of %s: %s, with a sentence that is not WeChat\'s', async (_, code, cause) => {
    const answer = await cause(createMock())
    expect(answer).toMatchObject({ return_code: 'SUCCESS', result_code: 'FAIL', retcode: '1', err_code: code, err_code_des: expect.stringMatching(/\p{sc=Han}|transaction_id/u) })
    expect(answer['err_code_des']).not.toContain('微信')
    expect(answer['retmsg']).toBe(answer['err_code_des'])
  })
})
