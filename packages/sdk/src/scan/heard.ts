/** What the events of a page tell the decoder. */
import type { KeyRecord } from '../core/keystrokes'
import type { TextRecord } from '../core/keystrokes-scan'

type Heard = Omit<KeyRecord, 'atMs' | 'field'> | Pick<TextRecord, 'type' | 'text'> | { readonly type: 'blur' } | undefined

const text = (data: string | null | undefined, type: 'text' | 'paste' = 'text'): Heard => (data ? { type, text: data } : undefined)

const key = (event: KeyboardEvent): Heard => ({
  type: event.type as KeyRecord['type'], code: event.code || '', key: event.key, keyCode: event.keyCode,
  isChord: (event.ctrlKey && !event.altKey) || event.metaKey, isAlt: event.altKey && !event.ctrlKey, isRepeat: event.repeat, isComposing: event.isComposing,
})

/** Each kind of event that is listened to, and how it is read. */
const READERS: { readonly [name in keyof WindowEventMap]?: (event: WindowEventMap[name]) => Heard } = {
  keydown: key,
  keyup: key,
  beforeinput: ({ inputType, data }) => (inputType === 'insertLineBreak' ? text('\n') : inputType === 'insertText' ? text(data) : undefined),
  compositionend: ({ data }) => text(data),
  paste: ({ clipboardData }) => text(clipboardData?.getData('text'), 'paste'),
  drop: ({ dataTransfer }) => text(dataTransfer?.getData('text'), 'paste'),
  blur: ({ target, currentTarget }) => (target === currentTarget ? { type: 'blur' } : undefined),
}

/** Their names. */
export const EVENTS = Object.keys(READERS)

/** What one of them says, without its time and place; undefined for nothing. */
export const heardOf = (event: Event): Heard => (READERS as Readonly<Record<string, (event: Event) => Heard>>)[event.type]?.(event)
