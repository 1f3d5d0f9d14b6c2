import { shallowReadonly, shallowRef, watch, type ShallowRef } from 'vue'
import { useTimer } from '../../composables/useTimer'

/** The time, told anew each second while somebody waits, and at each change of what it is compared with. */
export function useTick(now: () => number, isOn: () => boolean, changes: () => unknown): Readonly<ShallowRef<number>> {
  const at = shallowRef(now())
  const { start, stop } = useTimer(tick, () => 1_000)
  function tick(): void {
    at.value = now()
    if (isOn()) start()
    else stop()
  }
  watch([isOn, changes], tick, { flush: 'sync' })
  return shallowReadonly(at)
}
