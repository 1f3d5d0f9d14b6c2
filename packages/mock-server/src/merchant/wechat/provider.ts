import type { Clock } from '../../ports/clock'
import type { Log } from '../../ports/log'
import type { Random } from '../../ports/random'
import type { Provider } from '../provider'
import { charge, WECHAT_AUTH_CODE } from './charge'
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
export function createWechatProvider(ports: WechatPorts): Provider {
  return {
    authCode: WECHAT_AUTH_CODE,
    place: (order) => place(order, ports),
    charge: (order, authCode) => charge(order, authCode, ports),
    query: (order) => query(order, ports),
    close: (order) => close(order, ports),
    reverse: (order) => reverse(order, ports),
    refund: (order, one) => refund(order, one, ports),
    queryRefund: (order, one) => queryRefund(order, one, ports),
  }
}
