import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'

/** What a second's tick may be behind. */
const SLACK_MS = 1_000

/** The whole seconds until an instant. None where the clock was put back since it was told: whoever acts too early is refused by the server. */
export function useSecondsTo(at: () => number | undefined, tick: Readonly<ShallowRef<number>>, now: () => number): ComputedRef<number> {
  const lengthMs = shallowRef(0)
  watch(at, (instant = 0) => { lengthMs.value = instant - now() }, { immediate: true, flush: 'sync' })
  return computed(() => {
    const leftMs = (at() ?? 0) - tick.value
    return leftMs > lengthMs.value + SLACK_MS ? 0 : Math.max(0, Math.ceil(leftMs / 1_000))
  })
}
