import { BASE62, randomText } from '../../ports/random-text'
import type { Caller } from '../caller'
import type { Merchant } from '../merchant'
import type { Order } from '../order'
import { refresh } from '../refresh'
import { FREE } from './pay-types'
import type { Seen } from './pay-view'
import type { Pay, Purchase } from './records'
import { own } from './settings'

/** What a pay object is made from, beside what every one has. */
export type PayDraft = Pick<Pay, 'or_id' | 'seq' | 'brief' | 'buy_for' | 'fee_fen' | 'pay_tp' | 'pay_target' | 'buyer_tp' | 'buyer_id' | 'openid' | 'client_token' | 'fingerprint' | 'client_ip' | 'return_url'> & {
  /** Until when it can be paid; without it as long as the shop's orders live. */
  readonly order_expi: number | null
}

/** A pay object that is kept, and that no provider has heard of. What costs nothing is paid with it. */
export async function insertPay({ order_expi, ...draft }: PayDraft, caller: Caller, merchant: Merchant): Promise<Pay> {
  const { clock, random, walnut: { settings, pays } } = merchant
  const now = clock.now()
  const lives = order_expi !== null && order_expi - now > 60_000 ? order_expi : now + settings.payTimeExpire * 60_000
  const isFree = draft.fee_fen === 0
  const pay: Pay = {
    ...draft,
    id: randomText(random, BASE62, 32),
    client_id: caller.clientId,
    user: caller.user,
    pay_tp: isFree ? FREE : draft.pay_tp,
    created_at: now,
    // Whole seconds, as the provider counts them.
    expires_at: Math.floor(lives / 1000) * 1000,
    send_at: isFree ? now : null,
    callback: own(settings.callbacks, settings.callback) ? settings.callback : '',
    apply_at: null,
    apply_re: null,
    trail: {},
  }
  await pays.insert(pay)
  return pay
}

/** The pay objects of a purchase, oldest first. */
export async function paysOf({ pay_ids }: Purchase, { walnut: { pays } }: Merchant): Promise<Pay[]> {
  const found = await Promise.all(pay_ids.map((id) => pays.get(id)))
  return found.filter((pay) => pay !== undefined)
}

/** A pay object beside its order, as it is kept, or as its provider knows it now. */
export async function seen(pay: Pay, merchant: Merchant, { asks }: { readonly asks: boolean }): Promise<Seen> {
  const kept = await merchant.orders.get(pay.id)
  const order = kept && asks ? await refresh(kept, merchant) : kept
  // The callback, and what the provider said, may have been written meanwhile.
  return seenWith((await merchant.walnut.pays.get(pay.id)) ?? pay, order, merchant)
}

/** What a view of a pay object and its order is made of. */
function seenWith(pay: Pay, order: Order | undefined, { clock, walnut: { settings } }: Merchant): Seen {
  return { pay, order, now: clock.now(), settings }
}

/** Whether a pay object's own caller asks. */
export const isOwn = ({ client_id, user }: Pick<Pay, 'client_id' | 'user'>, caller: Caller): boolean => client_id === caller.clientId && user === caller.user
