import type { Clock } from '../../ports/clock'
import type { Log } from '../../ports/log'
import type { Operations } from '../operations'
import { ALIPAY_AUTH_CODE, charge, refusedCharge } from './charge'
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
export const alipay: Operations<AlipayPorts> = { authCode: ALIPAY_AUTH_CODE, place, charge, refusedCharge, query, close, reverse, refund, queryRefund }
