import { closeOrder } from '../close-order'
import { isScan } from '../gateways'
import type { Merchant } from '../merchant'
import { MerchantError } from '../merchant-error'
import type { Order } from '../order'
import { WalnutError } from './err-codes'
import { standingOf, type Standing } from './find'
import type { Way } from './pay-request'
import type { Seen } from './pay-view'
import { insertPay } from './pays'
import type { Pay, Purchase } from './records'
import { send, type Sending } from './send'
import { stateOf } from './states'

/** How a purchase is to be paid now. */
export interface Again {
  /** Another way of paying, or the same. */
  readonly way: Way
  /** A new pay object, whatever the last one is. */
  readonly isForced: boolean
  /** Whose payment in an official account it is. */
  readonly openid: string | null
}

/**
 * Takes a purchase back to be paid: the last pay object, while it lives and is of this way, or else a new one. The one before is
 * ended first, so that no two can be paid.
 * @throws {WalnutError} the one before may still be paid, and can't be ended now
 */
export function payAgain(purchase: Purchase, wish: Again, sending: Sending & { readonly ip: string }, merchant: Merchant): Promise<Standing> {
  return merchant.walnut.turns(`pay ${purchase.id}`, async () => {
    const current = (await merchant.walnut.purchases.get(purchase.id)) ?? purchase
    const standing = await standingOf(current, merchant, { asks: true })
    if (standing.isPaid) return standing
    if (fits(standing.shown, wish)) {
      await send(standing.shown.pay, sending, merchant)
      return standingOf(current, merchant, { asks: false })
    }
    await end(standing.shown, merchant)
    const after = await standingOf(current, merchant, { asks: false })
    return after.isPaid ? after : anew(after, wish, sending, merchant)
  })
}

function fits({ pay, order, now }: Seen, { way, isForced, openid }: Again): boolean {
  const { pay_st } = stateOf(pay, order)
  const isSame = pay.pay_tp === way.payTp && (pay.pay_tp !== 'wx.jsapi' || openid === null || pay.openid === openid)
  // A payment code was for one charge, whose end has to be known first.
  const isLive = pay_st === 'NEW' || (pay_st === 'WAIT' && now < pay.expires_at && !pay.pay_tp.endsWith('.scan'))
  return isSame && isLive && !isForced
}

/** Ends a pay object for good, or finds it paid. */
async function end({ order }: Seen, merchant: Merchant): Promise<void> {
  if (!order || order.state === 'failed' || order.state === 'closed' || order.state === 'abandoned') return
  if (isScan(order) || order.state === 'creating') throw waiting(order)
  try {
    await closeOrder(order, merchant)
  } catch (error) {
    if (!(error instanceof MerchantError)) throw error
    // Paid meanwhile: that is what the purchase shows from now on.
    if (error.status !== 409) throw waiting(order, error.details['next_poll_ms'])
  }
}

const waiting = ({ id }: Order, next_poll_ms?: unknown): WalnutError => new WalnutError('e.www.pay.waiting', undefined, { pay_id: id, ...(typeof next_poll_ms === 'number' ? { next_poll_ms } : {}) })

async function anew({ purchase, shown }: Standing, { way, openid }: Again, sending: Sending & { readonly ip: string }, merchant: Merchant): Promise<Standing> {
  const last = shown.pay
  const draft = { ...draftOf(last), seq: last.seq + 1, pay_tp: way.payTp, pay_target: way.target, openid, client_ip: sending.ip, order_expi: purchase.order_expi }
  const pay = await insertPay(draft, { clientId: purchase.client_id, user: purchase.user, openid }, merchant)
  const updated = await merchant.walnut.purchases.update(purchase.id, (kept) => ({ ...kept, pay_ids: [...kept.pay_ids, pay.id], updated_at: merchant.clock.now() }))
  await send(pay, sending, merchant)
  return standingOf(updated?.after ?? purchase, merchant, { asks: false })
}

/** What a new try has of the last one. */
function draftOf({ or_id, brief, buy_for, fee_fen, buyer_tp, buyer_id, client_token, fingerprint, return_url }: Pay): Pick<Pay, 'or_id' | 'brief' | 'buy_for' | 'fee_fen' | 'buyer_tp' | 'buyer_id' | 'client_token' | 'fingerprint' | 'return_url'> {
  return { or_id, brief, buy_for, fee_fen, buyer_tp, buyer_id, client_token, fingerprint, return_url }
}
