import type { Clock } from '../../ports/clock'
import type { Log } from '../../ports/log'
import type { Provider } from '../provider'
import { ALIPAY_AUTH_CODE, charge } from './charge'
import type { AlipayClient } from './client'
import { close } from './close'
import { place } from './place'
import { query } from './query'
import { queryRefund, refund } from './refund'
import { reverse } from './reverse'

/** What the operations at Alipay need. */
export interface AlipayPorts extends AlipayClient {
  readonly clock: Clock
  readonly log: Log
  /** Where Alipay tells of payments and of refunds. */
  readonly notifyUrl: string
  /** The shop's site, to which a payer who gives up goes. */
  readonly siteUrl: string
}

/** Alipay as a provider of the merchant. */
export function createAlipayProvider(ports: AlipayPorts): Provider {
  return {
    authCode: ALIPAY_AUTH_CODE,
    place: (order) => place(order, ports),
    charge: (order, authCode) => charge(order, authCode, ports),
    query: (order) => query(order, ports),
    close: (order) => close(order, ports),
    reverse: (order) => reverse(order, ports),
    refund: (order, one) => refund(order, one, ports),
    queryRefund: (order, one) => queryRefund(order, one, ports),
  }
}
