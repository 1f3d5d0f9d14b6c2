import { yuanFromFen } from '../../wire/yuan'
import type { Order } from '../order'
import type { Finding, ProviderError } from '../provider'
import type { AlipayPorts } from './provider'
import { checkOrder, paidBy } from './query'
import { CALL_TIMEOUT_MS } from './timeouts'

/** Alipay's payment codes. */
export const ALIPAY_AUTH_CODE = { form: /^(25|26|27|28|29|30)\d{14,22}$/, says: 'auth_code is the payer\'s payment code: 16 to 24 digits that begin with 25 to 30' }

const UNKNOWN: Finding = { type: 'report', trade_state: null, trade_state_desc: null }
// These leave it open whether the payer was charged: the number is ours alone, so that it would be this charge.
const OPEN = new Set(['ACQ.TRADE_HAS_SUCCESS', 'ACQ.CONTEXT_INCONSISTENT'])

/** What a cashier can do something about, by the names that a page knows it by. */
const TRADE_STATES: ReadonlyMap<string, string> = new Map([
  ['ACQ.PAYMENT_AUTH_CODE_INVALID', 'AUTH_CODE_INVALID'],
  ['ACQ.BUYER_BALANCE_NOT_ENOUGH', 'NOTENOUGH'],
  ['ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH', 'NOTENOUGH'],
])

/** Charges the payer of a code, once. */
export async function charge(order: Order, authCode: string, { call, notifyUrl }: AlipayPorts): Promise<Finding> {
  const answer = await call('alipay.trade.pay', {
    out_trade_no: order.trade_no,
    scene: 'bar_code',
    auth_code: authCode,
    product_code: 'FACE_TO_FACE_PAYMENT',
    subject: order.merchandise_description,
    total_amount: yuanFromFen(order.amount_fen),
  }, { timeoutMs: CALL_TIMEOUT_MS, addresses: { notify_url: notifyUrl } })
  checkOrder(answer, order)
  if (answer['code'] === '10003') return { type: 'report', trade_state: 'USERPAYING', trade_state_desc: '等待顾客确认付款' }
  return { type: 'pay', payment: paidBy(answer, order, 'gmt_payment') }
}

/** A definite refusal is told as a client of every provider knows it, with Alipay's own sentence. */
export function refusedCharge({ code, description }: ProviderError): Finding {
  if (code === undefined || OPEN.has(code)) return UNKNOWN
  return { type: 'fail', trade_state: TRADE_STATES.get(code) ?? 'PAYERROR', trade_state_desc: description || null }
}
