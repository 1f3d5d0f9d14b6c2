import { BASE62, randomText } from '../../ports/random-text'
import type { Caller } from '../caller'
import type { Merchant } from '../merchant'
import { MerchantError } from '../merchant-error'
import { tokenScope } from '../token'
import type { BuyRequest } from './buy-request'
import { settle } from './callback'
import { insertPay, paysOf } from './pays'
import type { Purchase } from './records'
import { send } from './send'

/** Who buys, and from where. */
export interface Buyer { readonly caller: Caller, readonly ip: string }

/**
 * Makes a purchase and its first pay object, and sends that. With a `client_token`, the same request again is the same purchase,
 * whatever came of it.
 * @throws {MerchantError} 409 the token was used for something else
 */
export function buy(request: BuyRequest, buyer: Buyer, merchant: Merchant): Promise<Purchase> {
  const { client_token: token } = request
  if (token === null) return open(request, buyer, merchant)
  return merchant.walnut.turns(`buy ${tokenScope(token, buyer.caller)}`, async () => {
    const { clientId: client_id, user } = buyer.caller
    const known = await merchant.walnut.purchases.find({ client_token: token, client_id, user })
    if (!known) return open(request, buyer, merchant)
    if (known.fingerprint !== request.fingerprint) throw tokenReused(token)
    return again(known, request, buyer, merchant)
  })
}

/** A token that was used for something else. Nothing has changed. */
export function tokenReused(token: string): MerchantError {
  return new MerchantError(409, 'token_reused: this client_token belongs to another request', { error: 'token_reused', client_token: token })
}

/** What an earlier process may have left undone. A charge that was begun is never repeated. */
async function again(purchase: Purchase, request: BuyRequest, { caller }: Buyer, merchant: Merchant): Promise<Purchase> {
  const pay = (await paysOf(purchase, merchant)).at(-1)
  if (pay?.send_at === null) await send(pay, { caller, payCode: request.payCode }, merchant)
  return purchase
}

async function open(request: BuyRequest, { caller, ip }: Buyer, merchant: Merchant): Promise<Purchase> {
  const { clock, random, walnut: { purchases } } = merchant
  const { tp, title, price, words, order_expi, client_token, fingerprint, way, payCode, return_url } = request
  // With its try's number it fits into the 32 characters of an out_trade_no, and has more than 128 random bits.
  const id = randomText(random, BASE62, 26)
  const pay = await insertPay({
    or_id: id, seq: 1, brief: title, buy_for: null, fee_fen: price.fee_fen, pay_tp: way.payTp, pay_target: way.target,
    buyer_tp: 'walnut', buyer_id: caller.user, openid: caller.openid, client_token, fingerprint, client_ip: ip, return_url, order_expi,
  }, caller, merchant)
  const now = clock.now()
  const purchase: Purchase = { id, client_id: caller.clientId, user: caller.user, client_token, fingerprint, tp, title, price, words, pay_ids: [pay.id], order_expi, created_at: now, updated_at: now }
  await purchases.insert(purchase)
  if (pay.fee_fen === 0) await settle(pay.id, merchant)
  else await send(pay, { caller, payCode }, merchant)
  return purchase
}
