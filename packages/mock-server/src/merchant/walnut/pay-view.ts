import { isScan } from '../gateways'
import type { Order } from '../order'
import { toldWord } from '../order-state'
import { scanPollMs } from '../scan-schedule'
import { EMBEDDED, payTypeOf, type DataType } from './pay-types'
import type { Pay } from './records'
import { own, type WalnutSettings } from './settings'
import { stateOf, type PayState } from './states'
import { trailView, type TrailView } from './trail-view'

/** What came of sending or checking a pay object, as Walnut's `pay` commands print it. */
export interface PayResult {
  readonly payObjId: string
  readonly status: PayState
  readonly dataType: DataType
  /** What is shown, by its type; what the provider says of it once nothing is to be shown any more. */
  readonly data: unknown
  readonly errMsg: string | null
}

/** The merchant's word about a pay object beside Walnut's own: all optional for a page. */
interface Extension {
  /** Seconds left to pay, as the server sees it; not for a charge by payment code, and not once it is over. */
  readonly expires_in?: number
  /** When asking again is worth it, for a charge by payment code. */
  readonly next_poll_ms?: number
  readonly trade_state?: string
  readonly trade_state_desc?: string
  readonly client_token?: string
}

/** A pay object as it goes over the wire. Instants are in milliseconds, 0 for never; `fee` is in fen. */
export interface PayView extends PayResult, Extension, TrailView {
  readonly id: string
  readonly tp: 'wn_payment'
  readonly brief: string
  readonly fee: number
  readonly cur: 'RMB'
  readonly pay_st: PayState
  readonly re_tp: DataType
  readonly re_obj: unknown
  readonly pay_tp: string
  readonly pay_target: string
  readonly buyer_tp: string
  readonly buyer_id: string
  readonly buyer_nm: string
  readonly seller_nm: string
  readonly client_ip: string
  readonly or_id?: string
  readonly buy_for?: string
  readonly pay_return_url?: string
  readonly out_trade_no: string
  readonly ct: number
  readonly lm: number
  readonly expi: number
  readonly send_at: number
  readonly close_at: number
  readonly apply_at: number
  readonly apply_re?: string
}

/** What a view of a pay object is made of. */
export interface Seen {
  readonly pay: Pay
  /** The merchant's order for it; nothing where none was asked for. */
  readonly order: Order | undefined
  readonly now: number
  readonly settings: WalnutSettings
}

/** The number that the provider knows a pay object by: its own, or that of its purchase and which try it is. */
export const outTradeNoOf = ({ id, or_id, seq }: Pick<Pay, 'id' | 'or_id' | 'seq'>): string => (or_id === null ? id : `${or_id}_${seq}`)

/** The result alone. */
export function resultOf(seen: Seen): PayResult & Extension {
  const { pay, order, settings } = seen
  const { pay_st: status } = stateOf(pay, order)
  return { payObjId: pay.id, status, dataType: dataTypeOf(pay, order, settings), data: dataOf(seen, status), errMsg: status === 'FAIL' ? errMsgOf(order) : null, ...extensionOf(seen, status) }
}

/** The whole of it. */
export function payView(seen: Seen): PayView {
  const { pay, order } = seen
  const result = resultOf(seen)
  return {
    ...result,
    id: pay.id,
    tp: 'wn_payment',
    brief: pay.brief,
    fee: pay.fee_fen,
    cur: 'RMB',
    pay_st: result.status,
    re_tp: result.dataType,
    re_obj: result.data,
    pay_tp: pay.pay_tp,
    pay_target: pay.pay_target,
    buyer_tp: pay.buyer_tp,
    buyer_id: pay.buyer_id,
    buyer_nm: pay.buyer_id,
    seller_nm: pay.pay_target,
    client_ip: pay.client_ip,
    ...(pay.or_id === null ? {} : { or_id: pay.or_id }),
    ...(pay.buy_for === null ? {} : { buy_for: pay.buy_for }),
    ...(pay.return_url === null ? {} : { pay_return_url: pay.return_url }),
    out_trade_no: outTradeNoOf(pay),
    ct: pay.created_at,
    lm: order?.updated_at ?? pay.send_at ?? pay.created_at,
    expi: pay.expires_at,
    send_at: pay.send_at ?? 0,
    close_at: closedAt(seen, result.status),
    apply_at: pay.apply_at ?? 0,
    ...(pay.apply_re === null ? {} : { apply_re: pay.apply_re }),
    ...trailView(pay, order),
  }
}

/** When a pay object came to its end, in milliseconds; 0 while it has not. */
export function closedAt({ pay, order }: Pick<Seen, 'pay' | 'order'>, status: PayState): number {
  if (status === 'OK') return order?.payment?.paid_at ?? pay.send_at ?? pay.created_at
  return status === 'FAIL' ? order?.updated_at ?? 0 : 0
}

// What was ordered stays what it is, however the target is set since.
function dataTypeOf(pay: Pay, order: Order | undefined, settings: WalnutSettings): DataType {
  const gatewayType = order?.gateway_type ?? gatewayTypeOf(pay, settings)
  return gatewayType === EMBEDDED ? 'IFRAME' : payTypeOf(pay.pay_tp).dataType
}

/** The merchant's own row by which a pay object is paid; nothing where no provider has a part in it. */
export function gatewayTypeOf({ pay_tp, pay_target }: Pay, { targets }: WalnutSettings): string | null {
  return pay_tp === 'zfb.qrcode' && own(targets, pay_target)?.zfbQrcode === 'IFRAME' ? EMBEDDED : payTypeOf(pay_tp).gatewayType
}

function dataOf(seen: Seen, status: PayState): unknown {
  const { pay, order } = seen
  const { carries } = payTypeOf(pay.pay_tp)
  if (status !== 'WAIT' || carries === 'none') return wordOf(order)
  if (order?.gateway_type === EMBEDDED) return order.shown['payment_url']
  return carries === 'payload' ? order?.shown : order?.shown[carries]
}

/** What the provider said last; nothing where none was asked. */
function wordOf(order: Order | undefined): Readonly<Record<string, string>> | null {
  if (!order) return null
  const { trade_state, trade_state_desc } = toldWord(order)
  return trade_state === null ? null : { trade_state, ...(trade_state_desc === null ? {} : { trade_state_desc }) }
}

const errMsgOf = (order: Order | undefined): string => order?.trade_state_desc ?? order?.trade_state ?? '支付平台未接受此订单'

function extensionOf({ pay, order, now }: Seen, status: PayState): Extension {
  return {
    ...(pay.client_token === null ? {} : { client_token: pay.client_token }),
    ...wordOf(order),
    ...(status === 'WAIT' && order ? timeOf(order, now) : {}),
  }
}

function timeOf(order: Order, now: number): Extension {
  if (!isScan(order)) return { expires_in: Math.ceil((order.expires_at - now) / 1000) }
  const next_poll_ms = scanPollMs(order, now)
  return next_poll_ms === undefined ? {} : { next_poll_ms }
}
