import { DuplicateError } from '../../store/store'
import type { Caller } from '../caller'
import { createOrder } from '../create-order'
import { isScan } from '../gateways'
import type { Merchant } from '../merchant'
import { MerchantError } from '../merchant-error'
import type { Order } from '../order'
import type { CreateRequest } from '../order-request'
import { gatewayTypeOf, outTradeNoOf } from './pay-view'
import type { Pay } from './records'

/** What a pay object is sent with and not kept. */
export interface Sending {
  readonly caller: Caller
  /** The payer's payment code, where the shop scans. */
  readonly payCode: string | null
  /** Where WeChat Pay tells of it, instead of the usual place. */
  readonly notifyUrl?: string
}

/**
 * Sees to it that a pay object's order is with its provider, once: one that was sent is as it was. Gives the order; nothing for
 * what costs nothing, for a payer in an official account whose openid is not known yet, and for one that can't be sent again.
 */
export async function send(pay: Pay, sending: Sending, merchant: Merchant): Promise<Order | undefined> {
  const known = await merchant.orders.get(pay.id)
  if (known && (known.state !== 'creating' || isScan(known))) return known
  const request = requestOf(pay, sending, merchant)
  if (!request) return undefined
  const order = await orderFor(request, pay, sending, merchant)
  await note(pay, order, merchant)
  return order
}

function requestOf(pay: Pay, { payCode, notifyUrl }: Sending, { walnut: { settings } }: Merchant): CreateRequest | undefined {
  const gatewayType = gatewayTypeOf(pay, settings)
  if (gatewayType === null || (pay.pay_tp === 'wx.jsapi' && pay.openid === null) || (pay.pay_tp.endsWith('.scan') && payCode === null)) return undefined
  return {
    order: {
      gateway_type: gatewayType,
      amount_fen: pay.fee_fen,
      merchandise_description: pay.brief,
      merchandise_schema_id: null,
      merchandise_record_id: null,
      merchandise_snapshot: pay.or_id === null ? null : { or_id: pay.or_id },
      profit_sharing: false,
      return_url: pay.return_url,
    },
    // The number itself makes repeating safe: however often it is sent, it is one order.
    client_token: pay.id,
    auth_code: payCode,
    preset: { id: pay.id, trade_no: outTradeNoOf(pay), expires_at: pay.expires_at, ...(notifyUrl === undefined ? {} : { notify_url: notifyUrl }) },
  }
}

async function orderFor(request: CreateRequest, pay: Pay, { caller }: Sending, merchant: Merchant): Promise<Order | undefined> {
  try {
    return await createOrder(request, { caller: { ...caller, openid: pay.openid }, ip: pay.client_ip }, merchant)
  } catch (error) {
    // Nobody has seen anything to pay with, so that the pay object has failed, and says so; another may be made.
    if (!(error instanceof MerchantError && error.status === 502) && !(error instanceof DuplicateError)) throw error
    return merchant.orders.get(pay.id)
  }
}

/** Writes down that it was sent, and what passed. What the provider said counts only where its signature was good. */
async function note(pay: Pay, order: Order | undefined, { clock, walnut: { pays, exchanges } }: Merchant): Promise<void> {
  const tradeNo = outTradeNoOf(pay)
  const { pay_send, pay_rexml, pay_remap } = exchanges.get(tradeNo) ?? {}
  exchanges.delete(tradeNo)
  const isTrusted = order !== undefined && order.state !== 'abandoned' && order.trade_state !== null
  const trail = { ...(pay_send && { pay_send }), ...(pay_rexml !== undefined && { pay_rexml }), ...(pay_remap && isTrusted && { pay_remap }) }
  await pays.update(pay.id, (current) => ({ ...current, send_at: current.send_at ?? clock.now(), trail: { ...trail, ...current.trail } }))
}
