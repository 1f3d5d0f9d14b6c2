import type { CheckoutState, Fen, GatewayType, Health, IntentId, OrderFacts, PayClient, PayMethod, Refund, StateName, TradeNo, TransactionNo } from '@baas-pay/sdk'
import type { PayIntent } from '../../composables/useCheckout'

/** Props of `<PayDialog>`; `v-model:open` beside them. */
export interface PayDialogProps {
  /**
   * What is to be paid, and, without `methods`, how. Give it an `intentId` (the cart's number) so that a reload or another tab comes back to
   * the same order. A function may be async, and is told the way of paying; it is called when the dialog is shown, or within the click on
   * 立即支付 where there is a choice, unless there is an unfinished payment to come back to.
   */
  intent: PayIntent
  /**
   * What the payer may choose from: ways of paying (`weixin_tenpay_wap`) or wallets (`wechat`: the best of its ways in this browser). Of
   * several nothing is created before 立即支付 is pressed, and one that can't work here is shown with the reason; one alone is gone on with at once.
   * @default the intent's own `gateway`
   */
  methods?: readonly PayMethod[] | undefined
  /** Whom to ask. Read when a checkout is made. @default the client of `createPayUI()` */
  client?: PayClient | undefined
  /** How long the success stays on the screen, in ms, before `complete`; `null` waits for the payer. @default 3000 */
  autoCloseMs?: number | null
  /** Shows it as a panel where it stands, instead of above the page. @default false */
  inline?: boolean
  /** Whether a result is also heard while the tab is hidden: a rising pair of tones for paid, a falling one for anything else. @default false */
  sound?: boolean
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

/** Where a payer left a payment; its order by its numbers, where there is one. */
export interface DismissFacts {
  readonly intentId: IntentId | undefined
  readonly tradeNo: TradeNo | undefined
  readonly transactionNo: TransactionNo | undefined
  readonly amountFen: Fen | undefined
  readonly state: Exclude<StateName, 'paid'>
}

/** A payment that can't be made. */
export interface FailedFacts extends Partial<PayFacts> {
  /** For the developer: what the backend refused, or what is wrong with the intent (also reported as an uncaught error). */
  readonly error: unknown
}

/** Emits of `<PayDialog>`: facts, each told once. They come while the dialog is hidden too. */
export interface PayDialogEmits {
  /** The payer has chosen another way of paying in the list; nothing has been created or closed for it yet. */
  'method-change': [facts: { readonly gatewayType: GatewayType }]
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
  dismiss: [facts: DismissFacts]
}

/** The states that have a panel of their own for an end. */
export type PayDialogEnd = Extract<StateName, 'paid' | 'closed' | 'failed' | 'expired' | 'unknown'>

/** What every slot is told, and what it may do: with these a state's own panel needs nothing else. */
export interface PaySlotScope {
  readonly state: CheckoutState
  readonly health: Health
  /** What came of the payer's last wish, where it changed nothing: show it. Else empty. */
  readonly answer: string
  /** Whether the payer's own check is under way. */
  readonly isAsking: boolean
  /** Whether {@link PaySlotScope.cancel} can end the order now. */
  readonly canCancel: boolean
  /** "I have paid", "check again": asks the backend now. */
  readonly check: () => Promise<void>
  /** A new order for the same intent, after one that is over or makes room; tries again what could not be made. Never offer it in `unknown`. */
  readonly renew: () => Promise<void>
  /** Cancels the order, after a last check. Ask the payer first. */
  readonly cancel: () => Promise<void>
  /** Sends the payer to the wallet for the same order (`jsapi`, `redirect`). Call it within a click. */
  readonly openWallet: () => Promise<void>
  /** Shows the choice of a way of paying again, where there is one. */
  readonly change: () => void
  /** Leaves: hides the dialog and keeps the order; at a payment it completes. */
  readonly dismiss: () => void
}

/** Slots of `<PayDialog>`; one named like a state replaces that state's panel. */
export type PayDialogSlots = {
  /** Instead of the provider's name; it names the dialog. */
  header?(scope: PaySlotScope): unknown
  /** Instead of the description. */
  goods?(scope: PaySlotScope): unknown
  /** Whom to turn to, where a payment ended without success or nobody knows how. */
  support?(scope: PaySlotScope): unknown
  /** Below everything, in every state. */
  footer?(scope: PaySlotScope): unknown
} & { [N in StateName]?: (scope: PaySlotScope) => unknown }
