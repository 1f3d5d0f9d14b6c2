import { paidOrder } from '../cashier'
import type { CausesOf } from './cause'

const REFUND = { out_refund_no: 'r1', total_fee: '10', refund_fee: '10' }
const NOBODYS = { transaction_id: '4200000000202601010000000000' }

export const refund: CausesOf<'refund'> = {
  INVALID_TRANSACTIONID: (bench) => bench.refund({ ...REFUND, ...NOBODYS }),
  ORDERNOTEXIST: (bench) => bench.refund({ ...REFUND, out_trade_no: 'nobodys001' }),
  PARAM_ERROR: async (bench) => bench.refund({ ...REFUND, ...(await paidOrder(bench.mock)), refund_fee: '0' }),
  TRADE_OVERDUE: async (bench) => {
    const paid = await paidOrder(bench.mock)
    await bench.mock.clock.advance(365 * 86_400_000 + 1)
    return bench.refund({ ...REFUND, ...paid })
  },
  ERROR: async (bench) => bench.refund({ ...REFUND, ...(await paidOrder(bench.mock)), refund_fee: '11' }),
  REFUND_FEE_MISMATCH: async (bench) => bench.refund({ ...REFUND, ...(await paidOrder(bench.mock)), total_fee: '11' }),
}

export const refundquery: CausesOf<'refundquery'> = {
  REFUNDNOTEXIST: async (bench) => bench.refundquery(await paidOrder(bench.mock)),
  INVALID_TRANSACTIONID: (bench) => bench.refundquery(NOBODYS),
  PARAM_ERROR: async (bench) => bench.refundquery({ ...(await paidOrder(bench.mock)), offset: 'x' }),
}
