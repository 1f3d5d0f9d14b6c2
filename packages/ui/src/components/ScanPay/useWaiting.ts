import type { PayClient } from '@baas-pay/sdk'
import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { pendingOf } from './pending-of'
import type { Customers } from './useCustomers'
import { useSecondsTo } from './useSecondsTo'
import { useTick } from './useTick'

/** What {@link useWaiting} needs. */
export interface WaitingOptions {
  readonly client: () => PayClient
  readonly now: () => number
  readonly customers: Customers
  /** Whether a charge is waited for, so that its time is told. */
  readonly isOn: () => boolean
  /** When it may be cancelled. Instant, ms since the epoch. */
  readonly closableAt: () => number | undefined
}

/** What {@link useWaiting} gives. */
export interface Waiting {
  /** How long the charge is under way, also where an earlier page has sent it. */
  readonly waitedS: ComputedRef<number>
  /** Until it may be cancelled; 0 once it may. */
  readonly closableInS: ComputedRef<number>
}

/** The counter's time, by the second. */
export function useWaiting({ client, now, customers: { shown, state }, isOn, closableAt }: WaitingOptions): Waiting {
  const startedAt = shallowRef(now())
  watch(() => 'attempt' in state.value && state.value.attempt, () => {
    startedAt.value = pendingOf(client(), shown.value)?.createdAt ?? now()
  }, { flush: 'sync' })
  const tick = useTick(now, isOn, closableAt)

  return {
    waitedS: computed(() => Math.max(0, Math.floor((tick.value - startedAt.value) / 1_000))),
    closableInS: useSecondsTo(closableAt, tick, now),
  }
}
