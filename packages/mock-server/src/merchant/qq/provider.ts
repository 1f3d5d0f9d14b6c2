import type { Clock } from '../../ports/clock'
import type { Log } from '../../ports/log'
import type { Provider } from '../provider'
import { charge, QQ_AUTH_CODE } from './charge'
import type { QqCall } from './client'
import { close } from './close'
import type { QqGateway } from './gateway'
import { place } from './place'
import { query } from './query'
import { queryRefund, refund } from './refund'
import { reverse } from './reverse'

/** What the operations at the QQ wallet need. */
export interface QqPorts {
  readonly call: QqCall
  readonly gateway: QqGateway
  readonly clock: Clock
  readonly log: Log
  /** Where the QQ wallet tells of payments. */
  readonly notifyUrl: string
}

/** The QQ wallet as a provider of the merchant. */
export function createQqProvider(ports: QqPorts): Provider {
  return {
    authCode: QQ_AUTH_CODE,
    place: (order) => place(order, ports),
    charge: (order, authCode) => charge(order, authCode, ports),
    query: (order) => query(order, ports),
    close: (order) => close(order, ports),
    reverse: (order) => reverse(order, ports),
    refund: (order, one) => refund(order, one, ports),
    queryRefund: (order, one) => queryRefund(order, one, ports),
  }
}
