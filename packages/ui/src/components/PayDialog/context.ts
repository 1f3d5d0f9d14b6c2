import type { CheckoutState, Health, Order, Provider, StateName } from '@baas-pay/sdk'
import type { ComputedRef, Ref, ShallowRef } from 'vue'
import type { CodeWords, PayMessages, ResultWords } from '../../locales/messages'

/** The number that support can search by; `label` where it is no order number. */
export interface OrderNumber {
  readonly value: string
  readonly label?: string
}

/** What the dialog's panels share. */
export interface PayDialogContext {
  readonly messages: Readonly<Ref<PayMessages>>
  readonly now: () => number
  readonly state: Readonly<ShallowRef<CheckoutState>>
  readonly health: Readonly<ShallowRef<Health>>
  readonly lastAnswerAt: Readonly<ShallowRef<number | undefined>>
  /** Whose panel is on the screen: the state's name, but a payer's or the window's check leaves the one that it was asked from. */
  readonly screen: ComputedRef<StateName>
  readonly order: ComputedRef<Order | undefined>
  readonly number: ComputedRef<OrderNumber | undefined>
  readonly amountFen: ComputedRef<number | undefined>
  readonly description: ComputedRef<string>
  readonly provider: ComputedRef<Provider>
  /** Whether no checkout could be made of the intent. */
  readonly isRefused: ComputedRef<boolean>
  /** The code that can be scanned now. */
  readonly codeUrl: ComputedRef<string | undefined>
  /** Whether the code fills the window. */
  readonly isEnlarged: Ref<boolean>
  /** The words beside the code. */
  readonly words: ComputedRef<CodeWords | undefined>
  /** The words of an end. */
  readonly result: ComputedRef<ResultWords | undefined>
  readonly canClose: ComputedRef<boolean>
  /** Whether the payer waits for the answer to a check of theirs. */
  readonly isAsking: ComputedRef<boolean>
  /** Whether the payer has cancelled and nobody knows yet what came of it. */
  readonly isCancelWanted: Readonly<Ref<boolean>>
  /** What came of the payer's last wish, where it changed nothing. */
  readonly answer: Readonly<ShallowRef<string>>
  /** In how many seconds the dialog leaves by itself; undefined where it waits. */
  readonly autoCloseS: ComputedRef<number | undefined>
  /** What a screen reader says next; an end interrupts. */
  readonly polite: Readonly<Ref<string>>
  readonly assertive: Readonly<Ref<string>>
  /** Says something that only a screen reader would miss. */
  readonly say: (text: string) => void
  readonly check: () => Promise<void>
  readonly renew: () => Promise<void>
  readonly cancel: () => Promise<void>
  /** ESC, ✕, backdrop: shrinks the code; else hides and keeps the order; at a payment it completes. */
  readonly dismiss: () => void
  /** The payer is reading: the dialog does not leave by itself any more. */
  readonly stay: () => void
}
