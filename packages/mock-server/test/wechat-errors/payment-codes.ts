import { charging, codeOf, fault, paidOrder } from '../cashier'
import { order } from '../wechat'
import type { Bench, Cause, CausesOf } from './cause'

const NOBODYS_CODE = '100000000000000000'
const ALIPAYS_CODE = '280000000000000000'

/** Charges a payment code with a fault in force. */
const withFault = (name: string): Cause => async ({ mock, micropay }) => {
  await fault(mock, name)
  return micropay(await charging(mock))
}

/** A charge that waits for the payer's password. */
async function waiting({ mock, micropay }: Bench): Promise<Record<string, string | undefined>> {
  const fields = await charging(mock, { total_fee: '100001' })
  await micropay(fields)
  return fields
}

/** A charge that did not happen, and whose trade is open. */
async function open({ mock, micropay }: Bench): Promise<Record<string, string | undefined>> {
  await fault(mock, 'bankerror', { times: 1 })
  const fields = await charging(mock)
  await micropay(fields)
  return fields
}

async function afterReverse(bench: Bench): Promise<Record<string, string | undefined>> {
  const fields = await waiting(bench)
  await bench.mock.clock.advance(15_000)
  await bench.reverse({ out_trade_no: fields['out_trade_no'] })
  return fields
}

async function asOther({ mock }: Bench): Promise<void> {
  const answer = await mock.server.wallets.fetch('http://127.0.0.1:8788/phone/wallet')
  const { account, accounts }: { account: { openid: string }, accounts: { openid: string }[] } = JSON.parse(await answer.text())
  const other = accounts.find(({ openid }) => openid !== account.openid)
  await mock.phone('account', { openid: other?.openid })
}

/** The balance of the payer but one fen. */
async function emptied({ mock }: Bench): Promise<void> {
  const answer = await mock.server.wallets.fetch('http://127.0.0.1:8788/phone/wallet')
  const { balance_fen }: { balance_fen: number } = JSON.parse(await answer.text())
  await mock.phone('balance', { amount_fen: 1 - balance_fen })
}

export const micropay: CausesOf<'micropay'> = {
  SYSTEMERROR: withFault('systemerror-but-paid'),
  BANKERROR: withFault('bankerror'),
  USERPAYING: withFault('userpaying'),
  RULELIMIT: withFault('refused'),
  PARAM_ERROR: async (bench) => bench.micropay(await charging(bench.mock, { total_fee: '0.1' })),
  ORDERPAID: async (bench) => bench.micropay(await charging(bench.mock, { out_trade_no: (await paidOrder(bench.mock)).out_trade_no })),
  ORDERCLOSED: async (bench) => {
    const fields = await open(bench)
    await bench.closeorder({ out_trade_no: fields['out_trade_no'] })
    return bench.micropay(fields)
  },
  ORDERREVERSED: async (bench) => bench.micropay(await afterReverse(bench)),
  OUT_TRADE_NO_USED: async (bench) => {
    const placed = order()
    await bench.unifiedorder(placed)
    return bench.micropay(await charging(bench.mock, { out_trade_no: placed['out_trade_no'] }))
  },
  TRADE_ERROR: async (bench) => {
    const fields = await waiting(bench)
    await bench.mock.phone('decline', { out_trade_no: fields['out_trade_no'] })
    return bench.micropay(fields)
  },
  BUYER_MISMATCH: async (bench) => {
    const fields = await open(bench)
    await asOther(bench)
    return bench.micropay({ ...fields, auth_code: await codeOf(bench.mock) })
  },
  NOTENOUGH: async (bench) => {
    await emptied(bench)
    return bench.micropay(await charging(bench.mock))
  },
  AUTH_CODE_ERROR: async (bench) => bench.micropay(await charging(bench.mock, { auth_code: 'A00000000000000000' })),
  AUTH_CODE_INVALID: async (bench) => bench.micropay(await charging(bench.mock, { auth_code: NOBODYS_CODE })),
  AUTHCODEEXPIRE: async (bench) => {
    const fields = await charging(bench.mock)
    await bench.mock.clock.advance(60_000)
    return bench.micropay(fields)
  },
}

export const reverse: CausesOf<'reverse'> = {
  INVALID_TRANSACTIONID: (bench) => bench.reverse({ out_trade_no: 'nobodys001' }),
  PARAM_ERROR: (bench) => bench.reverse({ transaction_id: 'x' }),
  REVERSE_EXPIRE: async (bench) => {
    const fields = await waiting(bench)
    await bench.mock.clock.advance(7 * 86_400_000 + 1)
    return bench.reverse({ out_trade_no: fields['out_trade_no'] })
  },
  INVALID_REQUEST: async (bench) => bench.reverse({ transaction_id: (await bench.micropay(await charging(bench.mock)))['transaction_id'] }),
  TRADE_ERROR: async (bench) => {
    const { transaction_id } = await bench.micropay(await charging(bench.mock))
    await bench.refund({ transaction_id, out_refund_no: 'r1', total_fee: '10', refund_fee: '1' })
    return bench.reverse({ transaction_id })
  },
  USERPAYING: async (bench) => bench.reverse({ out_trade_no: (await waiting(bench))['out_trade_no'] }),
}

export const authcodetoopenid: CausesOf<'authcodetoopenid'> = {
  AUTH_CODE_ERROR: (bench) => bench.authcodetoopenid({ auth_code: 'A00000000000000000' }),
  AUTH_CODE_INVALID: (bench) => bench.authcodetoopenid({ auth_code: ALIPAYS_CODE }),
  AUTHCODEEXPIRE: async (bench) => {
    const auth_code = await codeOf(bench.mock)
    await bench.mock.clock.advance(60_000)
    return bench.authcodetoopenid({ auth_code })
  },
}
