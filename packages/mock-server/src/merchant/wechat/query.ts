import type { Fields } from '../../wire/xml'
import type { Order, Word } from '../order'
import { ProviderError, type Finding } from '../provider'
import { paymentOf } from './payment'
import type { WechatPorts } from './provider'
import { QUERY_TIMEOUT_MS } from './timeouts'

type Reading = (answer: Fields, order: Order, word: Word) => Finding

/** Asks what became of an order. A state that nobody has heard of is reported as it was said. */
export async function query(order: Order, { call }: WechatPorts): Promise<Finding> {
  return findingOf(await call('/pay/orderquery', { out_trade_no: order.trade_no }, QUERY_TIMEOUT_MS), order)
}

const paid: Reading = (answer, order) => ({ type: 'pay', payment: paidBy(answer, order) })

const KNOWN: ReadonlyMap<string | null, Reading> = new Map<string | null, Reading>([
  ['SUCCESS', paid],
  ['REFUND', paid],
  ['CLOSED', () => ({ type: 'close' })],
  ['REVOKED', () => ({ type: 'reverse' })],
  ['PAYERROR', (_answer, _order, word) => ({ type: 'fail', ...word })],
  // What every order begins with is not worth its sentence.
  ['NOTPAY', () => ({ type: 'report', trade_state: 'NOTPAY', trade_state_desc: null })],
])

/** What an answer says of an order. @throws {ProviderError} it is about another one */
export function findingOf(answer: Fields, order: Order): Finding {
  checkOrder(answer, order)
  const state = answer['trade_state'] || null
  const word = { trade_state: state, trade_state_desc: answer['trade_state_desc'] || null }
  return KNOWN.get(state)?.(answer, order, word) ?? { type: 'report', ...word }
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
