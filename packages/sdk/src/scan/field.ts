/** Fields of a page, as a scan finds and leaves them. */

/** What takes text: an input, a textarea, or something that is editable. */
type Input = HTMLInputElement | HTMLTextAreaElement

/** What a field held before a burst. */
export interface Snapshot {
  readonly field: Input
  readonly value: string
  readonly from: number | null
  readonly to: number | null
}

const NO_TEXT = /^(button|checkbox|color|file|image|radio|range|reset|submit|hidden)$/

const isInput = (element: Element): element is Input => element.localName === 'input' || element.localName === 'textarea'

/** Where a key typed into an event's target would leave text; undefined for a button, a read-only field, the page. A shadow root shows its inside. */
export function fieldOf(event: Event): HTMLElement | undefined {
  const target = event.composedPath()[0] as Partial<HTMLElement> | undefined
  if (target?.nodeType !== 1) return undefined
  const element = target as HTMLElement
  if (!isInput(element)) return element.isContentEditable ? element : undefined
  return element.readOnly || element.disabled || NO_TEXT.test(element.type) ? undefined : element
}

/** What a field holds; undefined for one that is no input. */
export const snapshotOf = (field: HTMLElement | undefined): Snapshot | undefined =>
  field && isInput(field) ? { field, value: field.value, from: field.selectionStart, to: field.selectionEnd } : undefined

/** Writes as a person would, past what a framework put over `value`, and says so by an event. */
function write(field: Input, value: string, from: number | null, to = from): void {
  Reflect.set(Object.getPrototypeOf(field) as object, 'value', value, field)
  if (from !== null) field.setSelectionRange(from, to)
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}

/** Types a text where the caret is. */
export function giveBack(field: HTMLElement, text: string): void {
  if (!isInput(field)) return void document.execCommand('insertText', false, text)
  const { value, selectionStart, selectionEnd } = field
  const from = selectionStart ?? value.length
  write(field, value.slice(0, from) + text + value.slice(selectionEnd ?? value.length), selectionStart === null ? null : from + text.length)
}

/** Empties a field. */
export function clear(field: HTMLElement): void {
  if (isInput(field) && field.value) write(field, '', 0)
}

/** A text before the caret without the characters of another, the last ones of each kind; what somebody typed among them stays. */
export function without(head: string, text: string): string | undefined {
  const rest = Array.from(text)
  const kept = Array.from(head).reduceRight((tail, char) => {
    if (char.normalize('NFKC') !== rest[rest.length - 1]) return char + tail
    rest.pop()
    return tail
  }, '')
  return rest.length > 0 ? undefined : kept
}

/** Takes out of a field what a scanner wrote there since the snapshot; leaves what a person wrote. */
export function takeOut(field: HTMLElement, before: Snapshot | undefined, { text, isUnclear }: { text: string; isUnclear: boolean }): void {
  if (!isInput(field)) return Array.from(text).forEach(() => void document.execCommand('delete'))
  const { value, selectionStart } = field
  const was = before?.field === field ? before : undefined
  if (was?.value === value || !(text || isUnclear)) return
  const isOnlyScanner = was && was.value.slice(0, was.from ?? was.value.length) + text + was.value.slice(was.to ?? was.value.length) === value
  const caret = selectionStart ?? value.length
  const head = isUnclear || isOnlyScanner ? undefined : without(value.slice(0, caret), text)
  if (head !== undefined) write(field, head + value.slice(caret), selectionStart === null ? null : head.length)
  else if (was) write(field, was.value, was.from, was.to)
}
