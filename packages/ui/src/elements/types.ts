import type { PayClient, PayMethod } from '@baas-pay/sdk'
import type { PayDialogEmits } from '../components/PayDialog'
import type { ScanIntent, ScanPayEmits, ScanPayProps } from '../components/ScanPay'
import type { PayIntent } from '../composables/useCheckout'

/** What an element tells, as `addEventListener` knows it. */
interface Listenable<Events> {
  addEventListener<Name extends keyof Events & string>(type: Name, listener: (event: Events[Name]) => void, options?: boolean | AddEventListenerOptions): void
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void
  removeEventListener<Name extends keyof Events & string>(type: Name, listener: (event: Events[Name]) => void, options?: boolean | EventListenerOptions): void
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void
}

type Plain = Omit<HTMLElement, 'addEventListener' | 'removeEventListener'>

/** Properties that every element has; each is an attribute too. */
export interface PayElementProps {
  /** The language of its texts, as a BCP 47 tag. @default that of `definePayElements` */
  locale: string | undefined
  /** Fixes its theme. `data-pay-theme` on an element around does not reach inside. @default the payer's own preference */
  theme: 'light' | 'dark' | undefined
}

/** Properties of `<pay-dialog>`. */
export interface PayDialogElementProps extends PayElementProps {
  /** What is to be paid; the dialog needs it before it is opened. A property alone. */
  intent: PayIntent | undefined
  /** What the payer may choose from; as an attribute, words with spaces between. @default the intent's own `gateway` */
  methods: readonly PayMethod[] | string | undefined
  /** Whom to ask. A property alone. @default that of `definePayElements` */
  client: PayClient | undefined
  /** How long the success stays on the screen, in ms, before `complete`; `null` (a property alone) waits for the payer. @default 3000 */
  autoCloseMs: number | null
  /** Shows it as a panel where it stands. @default false */
  inline: boolean
  /** Whether a result is also heard while the tab is hidden. @default false */
  sound: boolean
  /** Whether it is on the screen. The element takes it off when the payer leaves; hiding keeps the order and its watch. @default false */
  open: boolean
}

/** Events of `<pay-dialog>`. They don't bubble; the facts are each event's `detail`. */
export type PayDialogElementEvents = { [Name in keyof PayDialogEmits]: CustomEvent<PayDialogEmits[Name][0]> }

/** `<pay-dialog>`. */
export interface PayDialogElement extends Plain, PayDialogElementProps, Listenable<PayDialogElementEvents & HTMLElementEventMap> {}

/** Properties of `<pay-qrcode>`; each is an attribute too. */
export interface PayQrcodeElementProps extends PayElementProps {
  /** The text to encode: an order's `codeUrl`, not an image. Without it nothing is shown. */
  text: string | undefined
  /** What the code is, for those who can't see it. @default the locale's "payment QR code" */
  label: string | undefined
  /** The largest edge in CSS pixels, quiet zone included. @default 224 */
  sizePx: number
}

/** Events of `<pay-qrcode>`. */
export interface PayQrcodeElementEvents {
  /** The code can be scanned now. */
  drawn: CustomEvent<undefined>
  /** The encoder could not be loaded, or the text is too long for a code. */
  broken: CustomEvent<{ readonly error: unknown }>
}

/** `<pay-qrcode>`. */
export interface PayQrcodeElement extends Plain, PayQrcodeElementProps, Listenable<PayQrcodeElementEvents & HTMLElementEventMap> {}

/** Properties of `<scan-pay>`. */
export interface ScanPayElementProps extends PayElementProps {
  /** What the customer pays, as for `<ScanPay>`. Without it nothing is shown and no scan is heard. A property alone. */
  intent: ScanIntent | undefined
  /** Whom to ask; read when the counter is first shown. A property alone. @default that of `definePayElements` */
  client: PayClient | undefined
  /** How long a success stays, in ms, before the next customer; `null` (a property alone) waits for a tap. @default 6000 */
  paidMs: number | null
  /** How long a refusal or a cancelling stays, in ms; `null` (a property alone) waits for a tap or the next scan. @default 30000 */
  endedMs: number | null
  /** Offers the camera where the browser can read codes by it, and says so where it can't. @default false */
  camera: boolean
  /** Prints a receipt: called once for each payment, and again by the cashier's wish. A property alone. */
  print: ScanPayProps['print']
  /** Takes keys that a script made, for a demonstration; read when the counter is first shown. @default false */
  allowsSynthetic: boolean
  /** Whether the counter can be heard; the cashier may turn it off. As an attribute, `sound="false"` does. @default true */
  sound: boolean
}

/** Events of `<scan-pay>`. They don't bubble; the facts are each event's `detail`. None carries a payment code. */
export type ScanPayElementEvents = { [Name in keyof ScanPayEmits]: CustomEvent<ScanPayEmits[Name][0]> }

/** `<scan-pay>`. */
export interface ScanPayElement extends Plain, ScanPayElementProps, Listenable<ScanPayElementEvents & HTMLElementEventMap> {}

declare global {
  interface HTMLElementTagNameMap {
    'pay-dialog': PayDialogElement
    'pay-qrcode': PayQrcodeElement
    'scan-pay': ScanPayElement
  }
}
