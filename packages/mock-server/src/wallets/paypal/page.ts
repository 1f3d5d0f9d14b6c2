import { walletPage } from '../../http/wallet-page'
import type { Approval } from './approval'

/** The page on which a payer approves, or why there is nothing to approve: `error` says whether it is because the order is paid. */
export const approvePage = walletPage<Approval | { readonly error: string, readonly refusal: string }>('paypal', ['paypal.css', 'paypal.js'])
