import type { GatewayType, StateName } from '@baas-pay/sdk'
import { shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { UseCheckoutReturn } from '../../composables/useCheckout'
import { checkAnswer } from '../../check-answer'
import type { SharedMessages } from '../../locales/messages'

/** What {@link useWishes} needs. */
export interface WishesOptions {
  readonly checkout: UseCheckoutReturn
  readonly screen: ComputedRef<StateName>
  readonly messages: Readonly<Ref<SharedMessages>>
  /** The way of paying that stands chosen, where there is a choice. */
  readonly chosen: Readonly<Ref<GatewayType | undefined>>
}

/** What {@link useWishes} gives. */
export interface Wishes {
  readonly answer: ShallowRef<string>
  readonly isCancelWanted: Readonly<Ref<boolean>>
  readonly check: () => Promise<void>
  readonly cancel: () => Promise<void>
  readonly renew: () => Promise<void>
  /** Pays by the way that is chosen now: the first order of an intent, or one after the order before was closed. */
  readonly payBy: (gatewayType: GatewayType) => Promise<void>
}

/** What the payer asks for, and an honest answer where it changed nothing. */
export function useWishes({ checkout, screen, messages, chosen }: WishesOptions): Wishes {
  const { state, request, refusal } = checkout
  const answer = shallowRef('')
  const isCancelWanted = shallowRef(false)
  watch(screen, () => { answer.value = '' }, { flush: 'sync' })

  const order = () => ('order' in state.value ? state.value.order : undefined)

  // The cart changed, and its old order could not be closed: what is on the screen is not what the payer asked for.
  watch(state, (now) => {
    if (now.name === 'waiting' && request.value && now.order.description !== request.value.description) answer.value = messages.value.olderOrder
  }, { flush: 'sync' })

  // Nobody knew what came of the cancelling, and now the order turns out to be there still, or to have run out.
  watch(state, (now, before) => {
    const wasUnknown = before.name === 'unknown' || (before.name === 'checking' && before.told === 'unknown')
    if (isCancelWanted.value && wasUnknown && (now.name === 'waiting' || now.name === 'expired')) void cancel()
  }, { flush: 'sync' })

  async function check(): Promise<void> {
    const asked = screen.value
    answer.value = ''
    const { name } = await checkout.checkNow()
    if (!isCancelWanted.value) answer.value = checkAnswer(messages.value, { asked, name })
  }

  async function cancel(): Promise<void> {
    answer.value = ''
    isCancelWanted.value = true
    const { name } = await checkout.closeOrder()
    isCancelWanted.value = name === 'unknown'
    if (name === 'waiting') answer.value = messages.value.cancel.refused
    else if (name === 'unknown' && screen.value === 'unknown') answer.value = messages.value.check.stillUnknown
  }

  /** Asks for the next order; where the old one is still there, that is said. */
  async function follow(act: () => Promise<unknown>): Promise<void> {
    const old = order()
    await act()
    const { name } = state.value
    const isSame = order()?.tradeNo === old?.tradeNo && order()?.transactionNo === old?.transactionNo
    if (old && isSame && (name === 'waiting' || name === 'expired')) answer.value = messages.value.renewRefused
  }

  async function renew(): Promise<void> {
    isCancelWanted.value = false
    const before = request.value
    // The page may have mended its intent meanwhile: then that one is what is asked for.
    const starting = checkout.start(chosen.value)
    if (request.value !== before || refusal.value !== undefined || !checkout.isCurrent()) return starting
    await follow(checkout.renew)
  }

  async function payBy(gatewayType: GatewayType): Promise<void> {
    isCancelWanted.value = false
    if (!checkout.isCurrent()) await checkout.start(gatewayType)
    const { value: now } = state
    // Also where an earlier page has left an order of another way: it is closed first.
    const isAnother = 'attempt' in now && (now.attempt.gatewayType !== gatewayType || now.name === 'expired' || now.name === 'failed' || now.name === 'closed')
    if (isAnother && now.name !== 'paid') await follow(() => checkout.switchTo(gatewayType))
  }

  return { answer, isCancelWanted, check, cancel, renew, payBy }
}
