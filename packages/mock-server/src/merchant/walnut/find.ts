import type { Caller } from '../caller'
import type { Merchant } from '../merchant'
import { WalnutError, type ErrCode } from './err-codes'
import { orderView } from './order-view'
import { isOwn, paysOf, seen } from './pays'
import type { Seen } from './pay-view'
import type { Pay, Purchase } from './records'
import { stateOf } from './states'

/** The purchase of a number, if it is the caller's. @throws {WalnutError} `absent` where there is none; it is somebody else's */
export async function purchaseOf(id: string, caller: Caller, absent: ErrCode, { walnut: { purchases } }: Merchant): Promise<Purchase> {
  const purchase = await purchases.get(id)
  if (!purchase || purchase.client_id !== caller.clientId) throw new WalnutError(absent)
  if (!isOwn(purchase, caller)) throw new WalnutError('e.www.paycheck.NotMine')
  return purchase
}

/** A purchase with what became of each try to pay it. */
export interface Standing {
  readonly purchase: Purchase
  /** The one that is shown: the first that was paid, else the last. */
  readonly shown: Seen
  readonly isPaid: boolean
  /** Pay objects that were paid besides the first: that money is to be given back. */
  readonly duplicates: readonly string[]
}

/** How a purchase stands, as it is kept, or as its providers know it now. */
export async function standingOf(purchase: Purchase, merchant: Merchant, look: { readonly asks: boolean }): Promise<Standing> {
  const tries = await Promise.all((await paysOf(purchase, merchant)).map((pay) => seen(pay, merchant, look)))
  const paid = tries.filter(({ pay, order }) => stateOf(pay, order).pay_st === 'OK').toSorted((a, b) => paidAt(a) - paidAt(b))
  const shown = paid[0] ?? tries.at(-1)
  if (!shown) throw new Error('a purchase has no pay object')
  return { purchase, shown, isPaid: paid.length > 0, duplicates: paid.slice(1).map(({ pay }) => pay.id) }
}

const paidAt = ({ order }: Seen): number => order?.payment?.paid_at ?? 0

/** The standing as it goes over the wire. */
export const standingView = ({ purchase, shown, duplicates }: Standing): ReturnType<typeof orderView> => orderView(purchase, shown, duplicates)

/** What a number or a token names: a purchase, or a pay object. */
export type Found = { readonly purchase: Purchase } | { readonly pay: Pay }

/**
 * What a caller asks about. A guest has only the pay objects that guests made, and knows them by their number.
 * @throws {WalnutError} there is nothing of this name; it is somebody else's; it needs a ticket
 */
export async function findBy({ id, client_token }: { readonly id?: string | undefined, readonly client_token?: string | undefined }, caller: Caller, merchant: Merchant): Promise<Found> {
  if (client_token) return byToken(client_token, caller, merchant)
  const pay = await merchant.walnut.pays.get(id ?? '')
  if (pay?.client_id === caller.clientId && isOwn(pay, caller)) return { pay }
  if (caller.user === '') throw new WalnutError('e.www.api.auth.nologin')
  if (pay?.client_id === caller.clientId) throw new WalnutError('e.pay.nopvg')
  return { purchase: await purchaseOf(id ?? '', caller, 'e.io.obj.noexists', merchant) }
}

async function byToken(client_token: string, { clientId: client_id, user }: Caller, { walnut: { purchases, pays } }: Merchant): Promise<Found> {
  const purchase = await purchases.find({ client_token, client_id, user })
  if (purchase) return { purchase }
  const pay = await pays.find({ client_token, client_id, user })
  if (pay) return { pay }
  throw new WalnutError(user === '' ? 'e.www.api.auth.nologin' : 'e.io.obj.noexists')
}
