/** Fields of a page, as a scan finds and leaves them. */

type Input = HTMLInputElement | HTMLTextAreaElement

/** Puts back what a field held, with a text typed where the caret was. */
export type Put = (text: string) => void

const NO_TEXT = /^(button|checkbox|color|file|image|radio|range|reset|submit)$/

const isInput = (element: Element): element is Input => /^(input|textarea)$/.test(element.localName)

/** Where a key typed into an event's target would leave text; undefined for a button, a read-only field, the page. A shadow root shows its inside. */
export function fieldOf(event: Event): HTMLElement | undefined {
  const element = event.composedPath()[0] as HTMLElement
  return (isInput(element) ? !element.readOnly && !NO_TEXT.test(element.type) : element.isContentEditable) ? element : undefined
}

/** What a field holds now, to be put back later; nothing, for one that is to be empty. */
export function holdingOf(field: HTMLElement, isToBeEmpty = false): Put {
  if (!isInput(field)) {
    const { ownerDocument, textContent: { length } } = field
    return (text) => {
      for (let more = field.textContent.length - length; more > 0; more -= 1) ownerDocument.execCommand('delete')
      ownerDocument.execCommand('insertText', false, text)
    }
  }
  const { selectionStart, selectionEnd } = field
  const value = isToBeEmpty ? '' : field.value
  const from = selectionStart ?? value.length
  const to = selectionEnd ?? from
  return (text) => {
    const head = value.slice(0, from) + text
    const whole = head + value.slice(text ? to : from)
    if (field.value === whole) return
    // Past what a framework put over `value`, and said by an event, as a person's typing is.
    Reflect.set(Object.getPrototypeOf(field) as object, 'value', whole, field)
    if (selectionStart !== null) field.setSelectionRange(head.length, text ? head.length : to)
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  }
}
