import { tradeIdOf, type Trade, type TradeType } from '../trade'
import type { WechatTradeType } from './trade-type'
import type { SignedRequest } from './envelope'
import { expiryOf, fingerprintOf } from './order-params'

/** What an order's fields don't tell of its trade. */
export interface Making<Type extends TradeType = WechatTradeType> { readonly tradeType: Type, readonly openid: string | null, readonly now: number }

/** The trade that a checked order asks for, not paid. @throws {BusinessError} its time is wrong */
export function newTrade(request: SignedRequest, making: Making): Trade {
  const expiresAt = expiryOf(request.fields, making.now, making.tradeType === 'MICROPAY' ? 'PARAM_ERROR' : 'INVALID_REQUEST')
  return tradeOf(request, making, { provider: 'wechat', wire: 'wechat-v2', expiresAt })
}

/** The same at whichever wallet speaks this wire or a dialect of it. */
export function tradeOf({ fields, signType }: SignedRequest, { tradeType, openid, now }: Making<TradeType>, at: Pick<Trade, 'provider' | 'wire'> & { readonly expiresAt: number }): Trade {
  const { out_trade_no: outTradeNo = '' } = fields
  return {
    id: tradeIdOf(at.provider, outTradeNo),
    provider: at.provider,
    out_trade_no: outTradeNo,
    wire: at.wire,
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
    expires_at: at.expiresAt,
    seen_at: null,
    life_once_seen_ms: null,
    extras: {},
    payment: null,
    refunds: [],
    notices: [],
  }
}
