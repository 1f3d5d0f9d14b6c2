import type { Fields } from '../../wire/xml'
import type { Order } from '../order'
import { ProviderError, type Finding } from '../provider'
import { paymentOf } from './payment'
import type { WechatPorts } from './provider'
import { QUERY_TIMEOUT_MS } from './timeouts'

/** Asks what became of an order. A state that nobody has heard of is reported as it was said. */
export async function query(order: Order, { call }: WechatPorts): Promise<Finding> {
  return findingOf(await call('/pay/orderquery', { out_trade_no: order.trade_no }, QUERY_TIMEOUT_MS), order)
}

function findingOf(answer: Fields, order: Order): Finding {
  checkOrder(answer, order)
  const word = { trade_state: answer['trade_state'] || null, trade_state_desc: answer['trade_state_desc'] || null }
  switch (word.trade_state) {
    case 'SUCCESS':
    case 'REFUND': return { type: 'pay', payment: paidBy(answer, order) }
    case 'CLOSED': return { type: 'close' }
    case 'REVOKED': return { type: 'reverse' }
    // What every order begins with is not worth its sentence.
    case 'NOTPAY': return { type: 'report', trade_state: 'NOTPAY', trade_state_desc: null }
    case 'PAYERROR': return { type: 'fail', ...word }
    default: return { type: 'report', ...word }
  }
}

/** @throws {ProviderError} the answer is about another order */
export function checkOrder(answer: Fields, order: Order): void {
  if (answer['out_trade_no'] !== order.trade_no) throw new ProviderError('WeChat Pay answered for another order')
}

/** The charge that an answer tells of. @throws {ProviderError} it is not this order's */
export function paidBy(answer: Fields, order: Order): NonNullable<Order['payment']> {
  const payment = paymentOf(answer, order)
  if (!payment) throw new ProviderError('WeChat Pay told of a payment that is not this order\'s')
  return payment
}
