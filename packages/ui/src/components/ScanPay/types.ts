import type { ClientToken, IntentId, OrderFacts, PayClient, Refund } from '@baas-pay/sdk'
import type { PaymentCodeBrand, RejectReason } from '@baas-pay/sdk/scan'
import type { PayOrder } from '../../composables/useCheckout'
import type { RefusedReason } from '../../locales/messages'

/**
 * What is on the screen, `data-pay-scan` in the DOM. `ready` and `reading` take a code; so do `refused` and `reversed`, which ended without a
 * payment. In all others a scan is refused. `cancelling` is also what the shop's server takes back by itself.
 */
export type ScanScreen = 'ready' | 'reading' | 'charging' | 'confirming' | 'paid' | 'refused' | 'unknown' | 'cancelling' | 'reversed'

/** What is to be paid at the counter: the payment code says with which wallet. */
export type ScanIntent = Omit<PayOrder, 'gateway'>

/** Props of `<ScanPay>`; `v-model:sound` beside them. */
export interface ScanPayProps {
  /**
   * What the customer pays. With an `intentId` (the sale's number) a reload comes back to a charge that is not over, and the next customer is
   * waited for until the page gives another one; without it the same goods are sold again and again, each time by a new order. A change counts
   * at once while nothing is under way, else as soon as it is over.
   */
  intent: ScanIntent
  /** Whom to ask. Read when it is mounted. @default the client of `createPayUI()` */
  client?: PayClient | undefined
  /** How long a success stays, in ms, before the next customer; `null` waits for a tap. @default 6000 */
  paidMs?: number | null
  /** How long a refusal or a cancelling stays, in ms, before the counter is ready again; `null` waits for a tap or the next scan. @default 30000 */
  endedMs?: number | null
  /** Offers the camera where the browser can read codes by it (`BarcodeDetector`), and says so where it can't. @default false */
  camera?: boolean
  /**
   * Prints a receipt. Called once for each payment that is shown, and again by the cashier's wish; a rejection is shown and changes nothing about
   * the payment. Not by itself for a customer who has gone (`paid` with `late`): the next one would get it; `<ScanResults print>` has a button.
   * Without it there is no print button: a page can also print at `@paid`.
   */
  print?: ((facts: ChargePaidFacts) => unknown) | undefined
  /** Takes keys that a script made, for a demonstration: where there is money, a script of somebody else's must not type. Read when it is mounted. @default false */
  allowsSynthetic?: boolean
}

/** A charge, by its order's numbers and what may be told of its code. */
export interface ChargeFacts extends OrderFacts {
  readonly intentId: IntentId
  readonly brand?: PaymentCodeBrand | undefined
  /** The payment code with all but its ends hidden; the code itself is told to nobody. */
  readonly masked?: string | undefined
}

/** A payment. It is for the screen: the shop's server learns of payments from its own backend. */
export interface ChargePaidFacts extends ChargeFacts {
  /** When it was paid, as the backend told it: ISO text or epoch seconds. */
  readonly paidAt?: string | number | undefined
  /** Whether another end was told before it (a charge that was unknown, say), or its customer has gone. */
  readonly late: boolean
  /** A part of it was given back since. */
  readonly refund?: Refund | undefined
}

/** A charge that was taken back. */
export interface ChargeReversedFacts extends ChargeFacts {
  /** Who did it: the cashier, or the shop's server or the wallet, when the payer did not pay in time. */
  readonly by: 'cashier' | 'server'
  /** Whether the payer had paid, and gets the money back. */
  readonly isRefunded: boolean
}

/** Emits of `<ScanPay>`: facts, each told once. None carries a payment code. */
export interface ScanPayEmits {
  /** The next code can come: after mounting, and after each end. */
  ready: []
  /** A payment code was read, whole. */
  scan: [facts: { readonly brand: PaymentCodeBrand; readonly masked: string }]
  /** The code is on its way to the wallet; this happens once for each code. */
  charging: [facts: ChargeFacts]
  /** The wallet has not decided yet: mostly the payer has to type the password. */
  confirming: [facts: ChargeFacts]
  /** The backend says paid; told at once, while the success is shown. Print here, or by the `print` prop. */
  paid: [facts: ChargePaidFacts]
  /** The success has been seen (`paidMs`, or a tap): the page can move on to its next sale. */
  complete: [facts: ChargePaidFacts]
  /** Nothing was charged, and this code never will be. `error` is for the developer. */
  refused: [facts: Partial<ChargeFacts> & { readonly reason: RefusedReason; readonly error?: unknown }]
  /** Nobody knows whether it was paid: this payer must not be charged again. It goes on being asked for; `clientToken` is what support can search by. */
  unknown: [facts: ChargeFacts & { readonly clientToken?: ClientToken | undefined }]
  /** The cashier goes on to the next customer while this charge has no result: it stays watched here, and a page that names its sales gives the next `intent`. */
  leave: [facts: ChargeFacts]
  /** The backend confirms that the charge was taken back. */
  reversed: [facts: ChargeReversedFacts]
  /** A scan that was not charged: no code, a used one, a wallet that is not taken, or one that came while another charge was under way. */
  rejected: [facts: { readonly reason: RejectReason; readonly brand?: PaymentCodeBrand | undefined; readonly masked: string }]
  /** A second charge of the same intent was paid too: one of them should be refunded. */
  'duplicate-paid': [facts: { readonly first: ChargeFacts; readonly second: ChargeFacts }]
}

/** What every slot is told. */
export interface ScanPaySlotScope {
  readonly screen: ScanScreen
}

/** Slots of `<ScanPay>`. */
export interface ScanPaySlots {
  /** Instead of the title; it names the panel. */
  header?(scope: ScanPaySlotScope): unknown
  /** Instead of the description. */
  goods?(scope: ScanPaySlotScope): unknown
  /** At a payment, beside the print button: a receipt, say. */
  print?(scope: { readonly facts: ChargePaidFacts }): unknown
  /** Whom to turn to, where nobody knows whether it was paid. */
  support?(scope: ScanPaySlotScope): unknown
  /** Below everything, on every screen. */
  footer?(scope: ScanPaySlotScope): unknown
}
