import type { Clock } from '../../ports/clock'
import type { Log } from '../../ports/log'
import type { Operations } from '../operations'
import { charge, QQ_AUTH_CODE, refusedCharge } from './charge'
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
export const qq: Operations<QqPorts> = { authCode: QQ_AUTH_CODE, place, charge, refusedCharge, query, close, reverse, refund, queryRefund }
