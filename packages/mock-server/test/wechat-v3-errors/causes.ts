import { codeOf, fault } from '../cashier'
import { WALLETS, type Mock } from '../mock'
import { byNumber, PAY, REFUNDS, v3AccountOf, v3Call, v3Charge, v3Order, v3Paid, v3Query, type V3Answer } from '../wechat-v3'
import type { PRODUCED } from './table'

/** An operation by its name. */
export type V3Operation = Exclude<keyof typeof PRODUCED, 'every'>

/** Leads the simulation to where an operation gives its error, and gives its answer. */
export type V3Cause = (mock: Mock) => Promise<V3Answer>

type CausesOf<Name extends V3Operation> = { readonly [Code in keyof (typeof PRODUCED)[Name]]: V3Cause }

const NOBODYS = 'nobodys001'
const NOBODYS_CODE = '100000000000000000'
const OTHER = { mchid: '1000000000' }
const OTHER_APP = { appid: 'wx0123456789abcdef' }

const native = (mock: Mock, order: object): Promise<V3Answer> => v3Call(mock, 'POST', `${PAY}/native`, order)
const codepay = (mock: Mock, charge: object): Promise<V3Answer> => v3Call(mock, 'POST', `${PAY}/codepay`, charge)

async function own(mock: Mock): Promise<{ readonly appid: string, readonly mchid: string }> {
  const { appid, mch_id: mchid } = await v3AccountOf(mock)
  return { appid, mchid }
}

const closing = async (mock: Mock, out_trade_no: string, change: object = {}): Promise<V3Answer> => v3Call(mock, 'POST', byNumber(out_trade_no, '/close'), { mchid: (await own(mock)).mchid, ...change })
const reversing = async (mock: Mock, out_trade_no: string, change: object = {}): Promise<V3Answer> => v3Call(mock, 'POST', byNumber(out_trade_no, '/reverse'), { ...(await own(mock)), ...change })

async function ordered(mock: Mock): ReturnType<typeof v3Order> {
  const order = await v3Order(mock)
  await native(mock, order)
  return order
}

async function closed(mock: Mock): ReturnType<typeof v3Order> {
  const order = await ordered(mock)
  await closing(mock, order.out_trade_no)
  return order
}

async function charged(mock: Mock, fields: object = {}): ReturnType<typeof v3Charge> {
  const charge = await v3Charge(mock, fields)
  await codepay(mock, charge)
  return charge
}

/** A charge that waits for the payer's password. */
const waiting = (mock: Mock): ReturnType<typeof v3Charge> => charged(mock, { amount: { total: 100_001 } })

/** A charge that did not happen, and whose trade is open. */
async function open(mock: Mock): ReturnType<typeof v3Charge> {
  await fault(mock, 'bankerror', { times: 1 })
  return charged(mock)
}

const withFault = (name: string): V3Cause => async (mock) => {
  await fault(mock, name)
  return codepay(mock, await v3Charge(mock))
}

async function emptied(mock: Mock): Promise<void> {
  const { balance_fen }: { balance_fen: number } = JSON.parse(await (await mock.server.wallets.fetch(`${WALLETS}/phone/wallet`)).text())
  await mock.phone('balance', { amount_fen: 1 - balance_fen })
}

const prepay: CausesOf<'prepay'> = {
  PARAM_ERROR: async (mock) => native(mock, await v3Order(mock, { amount: { total: 0 } })),
  MCH_NOT_EXISTS: async (mock) => native(mock, await v3Order(mock, OTHER)),
  APPID_MCHID_NOT_MATCH: async (mock) => native(mock, await v3Order(mock, OTHER_APP)),
  NO_AUTH: async (mock) => v3Call(mock, 'POST', `${PAY}/app`, await v3Order(mock)),
  OPENID_MISMATCH: async (mock) => v3Call(mock, 'POST', `${PAY}/jsapi`, await v3Order(mock, { payer: { openid: 'o'.repeat(28) } })),
  INVALID_REQUEST: async (mock) => native(mock, { ...(await ordered(mock)), description: '别的' }),
  ORDERPAID: async (mock) => native(mock, await v3Order(mock, { out_trade_no: (await v3Paid(mock)).out_trade_no })),
  ORDER_CLOSED: async (mock) => native(mock, await closed(mock)),
  OUT_TRADE_NO_USED: async (mock) => native(mock, await v3Order(mock, { out_trade_no: (await waiting(mock)).out_trade_no })),
  RESOURCE_NOT_EXISTS: async (mock) => v3Call(mock, 'POST', `${PAY}/other`, await v3Order(mock)),
}

const codepayCauses: CausesOf<'codepay'> = {
  USERPAYING: withFault('userpaying'),
  SYSTEM_ERROR: withFault('systemerror-but-paid'),
  BANK_ERROR: withFault('bankerror'),
  RULE_LIMIT: withFault('refused'),
  PARAM_ERROR: async (mock) => codepay(mock, await v3Charge(mock, { scene_info: { store_info: {} } })),
  MCH_NOT_EXISTS: async (mock) => codepay(mock, await v3Charge(mock, OTHER)),
  APPID_MCHID_NOT_MATCH: async (mock) => codepay(mock, await v3Charge(mock, OTHER_APP)),
  NOT_ENOUGH: async (mock) => {
    await emptied(mock)
    return codepay(mock, await v3Charge(mock))
  },
  TRADE_ERROR: async (mock) => {
    const charge = await waiting(mock)
    await mock.phone('decline', { out_trade_no: charge.out_trade_no })
    return codepay(mock, charge)
  },
  OUT_TRADE_NO_USED: async (mock) => codepay(mock, await v3Charge(mock, { out_trade_no: (await ordered(mock)).out_trade_no })),
  ORDERPAID: async (mock) => codepay(mock, await charged(mock)),
  ORDER_CLOSED: async (mock) => {
    const charge = await open(mock)
    await closing(mock, charge.out_trade_no)
    return codepay(mock, charge)
  },
  ORDERREVERSED: async (mock) => {
    const charge = await waiting(mock)
    await mock.clock.advance(15_000)
    await reversing(mock, charge.out_trade_no)
    return codepay(mock, charge)
  },
  AUTH_CODE_ERROR: async (mock) => codepay(mock, await v3Charge(mock, { payer: { auth_code: 'A00000000000000000' } })),
  AUTH_CODE_INVALID: async (mock) => codepay(mock, await v3Charge(mock, { payer: { auth_code: NOBODYS_CODE } })),
  AUTHCODEEXPIRE: async (mock) => {
    const payer = { auth_code: await codeOf(mock) }
    await mock.clock.advance(60_000)
    return codepay(mock, await v3Charge(mock, { payer }))
  },
}

const query: CausesOf<'query'> = {
  ORDER_NOT_EXIST: (mock) => v3Query(mock, NOBODYS),
  INVALID_TRANSACTIONID: async (mock) => v3Call(mock, 'GET', `${PAY}/id/x?mchid=${(await own(mock)).mchid}`),
  PARAM_ERROR: (mock) => v3Call(mock, 'GET', byNumber(NOBODYS)),
  MCH_NOT_EXISTS: (mock) => v3Call(mock, 'GET', `${byNumber(NOBODYS)}?mchid=${OTHER.mchid}`),
}

const close: CausesOf<'close'> = {
  ORDER_NOT_EXIST: (mock) => closing(mock, NOBODYS),
  ORDERPAID: async (mock) => closing(mock, (await v3Paid(mock)).out_trade_no),
  ORDER_CLOSED: async (mock) => closing(mock, (await closed(mock)).out_trade_no),
  TRADE_ERROR: async (mock) => closing(mock, (await waiting(mock)).out_trade_no),
  PARAM_ERROR: (mock) => closing(mock, NOBODYS, { mchid: undefined }),
  MCH_NOT_EXISTS: (mock) => closing(mock, NOBODYS, OTHER),
}

const reverse: CausesOf<'reverse'> = {
  ORDER_NOT_EXIST: (mock) => reversing(mock, NOBODYS),
  INVALID_REQUEST: async (mock) => reversing(mock, (await waiting(mock)).out_trade_no),
  TRADE_ERROR: async (mock) => {
    const { out_trade_no } = await charged(mock)
    await v3Call(mock, 'POST', REFUNDS, { out_trade_no, out_refund_no: 'r1', amount: { refund: 1, total: 10, currency: 'CNY' } })
    return reversing(mock, out_trade_no)
  },
  REVERSE_EXPIRE: async (mock) => {
    const { out_trade_no } = await waiting(mock)
    await mock.clock.advance(7 * 86_400_000 + 1)
    return reversing(mock, out_trade_no)
  },
  PARAM_ERROR: (mock) => reversing(mock, NOBODYS, { appid: undefined }),
  MCH_NOT_EXISTS: (mock) => reversing(mock, NOBODYS, OTHER),
  APPID_MCHID_NOT_MATCH: (mock) => reversing(mock, NOBODYS, OTHER_APP),
}

const refunding = (mock: Mock, fields: object, amount: object = { refund: 10, total: 10, currency: 'CNY' }): Promise<V3Answer> => v3Call(mock, 'POST', REFUNDS, { out_refund_no: 'r1', amount, ...fields })

const refund: CausesOf<'refund'> = {
  PARAM_ERROR: async (mock) => refunding(mock, await v3Paid(mock), { refund: '10', total: 10, currency: 'CNY' }),
  RESOURCE_NOT_EXISTS: async (mock) => refunding(mock, { out_trade_no: (await ordered(mock)).out_trade_no }),
  INVALID_REQUEST: async (mock) => refunding(mock, await v3Paid(mock), { refund: 11, total: 10, currency: 'CNY' }),
}

const refundQuery: CausesOf<'refundQuery'> = {
  RESOURCE_NOT_EXISTS: (mock) => v3Call(mock, 'GET', `${REFUNDS}/nobodys`),
}

/** What causes each error, by operation. */
export const CAUSES: { readonly [Name in V3Operation]: CausesOf<Name> } = { prepay, codepay: codepayCauses, query, close, reverse, refund, refundQuery }
