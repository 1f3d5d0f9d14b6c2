import type { AlipayNode } from '../../wire/alipay-response'
import { gatewayOf, isScan } from '../gateways'
import type { Order, OrderPayment } from '../order'
import { ProviderError, type Finding } from '../provider'
import { paymentOf } from './payment'
import type { AlipayPorts } from './provider'
import { QUERY_TIMEOUT_MS } from './timeouts'

/** So long after an order's own end nobody can open it any more, however the two clocks differ. */
const GRACE_MS = 60_000

/** Asks what became of an order. A status that nobody has heard of is reported as it was said. */
export async function query(order: Order, ports: AlipayPorts): Promise<Finding> {
  try {
    return findingOf(await ports.call('alipay.trade.query', { out_trade_no: order.trade_no }, { timeoutMs: QUERY_TIMEOUT_MS }), order)
  } catch (error) {
    if (!isUnopened(error, order)) throw error
    return isOver(order, ports) ? { type: 'close' } : { type: 'report', trade_state: 'NOTEXIST', trade_state_desc: null }
  }
}

type Reading = (answer: AlipayNode, order: Order) => Finding

const paid: Reading = (answer, order) => ({ type: 'pay', payment: paidBy(answer, order, 'send_pay_date') })

const KNOWN: ReadonlyMap<unknown, Reading> = new Map<unknown, Reading>([
  ['TRADE_SUCCESS', paid],
  ['TRADE_FINISHED', paid],
  ['TRADE_CLOSED', closed],
  // Of a payment code it means that its payer is asked for the password.
  ['WAIT_BUYER_PAY', (_, order) => ({ type: 'report', trade_state: isScan(order) ? 'USERPAYING' : 'WAIT_BUYER_PAY', trade_state_desc: null })],
])

function findingOf(answer: AlipayNode, order: Order): Finding {
  checkOrder(answer, order)
  const { trade_status: status } = answer
  return KNOWN.get(status)?.(answer, order) ?? { type: 'report', trade_state: typeof status === 'string' ? status : null, trade_state_desc: null }
}

/** Alipay has one word for a trade that was not paid and for one whose money went back. */
function closed(answer: AlipayNode, order: Order): Finding {
  if (answer['send_pay_date'] !== undefined || order.is_reversing) return { type: 'reverse' }
  return isScan(order) ? { type: 'fail', trade_state: 'PAYERROR', trade_state_desc: '顾客没有付款，交易已关闭' } : { type: 'close' }
}

/** Whether an order is unknown to Alipay only because no payer has opened it yet, by its QR or its address. */
export function isUnopened(error: unknown, order: Order): boolean {
  const { flow } = gatewayOf(order)
  return error instanceof ProviderError && error.isAbsent && (flow === 'qrcode' || flow === 'redirect')
}

/** Whether the time in which a payer can open an order is over for certain. */
export const isOver = ({ expires_at }: Order, { clock }: AlipayPorts): boolean => clock.now() >= expires_at + GRACE_MS

/** @throws {ProviderError} the answer is about another order */
export function checkOrder(answer: AlipayNode, order: Order): void {
  if (answer['out_trade_no'] !== order.trade_no) throw new ProviderError('Alipay answered for another order')
}

/** The charge that an answer tells of. @throws {ProviderError} it is not this order's */
export function paidBy(answer: AlipayNode, order: Order, time: 'gmt_payment' | 'send_pay_date'): OrderPayment {
  const payment = paymentOf(answer, order, time)
  if (!payment) throw new ProviderError('Alipay told of a payment that is not this order\'s')
  return payment
}
