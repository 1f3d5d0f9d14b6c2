import type { Provider } from '../provider'
import { WECHAT_AUTH_CODE } from '../wechat/charge'
import type { WechatPorts } from '../wechat/provider'
import type { WechatV3Account } from './account'
import { charge } from './charge'
import type { WechatV3Client } from './client'
import { close } from './close'
import { place } from './place'
import { query } from './query'
import { queryRefund, refund } from './refund'
import { reverse } from './reverse'

/** What the operations at WeChat Pay v3 need. */
export interface WechatV3Ports extends Omit<WechatPorts, 'call'> {
  readonly client: WechatV3Client
  readonly v3: () => Promise<WechatV3Account>
}

/** WeChat Pay v3 as a provider of the merchant. */
export function createWechatV3Provider(ports: WechatV3Ports): Provider {
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
