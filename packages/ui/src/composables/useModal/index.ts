import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue'
import { activeElement } from '../../active-element'

/** The longest that systems wait for the second click of two. */
const DOUBLE_CLICK_MS = 500

const isNative = (element: HTMLElement): element is HTMLDialogElement => typeof (element as HTMLDialogElement).showModal === 'function'

/**
 * Makes an element modal for as long as the component lives: focus comes in, stays in and is given back.
 * A `<dialog>` is shown by the browser's own means; any other element (browsers without `<dialog>`) gets the same by hand.
 * The element covers the window; a press on it, and not on what it holds, is a press on the backdrop.
 * @param onDismiss the payer wants to leave: ESC, the back gesture, or a press on the backdrop.
 * @returns what the element is, and listens to: bind it with `v-bind`.
 */
export function useModal(root: Readonly<Ref<HTMLElement | null>>, onDismiss: () => void): Readonly<Record<string, string | ((event: never) => void)>> {
  const opener = typeof document === 'undefined' ? null : activeElement()
  let pressedOn: EventTarget | null = null
  let isLeaving = false
  let release = () => {}
  let shownAt = -Infinity

  // The second half of the double click, or double Enter, that opened it is meant for the page behind.
  function swallow(event: Event, isSecond: boolean): void {
    if (!isSecond || event.timeStamp - shownAt > DOUBLE_CLICK_MS) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const onSecond = (event: MouseEvent) => swallow(event, event.detail > 1)
  function onKey(event: KeyboardEvent): void {
    const isEnter = event.key === 'Enter'
    // One that is held is still the first. Whoever has used another key has seen what is there.
    if (!isEnter || event.repeat) shownAt = isEnter ? event.timeStamp : -Infinity
    swallow(event, isEnter)
  }
  const attributes = {
    // Said for an element that is no <dialog>, too.
    'role': 'dialog',
    'aria-modal': 'true',
    onKeydown(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      onDismiss()
    },
    onCancel(event: Event) {
      event.preventDefault()
      onDismiss()
    },
    // Chromium closes without asking on a second close request: the dialog follows its owner all the same.
    async onClose() {
      if (isLeaving) return
      onDismiss()
      await nextTick()
      if (!isLeaving && root.value) show(root.value)
    },
    // A drag that begins on a text inside and ends outside is no press on the backdrop.
    onPointerdown(event: PointerEvent) { pressedOn = event.target },
    onClick(event: MouseEvent) {
      if (event.target === root.value && pressedOn === root.value) onDismiss()
    },
  }

  async function trap(element: HTMLElement): Promise<void> {
    const { trapFocus } = await import('./focus-trap')
    if (!isLeaving) release = trapFocus(element)
  }

  function show(element: HTMLElement): void {
    if (isNative(element) && !element.open) element.showModal()
    element.focus({ preventScroll: true })
  }

  onMounted(() => {
    if (!root.value) return
    trap(root.value).catch(() => undefined)
    // Not among the template's: Vue takes a click that it has seen on its way down for one from before a button was there.
    root.value.addEventListener('mousedown', onSecond, true)
    root.value.addEventListener('click', onSecond, true)
    root.value.addEventListener('keydown', onKey, true)
    shownAt = performance.now()
    show(root.value)
  })
  onBeforeUnmount(() => {
    isLeaving = true
    const element = root.value
    if (element && isNative(element)) element.close()
    release()
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
  })

  return attributes
}
