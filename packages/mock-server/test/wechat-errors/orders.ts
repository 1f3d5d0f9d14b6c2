import { charging, paidOrder } from '../cashier'
import { order } from '../wechat'
import type { Bench, CausesOf } from './cause'

const NOBODYS = 'nobodys001'

async function ordered({ unifiedorder }: Bench, fields: Record<string, string> = {}): Promise<Record<string, string | undefined>> {
  const placed = order(fields)
  await unifiedorder(placed)
  return placed
}

async function closed(bench: Bench): Promise<Record<string, string | undefined>> {
  const placed = await ordered(bench)
  await bench.closeorder({ out_trade_no: placed['out_trade_no'] })
  return placed
}

export const unifiedorder: CausesOf<'unifiedorder'> = {
  NOAUTH: (bench) => bench.unifiedorder(order({ trade_type: 'APP' })),
  ORDERPAID: async (bench) => bench.unifiedorder(order({ out_trade_no: (await paidOrder(bench.mock)).out_trade_no })),
  ORDERCLOSED: async (bench) => bench.unifiedorder(await closed(bench)),
  OUT_TRADE_NO_USED: async (bench) => {
    const fields = await charging(bench.mock, { total_fee: '100001' })
    await bench.micropay(fields)
    return bench.unifiedorder(order({ out_trade_no: fields['out_trade_no'] }))
  },
  INVALID_REQUEST: async (bench) => bench.unifiedorder({ ...(await ordered(bench)), total_fee: '11' }),
  OPENID_MISMATCH: (bench) => bench.unifiedorder(order({ trade_type: 'JSAPI', openid: 'o'.repeat(28) })),
}

export const orderquery: CausesOf<'orderquery'> = {
  ORDERNOTEXIST: (bench) => bench.orderquery({ out_trade_no: NOBODYS }),
}

export const closeorder: CausesOf<'closeorder'> = {
  ORDERPAID: async (bench) => bench.closeorder({ out_trade_no: (await paidOrder(bench.mock)).out_trade_no }),
  ORDERNOTEXIST: (bench) => bench.closeorder({ out_trade_no: NOBODYS }),
  ORDERCLOSED: async (bench) => bench.closeorder({ out_trade_no: (await closed(bench))['out_trade_no'] }),
  TRADE_STATE_ERROR: async (bench) => {
    const fields = await charging(bench.mock, { total_fee: '100001' })
    await bench.micropay(fields)
    return bench.closeorder({ out_trade_no: fields['out_trade_no'] })
  },
}
