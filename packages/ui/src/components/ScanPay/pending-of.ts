import { listPending, type Checkout, type PayClient, type PendingPayment } from '@baas-pay/sdk'

/** What this browser remembers of a checkout's charge, whichever page or tab has sent it. */
export const pendingOf = (client: PayClient, checkout: Checkout | undefined): PendingPayment | undefined => listPending(client).find(({ intentId }) => intentId === checkout?.intentId)
