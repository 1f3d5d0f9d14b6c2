import type { CheckoutState, Flow, GatewayType, Health, Order, PayClient, PayMethod, Provider, StateName } from '@baas-pay/sdk'
import type { Component, ComputedRef, Ref, ShallowRef } from 'vue'
import type { CodeWords, SharedMessages, ResultWords } from '../../locales/messages'
import type * as Comforts from './comforts'
import type { WalletPhase } from './useWallet'

/** The number that support can search by; `label` where it is no order number. */
export interface OrderNumber {
  readonly value: string
  readonly label?: string
}

/** What the dialog's panels share. */
export interface PayDialogContext {
  readonly client: () => PayClient
  readonly messages: Readonly<Ref<SharedMessages>>
  readonly now: () => number
  readonly state: Readonly<ShallowRef<CheckoutState>>
  readonly health: Readonly<ShallowRef<Health>>
  readonly lastAnswerAt: Readonly<ShallowRef<number | undefined>>
  /** Whose panel is on the screen: the state's name, but a payer's or the window's check leaves the one that it was asked from. */
  readonly screen: ComputedRef<StateName>
  readonly order: ComputedRef<Order | undefined>
  readonly number: ComputedRef<OrderNumber | undefined>
  /** When it was paid, as people read it. */
  readonly paidAt: ComputedRef<string | undefined>
  /** The number of a second order of the same intent that was paid, too. */
  readonly secondNumber: ComputedRef<string | undefined>
  readonly amountFen: ComputedRef<number | undefined>
  readonly description: ComputedRef<string>
  readonly provider: ComputedRef<Provider>
  /** `data-pay-state`: the state's name; a refused intent is failed, and one that waits for the payer's choice idle. */
  readonly stateName: ComputedRef<StateName>
  /** How the shown attempt is paid, or the next one. */
  readonly flow: ComputedRef<Flow>
  /** What the payer may choose from. */
  readonly methods: ComputedRef<readonly PayMethod[]>
  /** Whether the choice is on the screen. */
  readonly isChoosing: Readonly<Ref<boolean>>
  readonly chosen: Ref<GatewayType | undefined>
  /** Whether the payer can go back to the choice. */
  readonly canChange: ComputedRef<boolean>
  /** Whether there is nothing to go back to from the choice. */
  readonly isFresh: ComputedRef<boolean>
  /** Shows the choice, or the order again. */
  readonly choosing: (is: boolean) => void
  /** The payer has chosen in the list. */
  readonly choose: (gatewayType: GatewayType) => void
  /** 立即支付: the first thing that creates an order. */
  readonly payChosen: () => void
  /** How far the payer is with the wallet that the page calls or leaves for. */
  readonly walletPhase: ComputedRef<WalletPhase>
  /** Sends the payer to the wallet, for the same order. */
  readonly openWallet: () => Promise<void>
  /** The code that can be scanned now. */
  readonly codeUrl: ComputedRef<string | undefined>
  /** Whether it is on the screen. */
  readonly isDrawn: Ref<boolean>
  /** The page that can be shown in a frame now. */
  readonly framedUrl: ComputedRef<string | undefined>
  /** What shows it: one of the comforts, for without it that page is gone to. */
  readonly framed: ShallowRef<Component | undefined>
  /** Whether the code, or the frame, fills the window. */
  readonly isEnlarged: Ref<boolean>
  /** What can be done without, once it is here: that the time is up, say, is the backend's word, counted down or not. */
  readonly comforts: Readonly<ShallowRef<typeof Comforts | undefined>>
  readonly fetchComforts: () => Promise<unknown>
  /** The words beside the code. */
  readonly words: ComputedRef<CodeWords | undefined>
  /** The words of an end. */
  readonly result: ComputedRef<ResultWords | undefined>
  /** Whether the order can be cancelled now. */
  readonly canCancel: ComputedRef<boolean>
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
