import type { Fields } from '../../wire/xml'
import type { Order, OrderPayment, Word } from '../order'
import { ProviderError, type Finding } from '../provider'
import type { TenpayWallet } from './client'
import { paymentOf } from './payment'

type Reading = (answer: Fields, order: Order, word: Word, wallet: TenpayWallet) => Finding

const paid: Reading = (answer, order, _, wallet) => ({ type: 'pay', payment: paidBy(answer, order, wallet) })

const KNOWN: ReadonlyMap<string | null, Reading> = new Map<string | null, Reading>([
  ['SUCCESS', paid],
  ['REFUND', paid],
  ['CLOSED', () => ({ type: 'close' })],
  ['REVOKED', () => ({ type: 'reverse' })],
  ['PAYERROR', (_answer, _order, word) => ({ type: 'fail', ...word })],
  // What every order begins with is not worth its sentence.
  ['NOTPAY', () => ({ type: 'report', trade_state: 'NOTPAY', trade_state_desc: null })],
])

/** What an answer says of an order. A state that nobody has heard of is reported as it was said. @throws {ProviderError} it is about another one */
export function findingOf(answer: Fields, order: Order, wallet: TenpayWallet): Finding {
  checkOrder(answer, order, wallet)
  const state = answer['trade_state'] || null
  const word = { trade_state: state, trade_state_desc: answer['trade_state_desc'] || null }
  return KNOWN.get(state)?.(answer, order, word, wallet) ?? { type: 'report', ...word }
}

/** @throws {ProviderError} the answer is about another order */
export function checkOrder(answer: Fields, order: Order, wallet: TenpayWallet): void {
  if (answer['out_trade_no'] !== order.trade_no) throw new ProviderError(`${wallet} answered for another order`)
}

/** The charge that an answer tells of. @throws {ProviderError} it is not this order's */
export function paidBy(answer: Fields, order: Order, wallet: TenpayWallet): OrderPayment {
  const payment = paymentOf(answer, order)
  if (!payment) throw new ProviderError(`${wallet} told of a payment that is not this order's`)
  return payment
}
