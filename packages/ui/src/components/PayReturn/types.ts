import type { Health, HError, OrderRef, PayClient, Refund, ReturnFacts, ReturnState } from '@baas-pay/sdk'

/** Props of `<PayReturn>`. All are optional: what none of them says is looked for in what this browser remembers. */
export interface PayReturnProps {
  /** The shop's own name for what was to be paid, as its checkout had it: its cart number, say. It may come from the address. */
  intentId?: string | undefined
  /**
   * The order's number, where the shop knows it: it comes before `intentId`, and is what works in a browser that did not make the order.
   * It may come from the address: what the server says of that order is shown, and nothing else of it.
   */
  order?: OrderRef | undefined
  /** Whom to ask. Read when it is mounted. @default the client of `createPayUI()` */
  client?: PayClient | undefined
  /**
   * Takes what the wallet added to the address (Alipay's and PayPal's parameters; WeChat adds none) off it once it has been read, by
   * `history.replaceState`. The shop's own parameters stay, and a reload still knows the order. @default true
   */
  cleanUrl?: boolean
  /** How long the success stays on the screen, in ms, before `complete`; `null` waits for the payer. @default 3000 */
  autoCloseMs?: number | null
}

/** A payment that the payer comes back from. It is for the screen: the shop's server learns of payments from its own backend. */
export interface ReturnPaidFacts extends ReturnFacts {
  /** When it was paid, as the backend told it: ISO text or epoch seconds. */
  readonly paidAt?: string | number | undefined
  /** Whether another end was told before it. */
  readonly late: boolean
  readonly refund?: Refund | undefined
}

/** Emits of `<PayReturn>`: facts, each told once. `intentId` is missing where this browser did not make the order. */
export interface PayReturnEmits {
  /** The backend says paid; told at once, while the success is shown. */
  paid: [facts: ReturnPaidFacts]
  /** The payer has seen the success (确定, or `autoCloseMs`): the page can move on. */
  complete: [facts: ReturnPaidFacts]
  /** The payer wants to pay after all: the shop goes back to its checkout of the same `intentId`, which comes back to the same order. */
  retry: [facts: ReturnFacts]
  /** The order can never be paid. */
  failed: [facts: ReturnFacts & { readonly error: HError }]
  /** The backend's word is missing and the payer may have paid: don't offer to pay again. */
  unknown: [facts: ReturnFacts]
  /** The order's time is up or it was closed, and no payment is known; one that comes to light is told as `paid`. */
  expired: [facts: ReturnFacts]
  /** A second order of the same intent was paid too: one of them should be refunded. */
  'duplicate-paid': [facts: { readonly first: ReturnFacts; readonly second: ReturnFacts }]
  /** The payer leaves where there is nothing more to do here: the shop shows its orders, or its home. */
  leave: [facts: ReturnFacts]
}

/** What every slot is told. */
export interface PayReturnSlotScope {
  readonly state: ReturnState
  readonly health: Health
}

/** Slots of `<PayReturn>`. */
export interface PayReturnSlots {
  /** Instead of "payment result"; it names the panel. */
  header?(scope: PayReturnSlotScope): unknown
  /** Instead of the description. */
  goods?(scope: PayReturnSlotScope): unknown
  /** Whom to turn to, where a payment ended without success, nobody knows how, or no order was found. */
  support?(scope: PayReturnSlotScope): unknown
  /** Below everything, in every state. */
  footer?(scope: PayReturnSlotScope): unknown
}
