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

/** What {@link useModal} gives. */
export interface UseModalReturn {
  /** Gives focus to the main control where it would be nowhere: on a control that has gone, or on none yet. */
  readonly keepFocus: (main?: HTMLElement | null) => void
  /** What the element listens to: bind it with `v-bind`. */
  readonly listeners: Readonly<Record<string, (event: never) => void>>
}

/**
 * Makes an element modal for as long as the component lives: focus comes in, stays in and is given back.
 * A `<dialog>` is shown by the browser's own means; any other element (browsers without `<dialog>`) gets the same by hand.
 * The element covers the window; a press on it, and not on what it holds, is a press on the backdrop.
 */
export function useModal(root: Readonly<Ref<HTMLElement | null>>, { onDismiss, isModal = true }: UseModalOptions): UseModalReturn {
  const opener = typeof document === 'undefined' ? null : document.activeElement
  let pressedOn: EventTarget | null = null
  let isLeaving = false
  let shownAt = -Infinity

  function keepFocus(main?: HTMLElement | null): void {
    const active = document.activeElement
    const isHeld = active !== root.value && root.value?.contains(active) && (active as HTMLElement).tabIndex >= 0
    if (!isHeld) (main ?? root.value)?.focus({ preventScroll: true })
  }

  if (!isModal) return { keepFocus, listeners: {} }

  function onTab(event: KeyboardEvent): void {
    const all = root.value ? focusablesIn(root.value) : []
    const [from, to] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]]
    const active = document.activeElement
    if (active !== from && active !== root.value && root.value?.contains(active)) return
    event.preventDefault()
    to?.focus()
  }

  // The second half of the double click that opened it is meant for the page behind.
  function onSecond(event: MouseEvent): void {
    if (event.detail < 2 || event.timeStamp - shownAt > DOUBLE_CLICK_MS) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  function onFocusIn(event: FocusEvent): void {
    if (isLeaving || root.value?.contains(event.target as Node)) return
    root.value?.focus({ preventScroll: true })
  }
  const listeners = {
    onKeydown(event: KeyboardEvent) {
      if (event.key === 'Tab') onTab(event)
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

  function show(element: HTMLElement): void {
    if (isNative(element) && !element.open) element.showModal()
    element.focus({ preventScroll: true })
  }

  onMounted(() => {
    if (!root.value) return
    // The browser keeps focus inside a <dialog> itself, and lets it go to another one above it.
    if (!isNative(root.value)) document.addEventListener('focusin', onFocusIn)
    // Not among the template's: Vue takes a click that it has seen on its way down for one from before a button was there.
    root.value.addEventListener('mousedown', onSecond, true)
    root.value.addEventListener('click', onSecond, true)
    shownAt = performance.now()
    show(root.value)
  })
  onBeforeUnmount(() => {
    isLeaving = true
    const element = root.value
    if (element && isNative(element)) element.close()
    document.removeEventListener('focusin', onFocusIn)
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
  })

  return { keepFocus, listeners }
}
