import type { Caller } from '../caller'
import type { Merchant } from '../merchant'
import { WalnutError } from './err-codes'
import { standingOf, type Standing } from './find'
import { payAgain } from './pay-again'
import { isOwn } from './pays'
import type { Purchase } from './records'
import { stateOf } from './states'
import { jsObjectOf, type JsObject } from './trail-view'

/** Who wants the JS object of a purchase, and from where. */
export interface JsapiRequest {
  readonly visitor: Caller
  readonly purchase: Purchase
  /** Whose payment it is, under the shop's official account. */
  readonly openid: string
  readonly ip: string
}

/**
 * What `wx.chooseWXPay` takes for a purchase (seed 002). One that was prepared is given again while it can be paid with, to the
 * same payer; for another payer, the purchase's owner alone gets another.
 * @throws {WalnutError} the purchase is not paid in an official account; it is somebody else's; the one before can't be ended
 */
export async function jsObject({ visitor, purchase, openid, ip }: JsapiRequest, merchant: Merchant): Promise<JsObject> {
  const { shown } = await standingOf(purchase, merchant, { asks: false })
  if (shown.pay.pay_tp !== 'wx.jsapi') throw new WalnutError('e.www.pay.noPayId')
  const isPrepared = stateOf(shown.pay, shown.order).pay_st === 'WAIT' && shown.now < shown.pay.expires_at
  if (isPrepared && shown.pay.openid !== openid && !isOwn(purchase, visitor)) throw new WalnutError('e.www.pay.waiting')
  const unsent = shown.pay.send_at === null && shown.pay.openid === null
  if (unsent) await merchant.walnut.pays.update(shown.pay.id, (pay) => (pay.send_at === null && pay.openid === null ? { ...pay, openid, client_ip: ip } : pay))
  const caller = { clientId: purchase.client_id, user: purchase.user, openid }
  const wish = { way: { payTp: 'wx.jsapi', target: shown.pay.pay_target }, isForced: false, openid }
  return preparedIn(await payAgain(purchase, wish, { caller, payCode: null, ip, notifyUrl: notifyUrlOf(purchase, merchant) }, merchant))
}

function preparedIn({ shown, isPaid }: Standing): JsObject {
  const prepared = shown.order && jsObjectOf(shown.order)
  if (isPaid || !prepared) throw new WalnutError('e.www.pay.noPayId', isPaid ? '订单已支付' : '支付平台未接受此订单')
  return prepared
}

/** Where seed 002 has WeChat tell of a payment. */
function notifyUrlOf({ client_id }: Purchase, { merchantOrigin }: Merchant): string {
  return `${merchantOrigin}/api/${client_id}/payresult`
}
