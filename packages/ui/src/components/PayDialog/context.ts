import type { CheckoutState, Health, Order, Provider, StateName } from '@baas-pay/sdk'
import { inject, provide, type ComputedRef, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { PayMessages } from '../../locales/messages'

/** What the dialog's panels share. */
export interface PayDialogContext {
  readonly messages: PayMessages
  readonly now: () => number
  readonly state: Readonly<ShallowRef<CheckoutState>>
  readonly health: Readonly<ShallowRef<Health>>
  readonly lastAnswerAt: Readonly<ShallowRef<number | undefined>>
  /** Whose panel is on the screen: the state's name, but a payer's or the window's check leaves the panel that it was asked from. */
  readonly screen: ComputedRef<StateName>
  readonly order: ComputedRef<Order | undefined>
  readonly amountFen: ComputedRef<number | undefined>
  readonly description: ComputedRef<string>
  readonly provider: ComputedRef<Provider>
  readonly isMisused: ComputedRef<boolean>
  readonly canClose: ComputedRef<boolean>
  /** Whether the payer waits for the answer to a check of theirs. */
  readonly isAsking: ComputedRef<boolean>
  /** What came of the payer's last wish, where it changed nothing. */
  readonly answer: Readonly<ShallowRef<string>>
  /** In how many seconds the dialog leaves by itself; undefined where it waits. */
  readonly autoCloseS: ComputedRef<number | undefined>
  /** What a screen reader says next; an end interrupts. */
  readonly polite: Readonly<Ref<string>>
  readonly assertive: Readonly<Ref<string>>
  /** Says something that only a screen reader would miss. */
  say(text: string): void
  check(): Promise<void>
  renew(): Promise<void>
  cancel(): Promise<void>
  /** ESC, ✕, backdrop: hides and keeps the order; at a payment it completes. */
  dismiss(): void
  /** The payer is reading: the dialog does not leave by itself any more. */
  stay(): void
}

const KEY: InjectionKey<PayDialogContext> = Symbol('PayDialog')

export const providePayDialog = (context: PayDialogContext): void => provide(KEY, context)

/** The context of the dialog around. */
export function usePayDialogContext(): PayDialogContext {
  const context = inject(KEY)
  if (!context) throw new Error('@baas-pay/ui: this part lives inside <PayDialog> only')
  return context
}
