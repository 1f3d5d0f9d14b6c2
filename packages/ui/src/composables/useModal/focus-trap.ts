/** Focus goes round inside a modal. A chunk of its own: without it a `<dialog>` still lets focus go to nothing of the page. */
import { activeElement, holds } from '../../active-element'

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])'

/** In a shadow root, what the page has put into our slots has its place among ours. */
function candidatesIn(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(`${FOCUSABLE}, slot`)].flatMap((found) => {
    if (found.localName !== 'slot') return [found]
    return (found as HTMLSlotElement).assignedElements({ flatten: true }).flatMap((given) => [...(given.matches(FOCUSABLE) ? [given as HTMLElement] : []), ...candidatesIn(given)])
  })
}

const focusablesIn = (element: HTMLElement): HTMLElement[] => candidatesIn(element).filter((candidate) => candidate.getClientRects().length > 0)

/** Keeps focus inside an element until it is let go. */
export function trapFocus(root: HTMLElement): () => void {
  function onTab(event: KeyboardEvent): void {
    if (event.key !== 'Tab') return
    const all = focusablesIn(root)
    const [from, to] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]]
    const active = activeElement()
    if (active !== from && active !== root && holds(root, active)) return
    event.preventDefault()
    to?.focus()
  }
  function onFocusIn(): void {
    if (!holds(root, activeElement())) root.focus({ preventScroll: true })
  }
  root.addEventListener('keydown', onTab)
  // The browser keeps the page behind a <dialog> from focus itself, and lets it go to another one above it.
  if (!('showModal' in root)) document.addEventListener('focusin', onFocusIn)
  return () => {
    root.removeEventListener('keydown', onTab)
    document.removeEventListener('focusin', onFocusIn)
  }
}
