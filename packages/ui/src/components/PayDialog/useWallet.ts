import { detectEnvironment, gateways, isLinkOver, type Attempt, type Order, type PayClient } from '@baas-pay/sdk'
import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { UseCheckoutReturn } from '../../composables/useCheckout'
import type { SharedMessages } from '../../locales/messages'
import { reportMisuse } from '../../report'

/** Nobody was sent to the wallet for this order yet; the page is calling it; it has left off, or an earlier page had called it. */
export type WalletPhase = 'ready' | 'asked' | 'left'

/** What {@link useWallet} needs. */
export interface WalletOptions {
  readonly client: () => PayClient
  readonly checkout: UseCheckoutReturn
  readonly order: ComputedRef<Order | undefined>
  readonly messages: Readonly<Ref<SharedMessages>>
  readonly answer: ShallowRef<string>
  /** A new order by the same way. */
  readonly renew: () => Promise<void>
}

/** What {@link useWallet} gives. */
export interface Wallet {
  readonly walletPhase: ComputedRef<WalletPhase>
  readonly openWallet: () => Promise<void>
  /** Right after a press has asked for an order: on a desktop a wallet's page has a tab of its own, which only a press may open. */
  readonly onPressed: () => void
  /** A new order is there. `isPressed`: within a press of the payer's, which alone may leave the page. */
  readonly onCreated: (attempt: Attempt, isPressed: boolean) => Promise<void>
}

/** Sending the payer on, to a wallet over this page (jsapi) or to its own page (redirect). */
export function useWallet({ client, checkout, order, messages, answer, renew }: WalletOptions): Wallet {
  const { state, pay } = checkout
  /** How far the payer is with the order that was made or sent last. */
  const last = shallowRef<{ readonly of: Attempt | undefined; readonly phase: WalletPhase }>()
  const attempt = () => ('attempt' in state.value ? state.value.attempt : undefined)

  const isDesktop = () => detectEnvironment(navigator.userAgent).device === 'desktop'
  /** Whether a tab stands open for the order that is being made. */
  let isAhead = false

  async function send(): Promise<void> {
    const mine = { of: attempt(), phase: 'asked' } as const
    last.value = mine
    try {
      await pay({ newWindow: isDesktop() })
    } catch (error) {
      reportMisuse(error)
      answer.value = messages.value.result.misused.text
    } finally {
      if (last.value === mine) last.value = undefined
    }
  }

  return {
    walletPhase: computed(() => {
      const now = attempt()
      return now && last.value?.of === now ? last.value.phase : 'left'
    }),
    openWallet: () => (order.value && isLinkOver(client(), order.value) ? renew() : send()),
    onPressed() {
      const { value: now } = state
      // Where an order has to be closed, or the page asked for its intent first, the tab waits for one more press.
      if (now.name !== 'creating' || gateways[now.attempt.gatewayType].flow !== 'redirect' || !isDesktop()) return
      isAhead = true
      void send().finally(() => { isAhead = false })
    },
    async onCreated(made, isPressed) {
      const { flow } = gateways[made.gatewayType]
      last.value = { of: made, phase: isAhead ? 'asked' : 'ready' }
      // The order comes right after its news.
      await Promise.resolve()
      const { show } = order.value ?? {}
      if (isAhead || attempt() !== made || (show && 'isFramed' in show)) return
      if (flow === 'jsapi' || (flow === 'redirect' && isPressed && !isDesktop())) void send()
    },
  }
}
