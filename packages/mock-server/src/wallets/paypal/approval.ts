import { ChargeRefused, PAYMENT_PASSWORD } from '../charge'
import { MERCHANT_NAME } from '../credentials'
import type { Wallets } from '../wallets'
import { PaypalFailure } from './failure'
import { statusOf } from './order-view'
import { orderOf, type Known } from './orders'

/** What the approve page shows. */
export interface Approval {
  readonly token: string
  readonly merchant: string
  readonly subject: string
  readonly amount_fen: number
  /** Whom the payer can log in as. */
  readonly accounts: readonly { readonly id: string, readonly name: string, readonly is_current: boolean }[]
}

/** Where the payer goes from here; nothing where the merchant named no address. */
export interface Leaving { readonly return_to: string | null }

/** What the page shows of an order that can be approved. @throws {ChargeRefused} it can't */
export async function openApproval(token: string, wallets: Wallets): Promise<Approval> {
  const { trade } = await openOrder(token, wallets)
  const accounts = await wallets.payers.list()
  return { token, merchant: MERCHANT_NAME, subject: trade.body, amount_fen: trade.total_fee, accounts: accounts.map(({ ids, name, is_current }) => ({ id: ids.paypal, name, is_current })) }
}

/** The payer agrees to be charged, once the merchant captures. @throws {ChargeRefused} nothing was agreed to */
export async function approve({ token, account, password }: { readonly token: string, readonly account: string, readonly password: string }, wallets: Wallets): Promise<Leaving> {
  const { trade } = await openOrder(token, wallets)
  const payer = await wallets.payers.whomCalls('paypal', account)
  if (!payer) throw new ChargeRefused('other_payer')
  if (password !== PAYMENT_PASSWORD) throw new ChargeRefused(password === '' ? 'password_required' : 'wrong_password')
  const approved = await wallets.trades.update(trade.id, (current) => (current.state === 'NOTPAY' ? { ...current, openid: account, seen_at: wallets.clock.now() } : current))
  if (approved?.after.openid !== account) throw new ChargeRefused('closed')
  return { return_to: addressOf(trade.extras['return_url'], { token, PayerID: account }) }
}

/** The payer leaves. The order can still be approved, by a new visit. @throws {ChargeRefused} there is none */
export async function cancel({ token }: { readonly token: string }, wallets: Wallets): Promise<Leaving> {
  const { trade } = await openOrder(token, wallets)
  return { return_to: addressOf(trade.extras['cancel_url'], { token }) }
}

function addressOf(address: string | undefined, params: Readonly<Record<string, string>>): string | null {
  if (!address) return null
  const url = new URL(address)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url.href
}

async function openOrder(token: string, wallets: Wallets): Promise<Known> {
  try {
    const known = await orderOf(token, wallets)
    if (statusOf(known.trade) === 'COMPLETED') throw new ChargeRefused('already_paid')
    return known
  } catch (error) {
    throw error instanceof PaypalFailure ? new ChargeRefused('unknown') : error
  }
}
