/** Focus goes round inside a modal. A chunk of its own: without it a `<dialog>` still lets focus go to nothing of the page. */
const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])'

const focusablesIn = (element: HTMLElement): HTMLElement[] =>
  [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((candidate) => candidate.getClientRects().length > 0)

/** Keeps focus inside an element until it is let go. */
export function trapFocus(root: HTMLElement): () => void {
  function onTab(event: KeyboardEvent): void {
    if (event.key !== 'Tab') return
    const all = focusablesIn(root)
    const [from, to] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]]
    const active = document.activeElement
    if (active !== from && active !== root && root.contains(active)) return
    event.preventDefault()
    to?.focus()
  }
  function onFocusIn(event: FocusEvent): void {
    if (!root.contains(event.target as Node)) root.focus({ preventScroll: true })
  }
  root.addEventListener('keydown', onTab)
  // The browser keeps the page behind a <dialog> from focus itself, and lets it go to another one above it.
  if (!('showModal' in root)) document.addEventListener('focusin', onFocusIn)
  return () => {
    root.removeEventListener('keydown', onTab)
    document.removeEventListener('focusin', onFocusIn)
  }
}
