import type { Operations } from '../operations'
import { refusedCharge, WECHAT_AUTH_CODE } from '../wechat/charge'
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
export const wechatV3: Operations<WechatV3Ports> = { authCode: WECHAT_AUTH_CODE, place, charge, refusedCharge, query, close, reverse, refund, queryRefund }
