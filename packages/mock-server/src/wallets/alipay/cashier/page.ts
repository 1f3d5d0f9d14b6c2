import { walletPage } from '../../../http/wallet-page'
import type { Refusal } from '../../charge'
import type { Cashier } from './cashier'

/** The cashier page: an order's cashier, or why there is none. */
export const cashierPage = walletPage<Cashier | { readonly refusal: string, readonly note: string } | { readonly refusal: string, readonly error: Refusal }>('alipay', ['alipay.css', 'alipay.js', 'embedded.css'])
