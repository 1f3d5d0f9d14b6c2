import { gateways, listPending, type Attempt, type Order, type PayClient } from '@baas-pay/sdk'
import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { UseCheckoutReturn } from '../../composables/useCheckout'
import type { PayMessages } from '../../locales/messages'
import { reportMisuse } from '../../report'

/** Nobody was sent to the wallet for this order yet; the page is calling it; it has left off, or an earlier page had called it. */
export type WalletPhase = 'ready' | 'asked' | 'left'

/** What {@link useWallet} needs. */
export interface WalletOptions {
  readonly client: () => PayClient
  readonly checkout: UseCheckoutReturn
  readonly order: ComputedRef<Order | undefined>
  readonly messages: Readonly<Ref<PayMessages>>
  readonly answer: ShallowRef<string>
  /** A new order by the same way. */
  readonly renew: () => Promise<void>
}

/** What {@link useWallet} gives. */
export interface Wallet {
  readonly walletPhase: ComputedRef<WalletPhase>
  readonly openWallet: () => Promise<void>
  /** A new order is there. `isPressed`: within a press of the payer's, which alone may leave the page. */
  readonly onCreated: (attempt: Attempt, isPressed: boolean) => void
}

/** WeChat's `mweb_url` opens no cashier after that: 支付请求已失效. */
const LINK_LIFE_MS = 5 * 60_000

/** Sending the payer on, to a wallet over this page (jsapi) or to its own page (redirect). */
export function useWallet({ client, checkout, order, messages, answer, renew }: WalletOptions): Wallet {
  const { state, pay } = checkout
  const unsent = shallowRef<Attempt>()
  const asked = shallowRef<Attempt>()
  const attempt = () => ('attempt' in state.value ? state.value.attempt : undefined)

  /** Whether the wallet's page would refuse this order's address, so that only a new order helps. */
  function isLinkOver(): boolean {
    const { tradeNo, transactionNo } = order.value ?? {}
    const { ports } = client()
    const made = listPending(client()).find((one) => one.order.tradeNo === tradeNo && one.order.transactionNo === transactionNo)
    return made?.gatewayType === 'weixin_tenpay_wap' && ports.clock.now() - made.createdAt >= LINK_LIFE_MS
  }

  async function send(): Promise<void> {
    const mine = attempt()
    unsent.value = undefined
    asked.value = mine
    try {
      await pay()
    } catch (error) {
      reportMisuse(error)
      answer.value = messages.value.wallet.noWay
    } finally {
      if (asked.value === mine) asked.value = undefined
    }
  }

  return {
    walletPhase: computed(() => {
      const now = attempt()
      if (now && asked.value === now) return 'asked'
      return now && unsent.value === now ? 'ready' : 'left'
    }),
    openWallet: () => (isLinkOver() ? renew() : send()),
    onCreated(made, isPressed) {
      const { flow } = gateways[made.gatewayType]
      unsent.value = made
      if (flow === 'jsapi' || (flow === 'redirect' && isPressed)) void send()
    },
  }
}
