import { tradeIdOf, type Trade, type TradeType } from '../trade'
import type { SignedRequest } from '../wechat-v2/envelope'
import { fingerprintOf } from '../wechat-v2/order-params'
import { expiryOf } from './order-params'

/** QQ's ways of paying. */
export type QqTradeType = Extract<TradeType, 'NATIVE' | 'JSAPI' | 'MICROPAY'>

/** What an order's fields don't tell of its trade. */
export interface Making { readonly tradeType: QqTradeType, readonly openid: string | null, readonly now: number }

/** The trade that a checked order asks for, not paid. @throws {BusinessError} its time is wrong */
export function newTrade({ fields, signType }: SignedRequest, { tradeType, openid, now }: Making): Trade {
  const { out_trade_no: outTradeNo = '' } = fields
  return {
    id: tradeIdOf('qq', outTradeNo),
    provider: 'qq',
    out_trade_no: outTradeNo,
    wire: 'qq',
    state: 'NOTPAY',
    appid: fields['appid'] ?? '',
    mch_id: fields['mch_id'] ?? '',
    trade_type: tradeType,
    body: fields['body'] ?? '',
    total_fee: Number(fields['total_fee']),
    notify_url: tradeType === 'MICROPAY' ? '' : (fields['notify_url'] ?? ''),
    attach: fields['attach'] ?? '',
    device_info: fields['device_info'] ?? '',
    spbill_create_ip: fields['spbill_create_ip'] ?? '',
    openid,
    sign_type: signType,
    fingerprint: fingerprintOf(fields),
    created_at: now,
    expires_at: expiryOf(fields, now),
    seen_at: null,
    life_once_seen_ms: null,
    extras: {},
    payment: null,
    refunds: [],
    notices: [],
  }
}
