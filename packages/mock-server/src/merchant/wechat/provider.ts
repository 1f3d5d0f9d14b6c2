import type { Clock } from '../../ports/clock'
import type { Log } from '../../ports/log'
import type { Random } from '../../ports/random'
import type { Operations } from '../operations'
import { charge, WECHAT_AUTH_CODE, refusedCharge } from './charge'
import type { WechatCall } from './client'
import { close } from './close'
import type { WechatGateway } from './gateway'
import { place } from './place'
import { query } from './query'
import { queryRefund, refund } from './refund'
import { reverse } from './reverse'

/** What the operations at WeChat Pay need. */
export interface WechatPorts {
  readonly call: WechatCall
  readonly gateway: WechatGateway
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Where WeChat Pay tells of payments and of refunds. */
  readonly notifyUrl: string
  /** The shop's site, which pays from phone browsers are made for. */
  readonly siteUrl: string
}

/** WeChat Pay v2 as a provider of the merchant. */
export const wechatV2: Operations<WechatPorts> = { authCode: WECHAT_AUTH_CODE, place, charge, refusedCharge, query, close, reverse, refund, queryRefund }
