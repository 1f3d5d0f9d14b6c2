/** The address that the payer came back to: read once, and left without what the wallet added. */
import { readReturnUrl, type OrderRef } from '@baas-pay/sdk'

/** Where the hint stays once the address has lost it, so that a reload still knows: this entry of the tab's own history. */
const KEY = 'baasPayReturn'

type EntryState = Readonly<Record<string, unknown>>

const entry = (): EntryState => (typeof history.state === 'object' && history.state !== null ? (history.state as EntryState) : {})

/** vue-router keeps the entry's address in its state and writes it back when the payer goes on. */
const withoutHints = (state: EntryState): EntryState =>
  typeof state['current'] === 'string' ? { ...state, current: readReturnUrl(state['current']).clean } : state

/** The order that the address hints at. Nothing of the address is followed or shown. */
export function readAddress(): OrderRef | undefined {
  return readReturnUrl(location.href).hint ?? (entry()[KEY] as OrderRef | undefined)
}

/** Takes what the wallet added off the address; the shop's own parameters stay. */
export function cleanAddress(): void {
  const { clean, hint } = readReturnUrl(location.href)
  if (clean === location.href) return
  history.replaceState({ ...withoutHints(entry()), ...(hint && { [KEY]: hint }) }, '', clean)
}
