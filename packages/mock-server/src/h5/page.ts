import { walletPage } from '../http/wallet-page'
import type { Cashier } from './cashier'

/** The middle page: a cashier, or why there is none. */
export const middlePage = walletPage<Cashier | { readonly refusal: string, readonly note: string }>('h5', ['h5.js'])
