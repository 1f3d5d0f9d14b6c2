import { charge, payableTrade, PASSWORD_FREE_FEN } from '../wallets/charge'
import { MERCHANT_NAME } from '../wallets/credentials'
import { mwebPackageOf } from '../wallets/mweb-url'
import { MWEB_URL_LIFE_MS, PREPAY_LIFE_MS, type Prepay, type Trade } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import { H5Refusal } from './refusal'
import { returnAddress, type ReturnAddress } from './return-address'
import { isSamePlace } from './same-place'

/** A browser's request for the middle page. */
export interface Visit {
  readonly prepayId: string
  /** The `package` of the `mweb_url`. */
  readonly mwebPackage: string
  /** Every `redirect_url` of the query. */
  readonly redirects: readonly string[]
  readonly referer: string | undefined
  readonly userAgent: string
  readonly address: string
}

/** What the middle page shows, and what it needs to go on. */
export interface Cashier extends ReturnAddress {
  readonly prepay_id: string
  readonly package: string
  readonly merchant: string
  readonly subject: string
  readonly amount_fen: number
  readonly asks_password: boolean
}

/** Whoever holds both parts of an `mweb_url`. */
export type Holder = Pick<Visit, 'prepayId' | 'mwebPackage'>

/** Calls up the cashier, for five minutes after the order. @throws {H5Refusal} @throws {ChargeRefused} the order can't be paid */
export async function openCashier(visit: Visit, wallets: Wallets): Promise<Cashier> {
  const { prepay, trade } = await heldOrder(visit, wallets)
  if (/MicroMessenger\//i.test(visit.userAgent)) throw new H5Refusal('in_wechat')
  const address = returnAddress(visit.referer, visit.redirects, wallets.allowedOrigins)
  if (!isSamePlace(visit.address, trade.spbill_create_ip)) throw new H5Refusal('network')
  const now = wallets.clock.now()
  if (now >= prepay.created_at + MWEB_URL_LIFE_MS) throw new H5Refusal('too_old')
  const { body, total_fee } = await payableTrade(trade.id, wallets)
  await wallets.prepays.update(prepay.id, (current) => ({ ...current, called_at: now }))
  return { ...address, prepay_id: prepay.id, package: visit.mwebPackage, merchant: MERCHANT_NAME, subject: body, amount_fen: total_fee, asks_password: total_fee > PASSWORD_FREE_FEN }
}

/** The payer pays in a cashier that was called up, also once its `mweb_url` is over. @throws {H5Refusal} @throws {ChargeRefused} */
export async function payAtCashier(holder: Holder, password: string, wallets: Wallets): Promise<Trade> {
  const { prepay, trade } = await heldOrder(holder, wallets)
  if (!isCalledUp(prepay, wallets)) throw new H5Refusal('too_old')
  return charge(trade.id, { payer: await wallets.payers.current(), password }, wallets)
}

/** The payer closes the cashier. The order stays payable, by a visit of its `mweb_url` or by another. @throws {H5Refusal} */
export async function leaveCashier(holder: Holder, wallets: Wallets): Promise<Trade> {
  const { prepay, trade } = await heldOrder(holder, wallets)
  await wallets.prepays.update(prepay.id, (current) => ({ ...current, called_at: null }))
  return trade
}

/** Whether a cashier is open with this prepay, here or on the payer's phone. */
export function isCalledUp({ called_at = null, created_at }: Prepay, { clock }: Pick<Wallets, 'clock'>): boolean {
  return called_at !== null && clock.now() < created_at + PREPAY_LIFE_MS
}

async function heldOrder({ prepayId, mwebPackage }: Holder, { credentials, prepays, trades }: Wallets): Promise<{ readonly prepay: Prepay, readonly trade: Trade }> {
  const isSigned = mwebPackage === mwebPackageOf(prepayId, (await credentials.wechat()).key)
  const prepay = isSigned ? await prepays.get(prepayId) : undefined
  const trade = prepay && await trades.get(prepay.trade_id)
  if (!prepay || trade?.trade_type !== 'MWEB') throw new H5Refusal('signature')
  return { prepay, trade }
}
