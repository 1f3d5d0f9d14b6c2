import { balanceOf } from '../wallets/charge'
import type { Wallets } from '../wallets/wallets'
import { PhoneError } from './phone-error'

/** The most that is put in or taken out at once: a million yuan. */
const MOST_FEN = 100_000_000

/** Logs the phone in with another of its accounts. @throws {PhoneError} it has no such account */
export async function switchAccount(openid: string, { payers }: Wallets): Promise<void> {
  if (!(await payers.switchTo(openid))) throw new PhoneError('unknown_account')
}

/** Puts money into the wallet, or takes it out with a negative amount. @throws {PhoneError} nothing changed */
export async function changeBalance(amountFen: unknown, wallets: Wallets): Promise<void> {
  if (typeof amountFen !== 'number' || !Number.isSafeInteger(amountFen) || amountFen === 0 || Math.abs(amountFen) > MOST_FEN) throw new PhoneError('bad_amount')
  // In turn with payments, so that what is taken out is still there.
  await wallets.oneAtATime(async () => {
    const payer = await wallets.payers.current()
    if ((await balanceOf(payer, wallets)) + amountFen < 0) throw new PhoneError('too_little_left')
    await wallets.payers.addFunds(payer.id, amountFen)
  })
}
