import { shallowReadonly, shallowRef, watch, type ShallowRef } from 'vue'
import { useTimer } from '../../composables/useTimer'

/** The time, told anew each second while somebody waits. */
export function useTick(now: () => number, isOn: () => boolean): Readonly<ShallowRef<number>> {
  const at = shallowRef(now())
  const { start, stop } = useTimer(tick, () => 1_000)
  function tick(): void {
    at.value = now()
    if (isOn()) start()
    else stop()
  }
  watch(isOn, tick, { flush: 'sync' })
  return shallowReadonly(at)
}
