/** What a checkout loads only where it is used. Whatever keeps the truth about an order is not among it. */
import { part } from './runtime/part'

/** Asking together with other tabs, and listening to nudges; without it each tab asks for itself. */
export const loadCompany = part(() => import('./watch/company'))

/** Wallets that the page sends its payer to, by a bridge or an address; there before an order is made. */
export const loadWallet = part(() => import('./checkout/wallet'))

/** Payment codes; there before one is charged. */
export const loadScan = part(() => import('./checkout/scan'))
