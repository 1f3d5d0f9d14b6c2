import { onBeforeUnmount, onMounted } from 'vue'

/** Whether keys belong to a field that somebody writes in. */
function isInField({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  const { localName } = target
  return target.isContentEditable || localName === 'textarea' || localName === 'select' || (target instanceof HTMLInputElement && !target.readOnly && !/^(button|checkbox|radio)$/.test(target.type))
}

const isOnControl = ({ target }: KeyboardEvent): boolean => target instanceof HTMLElement && target.closest('button, a, summary, select') !== null

/**
 * The keys of a page, by name, while it is on the screen. A handler that returns false leaves its key alone; so does a field that somebody
 * writes in, and Enter on a button is the button's own.
 */
export function useShortcuts(handlers: Readonly<Record<string, (event: KeyboardEvent) => boolean | void>>): void {
  function hear(event: KeyboardEvent): void {
    const { key, defaultPrevented, ctrlKey, metaKey, altKey } = event
    if (defaultPrevented || ctrlKey || metaKey || altKey || isInField(event) || (key === 'Enter' && isOnControl(event))) return
    const handler = handlers[key]
    if (handler && handler(event) !== false) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', hear))
  onBeforeUnmount(() => window.removeEventListener('keydown', hear))
}
