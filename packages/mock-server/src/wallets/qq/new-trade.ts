import type { Trade, TradeType } from '../trade'
import type { SignedRequest } from '../wechat-v2/envelope'
import { tradeOf, type Making } from '../wechat-v2/new-trade'
import { expiryOf } from './order-params'

/** QQ's ways of paying. */
export type QqTradeType = Extract<TradeType, 'NATIVE' | 'JSAPI' | 'MICROPAY'>

/** The trade that a checked order asks for, not paid. @throws {BusinessError} its time is wrong */
export const newTrade = (request: SignedRequest, making: Making<QqTradeType>): Trade =>
  tradeOf(request, making, { provider: 'qq', wire: 'qq', expiresAt: expiryOf(request.fields, making.now) })
