import { nextTick, onMounted, watch, type Ref, type WatchSource } from 'vue'
import { activeElement, holds } from '../../active-element'

/** Options of {@link useMainFocus}. */
export interface UseMainFocusOptions {
  /** What is shown: after a change of it focus is looked after. */
  readonly shown: WatchSource
  /** Whether the element is above the page. A page's own panel takes no focus that it did not have. */
  readonly isModal?: boolean
}

/**
 * At first and after a change of what is shown gives focus to the main control (`data-pay-main`) where it would be nowhere: on a control
 * that has gone, or on none yet.
 */
export function useMainFocus(root: Readonly<Ref<HTMLElement | null>>, { shown, isModal = false }: UseMainFocusOptions): void {
  async function look(): Promise<void> {
    const { value: before } = root
    const mayFocus = isModal || (before && holds(before, activeElement()))
    await nextTick()
    const { value: element } = root
    const active = activeElement()
    const isHeld = element && active !== element && holds(element, active) && (active as HTMLElement).tabIndex >= 0
    if (mayFocus && !isHeld) (element?.querySelector<HTMLElement>('[data-pay-main]') ?? element)?.focus({ preventScroll: true })
  }
  watch(shown, look)
  onMounted(look)
}
