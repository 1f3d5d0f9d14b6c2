import { charge, ChargeRefused, payableTrade } from '../../charge'
import { MERCHANT_NAME } from '../../credentials'
import type { Payer } from '../../payers'
import type { Prepay, Trade } from '../../trade'
import { transition } from '../../trade-state'
import { lookAt, type Wallets } from '../../wallets'
import { returnAddress } from './return-address'

/** What the cashier page shows, and what it needs to go on. */
export interface Cashier {
  readonly order: string
  readonly merchant: string
  readonly subject: string
  readonly amount_fen: number
  /** Whom the payer can log in as. */
  readonly accounts: readonly { readonly id: string, readonly name: string, readonly is_current: boolean }[]
  /** The text of the QR that the payer can scan instead; nothing on a phone. */
  readonly content: string | null
  /** Where a payer who leaves goes; nothing sends the payer back to where they came from. */
  readonly quit_url: string | null
}

/** How an order stands, for the page that shows its cashier. */
export interface Standing {
  readonly state: Trade['state']
  /** Where the payer goes once it is paid, signed by Alipay; nothing where the merchant named no address. */
  readonly return_to: string | null
}

/** Whoever holds an order's cashier, and says who pays. */
export interface Holder { readonly order: string, readonly account: string }

/** What the page shows of an order that can be paid. @throws {ChargeRefused} it can't */
export async function openCashier(order: string, wallets: Wallets): Promise<Cashier> {
  const { prepay, trade } = await heldTrade(order, wallets)
  const { body, total_fee, extras } = await payableTrade(trade.id, wallets)
  const accounts = await wallets.payers.list()
  return {
    order,
    merchant: MERCHANT_NAME,
    subject: body,
    amount_fen: total_fee,
    accounts: accounts.map(({ ids, name, is_current }) => ({ id: ids.alipay, name, is_current })),
    content: prepay.content,
    quit_url: extras['quit_url'] || null,
  }
}

/** The payer logs in: from now on the trade exists for the merchant, and the payer's phone can pay it too. @throws {ChargeRefused} */
export async function logIn({ order, account }: Holder, wallets: Wallets): Promise<Standing> {
  const { prepay, trade } = await heldTrade(order, wallets)
  await payerOf(account, wallets)
  await payableTrade(trade.id, wallets)
  const at = wallets.clock.now()
  const seen = await wallets.trades.update(trade.id, (current) => transition(current, { type: 'see', at }))
  await wallets.prepays.update(prepay.id, (current) => ({ ...current, called_at: at }))
  return standing(seen?.after ?? trade, wallets)
}

/** The payer types the password, which this page always asks for: charges once. @throws {ChargeRefused} nothing was charged */
export async function payAtCashier({ order, account }: Holder, password: string, wallets: Wallets): Promise<Standing> {
  const { prepay, trade } = await heldTrade(order, wallets)
  const payer = await payerOf(account, wallets)
  if (trade.seen_at === null || typeof prepay.called_at !== 'number') throw new ChargeRefused('unknown')
  if (password === '') throw new ChargeRefused('password_required')
  return standing(await charge(trade.id, { payer, password }, wallets), wallets)
}

/** How the order stands now: it may have been paid by the QR or on the phone. @throws {ChargeRefused} there is none */
export async function look({ order }: Pick<Holder, 'order'>, wallets: Wallets): Promise<Standing> {
  return standing(await lookAt((await heldTrade(order, wallets)).trade, wallets), wallets)
}

/** The payer leaves. The order stays payable, by a new visit. @throws {ChargeRefused} there is none */
export async function leave({ order }: Pick<Holder, 'order'>, wallets: Wallets): Promise<Standing> {
  const { prepay, trade } = await heldTrade(order, wallets)
  await wallets.prepays.update(prepay.id, (current) => ({ ...current, called_at: null }))
  return standing(trade, wallets)
}

async function standing(trade: Trade, wallets: Wallets): Promise<Standing> {
  return { state: trade.state, return_to: trade.state === 'SUCCESS' ? await returnAddress(trade, wallets) : null }
}

async function payerOf(account: string, { payers }: Wallets): Promise<Payer> {
  const payer = await payers.whomCalls('alipay', account)
  if (!payer) throw new ChargeRefused('other_payer')
  return payer
}

async function heldTrade(order: string, { prepays, trades }: Wallets): Promise<{ readonly prepay: Prepay, readonly trade: Trade }> {
  const prepay = await prepays.get(order)
  const trade = prepay && await trades.get(prepay.trade_id)
  if (!prepay || (trade?.trade_type !== 'PAGE' && trade?.trade_type !== 'WAP')) throw new ChargeRefused('unknown')
  return { prepay, trade }
}
