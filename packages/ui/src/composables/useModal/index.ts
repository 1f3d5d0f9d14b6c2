import { useEventListener, useScrollLock } from '@vueuse/core'
import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue'

/** Options of {@link useModal}. */
export interface UseModalOptions {
  /** The payer wants to leave: ESC, the back gesture, or a press on the backdrop. */
  onDismiss: () => void
  /** Without it only `keepFocus` is there: the element is a part of the page. @default true */
  isModal?: boolean
}

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])'

/** The longest that systems wait for the second click of two. */
const DOUBLE_CLICK_MS = 500

const isNative = (element: HTMLElement): element is HTMLDialogElement => typeof (element as HTMLDialogElement).showModal === 'function'

const focusablesIn = (element: HTMLElement): HTMLElement[] =>
  [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((candidate) => candidate.getClientRects().length > 0)

/** The page must not jump when its scrollbar goes. */
function holdWidth(): () => void {
  const { body, documentElement } = document
  const before = body.style.paddingRight
  const gap = window.innerWidth - documentElement.clientWidth
  if (gap > 0) body.style.paddingRight = `${gap}px`
  return () => { body.style.paddingRight = before }
}

/**
 * Makes an element modal for as long as the component lives: focus comes in, stays in and is given back, and the page behind keeps still.
 * A `<dialog>` is shown by the browser's own means; any other element (browsers without `<dialog>`) gets the same by hand.
 * The element covers the window; a press on it, and not on what it holds, is a press on the backdrop.
 */
export function useModal(root: Readonly<Ref<HTMLElement | null>>, { onDismiss, isModal = true }: UseModalOptions): { keepFocus: (main?: HTMLElement | null) => void } {
  const opener = typeof document === 'undefined' ? null : document.activeElement
  const isLocked = useScrollLock(typeof document === 'undefined' ? null : document.body)
  let release = () => {}
  let pressedOn: EventTarget | null = null
  let isLeaving = false
  let shownAt = -Infinity

  /** Gives focus to the main control where it would be nowhere: on a control that has gone, or on none yet. */
  function keepFocus(main?: HTMLElement | null): void {
    const active = document.activeElement
    const isHeld = active !== root.value && root.value?.contains(active) && (active as HTMLElement).tabIndex >= 0
    if (!isHeld) (main ?? root.value)?.focus({ preventScroll: true })
  }

  if (!isModal) return { keepFocus }

  function onTab(event: KeyboardEvent): void {
    const all = root.value ? focusablesIn(root.value) : []
    const [from, to] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]]
    const active = document.activeElement
    if (active !== from && active !== root.value && root.value?.contains(active)) return
    event.preventDefault()
    to?.focus()
  }

  useEventListener(root, 'keydown', (event: KeyboardEvent) => {
    if (event.key === 'Tab') onTab(event)
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onDismiss()
  })
  useEventListener(root, 'cancel', (event: Event) => {
    event.preventDefault()
    onDismiss()
  })
  // Chromium closes without asking on a second close request: the dialog follows its owner all the same.
  useEventListener(root, 'close', async () => {
    if (isLeaving) return
    onDismiss()
    await nextTick()
    if (!isLeaving && root.value) show(root.value)
  })
  // The second half of the double click that opened it is meant for the page behind.
  useEventListener(root, ['mousedown', 'click'], (event: MouseEvent) => {
    if (event.detail < 2 || event.timeStamp - shownAt > DOUBLE_CLICK_MS) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }, { capture: true })
  // A drag that begins on a text inside and ends outside is no press on the backdrop.
  useEventListener(root, 'pointerdown', (event: PointerEvent) => { pressedOn = event.target })
  useEventListener(root, 'click', (event: MouseEvent) => {
    if (event.target === root.value && pressedOn === root.value) onDismiss()
  })
  useEventListener(() => (typeof document === 'undefined' ? null : document), 'focusin', (event: FocusEvent) => {
    // The browser keeps focus inside a <dialog> itself, and lets it go to another one above it.
    if (isLeaving || !root.value || isNative(root.value) || root.value.contains(event.target as Node)) return
    root.value.focus({ preventScroll: true })
  })

  function show(element: HTMLElement): void {
    if (isNative(element) && !element.open) element.showModal()
    element.focus({ preventScroll: true })
  }

  onMounted(() => {
    if (!root.value) return
    release = holdWidth()
    isLocked.value = true
    shownAt = performance.now()
    show(root.value)
  })
  onBeforeUnmount(() => {
    isLeaving = true
    const element = root.value
    if (element && isNative(element)) element.close()
    isLocked.value = false
    release()
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
  })

  return { keepFocus }
}
