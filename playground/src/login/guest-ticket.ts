import { askLogin } from './ask'
import type { Granted } from './session'

const KEY = 'playground.walnut.guest-ticket'

/** What this browser shows Walnut for a customer who has not logged in; nothing before it was asked for. */
export const guestTicket = (): string | undefined => localStorage.getItem(KEY) ?? undefined

/** Asks for one, and keeps it: whoever has it owns the orders. @throws {LoginError} */
export async function renewGuestTicket(): Promise<void> {
  const { token } = await askLogin<Granted>('/hserve/v2.0/login/anonymous/', {})
  localStorage.setItem(KEY, token)
}
