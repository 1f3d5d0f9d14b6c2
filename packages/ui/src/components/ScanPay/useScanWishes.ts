import type { CheckoutState } from '@baas-pay/sdk'
import { shallowReadonly, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { PayMessages } from '../../locales/messages'
import type { ScanScreen } from './types'
import type { Customers } from './useCustomers'

/** What {@link useScanWishes} needs. */
export interface ScanWishesOptions {
  readonly customers: Customers
  readonly screen: ComputedRef<ScanScreen>
  readonly messages: Readonly<Ref<Pick<PayMessages, 'scan' | 'locale'>>>
  readonly now: () => number
}

/** What {@link useScanWishes} gives. */
export interface ScanWishes {
  /** What came of the cashier's last wish; a check is always answered. */
  readonly answer: ShallowRef<string>
  readonly isAsking: Readonly<ShallowRef<boolean>>
  /** Whether the cashier has cancelled and nobody knows yet what came of it. */
  readonly isCancelWanted: Readonly<ShallowRef<boolean>>
  readonly check: () => Promise<void>
  readonly cancel: () => Promise<void>
}

const wasUnknown = (state: CheckoutState): boolean => state.name === 'unknown' || (state.name === 'checking' && state.told === 'unknown')

/** What the cashier asks for, and an honest answer. */
export function useScanWishes({ customers, screen, messages, now }: ScanWishesOptions): ScanWishes {
  const { shown, state } = customers
  const answer = shallowRef('')
  const isAsking = shallowRef(false)
  const isCancelWanted = shallowRef(false)
  watch(screen, () => { answer.value = '' }, { flush: 'sync' })
  watch(shown, () => { isCancelWanted.value = isAsking.value = false }, { flush: 'sync' })

  // Nobody knew what came of the cancelling, and now the charge turns out to be there still, and not on its way back.
  watch(state, (is, before) => { if (isCancelWanted.value && wasUnknown(before) && is.name === 'waiting' && is.phase !== 'reversing') void cancel() }, { flush: 'sync' })

  const clockTime = () => new Intl.DateTimeFormat(messages.value.locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(now())

  async function check(): Promise<void> {
    const checkout = shown.value
    if (!checkout || isAsking.value) return
    answer.value = ''
    isAsking.value = true
    const { name } = await checkout.checkNow()
    isAsking.value = false
    if (checkout !== shown.value) return
    const { checked } = messages.value.scan
    if (screen.value === 'confirming' && name === 'waiting') answer.value = checked.unpaid(clockTime())
    else if (screen.value === 'unknown' || screen.value === 'cancelling') answer.value = checked.unknown(clockTime())
  }

  async function cancel(): Promise<void> {
    const checkout = shown.value
    if (!checkout) return
    answer.value = ''
    isCancelWanted.value = true
    const { name } = await checkout.closeOrder()
    if (checkout !== shown.value) return
    isCancelWanted.value = name === 'unknown'
    if (screen.value === 'confirming' && name === 'waiting') answer.value = messages.value.scan.cancel.refused
  }

  return { answer, isAsking: shallowReadonly(isAsking), isCancelWanted: shallowReadonly(isCancelWanted), check, cancel }
}
