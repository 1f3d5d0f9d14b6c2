import { onScopeDispose, shallowReadonly, shallowRef, type ShallowRef } from 'vue'

/** What {@link useTimer} gives. */
export interface Timer {
  readonly isPending: Readonly<ShallowRef<boolean>>
  /** Sets it, anew where it was set already. */
  readonly start: () => void
  readonly stop: () => void
}

/**
 * One time-out that ends with its scope. Not VueUse's `useTimeoutFn`: it is needed at once, and would bring what only comes later along.
 * @param delayMs how long, read at each start.
 */
export function useTimer(act: () => void, delayMs: () => number): Timer {
  const isPending = shallowRef(false)
  let handle: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(handle)
    isPending.value = false
  }
  function start(): void {
    stop()
    isPending.value = true
    handle = setTimeout(() => {
      isPending.value = false
      act()
    }, delayMs())
  }
  onScopeDispose(stop)
  return { isPending: shallowReadonly(isPending), start, stop }
}
