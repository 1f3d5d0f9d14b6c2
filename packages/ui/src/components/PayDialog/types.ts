import type { CheckoutState, Health, IntentId, OrderFacts, PayClient, PayRequest, Refund } from '@baas-pay/sdk'

/** Props of `<PayDialog>`; `v-model:open` beside them. */
export interface PayDialogProps {
  /** What is to be paid, and how. Give it an `intentId` (the cart's number) so that a reload or another tab comes back to the same order. */
  intent: PayRequest
  /** Whom to ask. Read when a checkout is made. @default the client of `createPayUI()` */
  client?: PayClient | undefined
  /** How long the success stays on the screen, in ms, before `complete`; `null` waits for the payer. @default 3000 */
  autoCloseMs?: number | null
}

/** An order of an intent, by its numbers. */
export interface PayFacts extends OrderFacts {
  readonly intentId: IntentId
}

/** A payment. It is for the screen: the shop's server learns of payments from its own backend. */
export interface PaidFacts extends PayFacts {
  /** When it was paid, as the backend told it: ISO text or epoch seconds. */
  readonly paidAt?: string | number | undefined
  /** Whether another end was told before it. */
  readonly late: boolean
  readonly refund?: Refund | undefined
}

/** A payment that can't be made. */
export interface FailedFacts extends Partial<PayFacts> {
  /** For the developer: what the backend refused, or what is wrong with the intent (also reported as an uncaught error). */
  readonly error: unknown
}

/** Emits of `<PayDialog>`: facts, each told once. They come while the dialog is hidden too. */
export interface PayDialogEmits {
  /** An order exists. */
  created: [facts: PayFacts]
  /** The backend says paid; told at once, while the success is shown. */
  paid: [facts: PaidFacts]
  /** The payer has seen the success (确定, ESC, or `autoCloseMs`): the page can move on. Never comes where the page was left: settle carts at `paid`. */
  complete: [facts: PaidFacts]
  /** The order was cancelled and can't be paid any more. */
  'order-closed': [facts: PayFacts]
  /** No order could be made, or it can never be paid. */
  failed: [facts: FailedFacts]
  /** The backend's word is missing and the payer may have paid: don't offer to pay again. */
  unknown: [facts: PayFacts]
  /** The order's time is up or it was closed, and no payment is known; one that comes to light is told as `paid`. */
  expired: [facts: PayFacts]
  /** A second order of the same intent was paid too: one of them should be refunded. */
  'duplicate-paid': [facts: { readonly first: PayFacts; readonly second: PayFacts }]
  /** The payer hid the dialog; the order is kept and watched. */
  dismiss: []
}

/** Slots of `<PayDialog>`. */
export interface PayDialogSlots {
  /** Below everything, in every state. */
  footer?(scope: { state: CheckoutState; health: Health }): unknown
}

