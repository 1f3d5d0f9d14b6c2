import type { Trade, TradeType } from '../trade'
import type { SignedRequest } from './envelope'
import { expiryOf, fingerprintOf } from './order-params'

/** What an order's fields don't tell of its trade. */
export interface Making { readonly tradeType: TradeType, readonly openid: string | null, readonly now: number }

/** The trade that a checked order asks for, not paid. @throws {BusinessError} its time is wrong */
export function newTrade({ fields, signType }: SignedRequest, { tradeType, openid, now }: Making): Trade {
  return {
    id: fields['out_trade_no'] ?? '',
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
    expires_at: expiryOf(fields, now, tradeType === 'MICROPAY' ? 'PARAM_ERROR' : 'INVALID_REQUEST'),
    payment: null,
    refunds: [],
    notices: [],
  }
}
