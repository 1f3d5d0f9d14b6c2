import type { Fields } from '../../wire/xml'
import { parseRfc3339 } from '../../wire/v3-time'
import { DEFAULT_TRADE_LIFE_MS, tradeIdOf, type Trade } from '../trade'
import type { Wallets } from '../wallets'
import { fingerprintOf, isNotifyUrl } from '../wechat-v2/order-params'
import type { WechatTradeType } from '../wechat-v2/trade-type'
import type { Params } from './params'
import type { V3Request } from './request'

const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/
const MIN_LIFE_MS = 60_000

/** A checked order: what makes it the same as another with its number, and how its trade is made for one payer, or for whoever comes. */
export interface V3Order {
  /** In v2's names, which the trades are found by. */
  readonly fields: Fields
  readonly make: (openid: string | null) => Trade
}

/** Reads an order of any kind. @throws {V3Error} */
export function orderIn({ json, body }: V3Request, tradeType: WechatTradeType, { clock }: Pick<Wallets, 'clock'>): V3Order {
  const [now, amount, scene] = [clock.now(), body.object('amount'), body.some('scene_info')]
  const fields = { out_trade_no: body.text('out_trade_no', OUT_TRADE_NO), trade_type: tradeType, order: canonical(json) }
  checkRest(body, amount)
  const trade = {
    id: tradeIdOf('wechat', fields.out_trade_no),
    provider: 'wechat',
    out_trade_no: fields.out_trade_no,
    wire: 'wechat-v3',
    state: 'NOTPAY',
    appid: body.text('appid', 32),
    mch_id: body.text('mchid', 32),
    trade_type: tradeType,
    body: body.text('description', 127),
    total_fee: amount.fen('total'),
    notify_url: notifyUrlOf(body, tradeType),
    attach: body.optional('attach', 128),
    device_info: scene.optional('device_id', 32),
    spbill_create_ip: scene.optional('payer_client_ip', 45),
    sign_type: null,
    fingerprint: fingerprintOf(fields),
    created_at: now,
    expires_at: expiryOf(body, now),
    seen_at: null,
    life_once_seen_ms: null,
    extras: {},
    payment: null,
    refunds: [],
    notices: [],
  } as const satisfies Omit<Trade, 'openid'>
  return { fields, make: (openid) => ({ ...trade, openid }) }
}

/** What is checked of an order and not kept. */
function checkRest(body: Params, amount: Params): void {
  if (!['', 'CNY'].includes(amount.optional('currency', 16))) throw amount.wrong('currency', '只支持CNY')
  body.optional('goods_tag', 32)
  body.some('settle_info')
  body.some('detail')
}

/** A payment code's merchant asks, and is not told. */
function notifyUrlOf(body: Params, tradeType: WechatTradeType): string {
  if (tradeType === 'MICROPAY') return ''
  const url = body.text('notify_url', 255)
  if (!isNotifyUrl(url)) throw body.wrong('notify_url', '须为不带参数的完整URL')
  return url
}

/** An end that is too near is moved to a minute from now. */
function expiryOf(body: Params, now: number): number {
  const text = body.optional('time_expire', 64)
  if (text === '') return now + DEFAULT_TRADE_LIFE_MS
  const instant = parseRfc3339(text)
  if (instant === undefined) throw body.wrong('time_expire', '须为RFC3339格式的时间')
  return Math.max(instant, now + MIN_LIFE_MS)
}

/** The same text for the same order, however its fields are sorted; the payment code is left out, which is never kept. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (name, field: unknown) => {
    if (name === 'auth_code') return undefined
    if (typeof field !== 'object' || field === null || Array.isArray(field)) return field
    return Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}
