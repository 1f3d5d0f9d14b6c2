import type { Log } from '../ports/log'
import { ProviderError, type Finding, type Provider } from './provider'

/** A provider that takes payment codes, as its folder writes it: the same calls, each given last what it works with. */
export type Operations<Ports> = {
  readonly [Name in keyof Provider]: Provider[Name] extends (...args: infer Args) => infer Answer ? (...args: [...Args, Ports]) => Answer : Provider[Name]
} & {
  /** What a refused charge, or one without an answer, says: that nobody was charged, that the payer is asked, or nothing. */
  readonly refusedCharge: (error: ProviderError) => Finding
}

/** Makes a provider of its operations. What became of a charge is told by the answer, or by nobody yet. */
export function createProvider<Ports extends { readonly log: Log }>(operations: Operations<Ports>, ports: Ports): Provider {
  const { authCode, place, charge, query, close, reverse, refund, queryRefund, refusedCharge } = operations
  return {
    authCode,
    place: (order) => place(order, ports),
    charge: (order, code) => charge(order, code, ports).catch((cause: unknown) => {
      if (!(cause instanceof ProviderError)) throw cause
      if (cause.code !== 'USERPAYING') ports.log({ type: 'failure', wing: 'merchant', what: 'a payment code was not charged at once', cause })
      return refusedCharge(cause)
    }),
    query: (order) => query(order, ports),
    close: (order) => close(order, ports),
    reverse: (order) => reverse(order, ports),
    refund: (order, one) => refund(order, one, ports),
    queryRefund: (order, one) => queryRefund(order, one, ports),
  }
}
