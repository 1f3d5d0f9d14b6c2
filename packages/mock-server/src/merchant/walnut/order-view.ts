import { yuanFromFen } from '../../wire/yuan'
import type { Order } from '../order'
import { closedAt, payView, resultOf, type Seen } from './pay-view'
import type { Price } from './price'
import type { Purchase } from './records'
import type { WalnutSettings } from './settings'
import { doneBy, stateOf } from './states'
import type { TrailView } from './trail-view'

type Wire = Readonly<Record<string, unknown>>

/** An amount as Walnut's orders write it: a number of yuan, by its digits. */
const yuan = (fen: number): number => Number(yuanFromFen(fen))

/** What something costs, as `pay/price` and orders show it. */
export function priceView({ products, coupons, ...price }: Price): Wire {
  return {
    products: products.map(({ id, title, amount, price_fen, subtotal_fen }) => ({ id, title, amount, price: yuan(price_fen), subtotal: yuan(subtotal_fen) })),
    coupons: coupons.map((id) => ({ id })),
    total: yuan(price.total_fen),
    freight: yuan(price.freight_fen),
    discount: yuan(price.discount_fen),
    price: yuan(price.price_fen),
    fee: yuan(price.fee_fen),
    currency: 'RMB',
  }
}

/** A purchase as it goes over the wire, with the pay object that is shown, and those before it that may be known. */
export function orderView(purchase: Purchase, shown: Seen, duplicates: readonly string[]): Wire {
  const { pay, order, settings } = shown
  const state = doneBy(purchase.tp, stateOf(pay, order))
  const { pay_re, trail } = paidView(shown)
  return {
    id: purchase.id,
    tp: purchase.tp,
    title: purchase.title,
    ...purchase.words,
    ...priceView(purchase.price),
    buyer_id: purchase.user,
    seller: pay.pay_target,
    pay_tp: pay.pay_tp,
    pay_id: pay.id,
    pay_re,
    or_st: state.or_st,
    or_status: state.or_status,
    ct: purchase.created_at,
    lm: Math.max(purchase.updated_at, order?.updated_at ?? 0),
    expi: pay.expires_at,
    ...timesOf(shown, state.or_st),
    ...openidOf(order ?? pay, settings),
    ...trail,
    ...extensionIn(pay_re),
    ...(purchase.client_token === null ? {} : { client_token: purchase.client_token }),
    ...(duplicates.length === 0 ? {} : { duplicate_pay_ids: duplicates }),
  }
}

function paidView(shown: Seen): { readonly pay_re: ReturnType<typeof resultOf>, readonly trail: TrailView & { readonly out_trade_no: string } } {
  const { pay_type, pay_send, pay_rexml, pay_remap, pay_jsobj, pay_result, pay_time, out_trade_no } = payView(shown)
  const trail = Object.fromEntries(Object.entries({ pay_type, pay_send, pay_rexml, pay_remap, pay_jsobj, pay_result, pay_time }).filter(([, value]) => value !== undefined))
  return { pay_re: resultOf(shown), trail: { ...trail, out_trade_no } }
}

/** What a page watches an order by, beside its state. */
function extensionIn({ trade_state, trade_state_desc, expires_in, next_poll_ms }: ReturnType<typeof resultOf>): Wire {
  return Object.fromEntries(Object.entries({ trade_state, trade_state_desc, expires_in, next_poll_ms }).filter(([, value]) => value !== undefined))
}

function timesOf(shown: Seen, word: string): Wire {
  const { pay } = shown
  const waited = pay.send_at === null ? {} : { wt_at: pay.send_at }
  const endedAt = closedAt(shown, stateOf(pay, shown.order).pay_st)
  switch (word) {
    case 'OK': return { ...waited, ok_at: endedAt }
    case 'DN': return { ...waited, ok_at: endedAt, dn_at: endedAt }
    case 'FA': return { ...waited, fa_at: endedAt }
    default: return waited
  }
}

function openidOf({ openid }: Pick<Order, 'openid'>, { openidKey }: WalnutSettings): Wire {
  return openid === null ? {} : { [openidKey]: openid }
}
