import { alipayCode, alipayOrder, callAlipay, postForm, signedParams, type alipayOf, type AlipayReply, type Change } from '../alipay'
import { writeAlipayForm } from '../../src/wire/alipay-form'
import { fault } from '../cashier'
import { answerOf, WALLETS, type Mock } from '../mock'
import type { PRODUCED } from './table'

/** A merchant's calls, and the server that they go to. */
export type Bench = ReturnType<typeof alipayOf> & { readonly mock: Mock }

/** The methods that make a trade. */
export type Ordering = 'precreate' | 'create' | 'pay'

type Biz = Record<string, unknown>
type Cause = (bench: Bench) => Promise<AlipayReply>
type CausesOf<Name extends keyof typeof PRODUCED> = { readonly [Code in keyof (typeof PRODUCED)[Name]]: Cause }

const NOBODYS = { out_trade_no: 'nobodys' }
const DAY_MS = 86_400_000

/** The content of a charge by a fresh payment code. */
const charging = async ({ mock }: Bench, fields: Biz = {}): Promise<Biz> => alipayOrder({ scene: 'bar_code', auth_code: await alipayCode(mock), ...fields })

/** An order's content for a method. */
const contentFor = (method: Ordering, bench: Bench, fields: Biz = {}): Promise<Biz> => (method === 'pay' ? charging(bench, fields) : Promise.resolve(alipayOrder(fields)))

/** A trade that was paid. */
async function paid(bench: Bench): Promise<{ readonly out_trade_no: unknown }> {
  const { out_trade_no } = await bench.pay(await charging(bench))
  return { out_trade_no }
}

async function created(bench: Bench): Promise<{ readonly out_trade_no: unknown }> {
  const { out_trade_no } = await bench.create(alipayOrder())
  return { out_trade_no }
}

async function unopened(bench: Bench): Promise<{ readonly out_trade_no: unknown }> {
  const { out_trade_no } = await bench.precreate(alipayOrder())
  return { out_trade_no }
}

const refund = (bench: Bench, of: Biz, out_request_no: string, refund_amount = '0.04'): Promise<AlipayReply> => bench.refund({ ...of, out_request_no, refund_amount })

const changed = (params: Change['params'], rest: Change = {}): Cause => ({ mock: { server: { wallets } } }) => callAlipay(wallets, 'alipay.trade.query', NOBODYS, { params, ...rest })

/** What causes the errors that every method has. */
export const every: CausesOf<'every'> = {
  'isv.missing-method': ({ mock }) => callAlipay(mock.server.wallets, '', NOBODYS),
  'isv.invalid-method': ({ mock }) => callAlipay(mock.server.wallets, 'alipay.trade.unheard.of', NOBODYS),
  'isv.missing-app-id': changed({ app_id: undefined }),
  'isv.missing-signature': changed({}, { sign: undefined }),
  'isv.missing-signature-type': changed({ sign_type: undefined }),
  'isv.missing-timestamp': changed({ timestamp: undefined }),
  'isv.missing-version': changed({ version: undefined }),
  'isv.invalid-app-id': changed({ app_id: '2021000000000000' }),
  'isv.invalid-charset': changed({ charset: 'utf-16' }),
  'isv.invalid-signature-type': changed({ sign_type: 'MD5' }),
  'isv.invalid-signature': changed({}, { sign: 'AAAA' }),
  'isv.invalid-timestamp': changed({ timestamp: '1767225600000' }),
  'isv.invalid-version': changed({ version: '3.0' }),
  'isv.invalid-format': changed({ format: 'XML' }),
  'isv.invalid-encrypt-type': changed({ encrypt_type: 'AES' }),
  'isv.invalid-parameter': changed({ biz_content: '[]' }),
}

type OrderCause = (method: Ordering, bench: Bench) => Promise<AlipayReply>

/** What causes the errors of every method that makes a trade. */
export const order: Readonly<Record<keyof (typeof PRODUCED)['order'], OrderCause>> = {
  'ACQ.INVALID_PARAMETER': async (method, bench) => bench[method](await contentFor(method, bench, { subject: undefined })),
  'ACQ.TOTAL_FEE_EXCEED': async (method, bench) => bench[method](await contentFor(method, bench, { total_amount: '100000000.00' })),
  'ACQ.TRADE_HAS_SUCCESS': async (method, bench) => bench[method](await contentFor(method, bench, await paid(bench))),
  'ACQ.TRADE_HAS_CLOSE': async (method, bench) => {
    const fields = await contentFor(method, bench, { total_amount: '1000.01' })
    await bench[method](fields)
    if (method === 'precreate') await bench.mock.clock.advance(15 * DAY_MS)
    else await bench.cancel({ out_trade_no: fields['out_trade_no'] })
    return bench[method](fields)
  },
  'ACQ.CONTEXT_INCONSISTENT': async (method, bench) => {
    const fields = await contentFor(method, bench, { total_amount: '1000.01' })
    await bench[method](fields)
    return bench[method]({ ...fields, total_amount: '1000.02' })
  },
  'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR': async (method, bench) => bench[method](await contentFor(method, bench, { time_expire: '2026-01-01 07:59:59' })),
}

const withFault = (name: string): Cause => async (bench) => {
  await fault(bench.mock, name)
  return bench.pay(await charging(bench))
}

async function logInOther({ mock }: Bench): Promise<void> {
  const { accounts } = (await answerOf(await mock.server.wallets.fetch(`${WALLETS}/phone/wallet`))).body
  const other: unknown = Array.isArray(accounts) ? Reflect.get(Object(accounts[1]), 'openid') : undefined
  await mock.phone('account', { openid: other })
}

export const pay: CausesOf<'pay'> = {
  'isp.unknow-error': withFault('bankerror'),
  'ACQ.SYSTEM_ERROR': withFault('systemerror-but-paid'),
  'ACQ.PAYMENT_AUTH_CODE_INVALID': async (bench) => {
    const fields = await charging(bench)
    await bench.mock.clock.advance(60_000)
    return bench.pay(fields)
  },
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': async (bench) => {
    await bench.mock.phone('balance', { amount_fen: -9_999_999 })
    return bench.pay(await charging(bench))
  },
  'ACQ.PAYMENT_REQUEST_HAS_RISK': withFault('refused'),
  'ACQ.TRADE_BUYER_NOT_MATCH': async (bench) => {
    await fault(bench.mock, 'bankerror', { times: 1 })
    const fields = await charging(bench)
    await bench.pay(fields)
    await logInOther(bench)
    return bench.pay({ ...fields, auth_code: await alipayCode(bench.mock) })
  },
}

export const query: CausesOf<'query'> = {
  'ACQ.TRADE_NOT_EXIST': async (bench) => bench.query(await unopened(bench)),
  'ACQ.INVALID_PARAMETER': (bench) => bench.query({}),
}

export const cancel: CausesOf<'cancel'> = {
  'ACQ.CANCEL_NOT_ALLOWED': async (bench) => {
    const of = await paid(bench)
    await bench.mock.clock.advance(DAY_MS)
    return bench.cancel(of)
  },
  'ACQ.INVALID_PARAMETER': (bench) => bench.cancel({}),
}

export const close: CausesOf<'close'> = {
  'ACQ.TRADE_NOT_EXIST': async (bench) => bench.close(await unopened(bench)),
  'ACQ.TRADE_STATUS_ERROR': async (bench) => bench.close(await paid(bench)),
}

export const refunds: CausesOf<'refund'> = {
  'ACQ.TRADE_NOT_EXIST': (bench) => refund(bench, NOBODYS, 'r1'),
  'ACQ.TRADE_STATUS_ERROR': async (bench) => refund(bench, await created(bench), 'r1'),
  'ACQ.TRADE_HAS_FINISHED': async (bench) => {
    const of = await paid(bench)
    await bench.mock.clock.advance(365 * DAY_MS)
    return refund(bench, of, 'r1')
  },
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': async (bench) => refund(bench, await paid(bench), 'r1', '0.11'),
  'ACQ.DISCORDANT_REPEAT_REQUEST': async (bench) => {
    const of = await paid(bench)
    await refund(bench, of, 'r1')
    return refund(bench, of, 'r1', '0.05')
  },
  'ACQ.INVALID_PARAMETER': async (bench) => bench.refund({ ...(await paid(bench)), refund_amount: '0.04' }),
  'ACQ.TOTAL_FEE_EXCEED': async (bench) => refund(bench, await paid(bench), 'r1', '0'),
}

export const refundQuery: CausesOf<'refundQuery'> = {
  'ACQ.TRADE_NOT_EXIST': (bench) => bench.refundQuery({ ...NOBODYS, out_request_no: 'r1' }),
  'ACQ.INVALID_PARAMETER': async (bench) => bench.refundQuery(await paid(bench)),
}

/** A request whose parameters come in the query as well. */
export async function twice({ mock: { server: { wallets } } }: Bench): Promise<string> {
  const form = writeAlipayForm(await signedParams('alipay.trade.query', NOBODYS, wallets))
  return postForm(wallets, `${form}&version=1.0`)
}
