/** The scanner of a page: listens to the window, and hands what it types to the decoder. */
import type { ScanField } from '../core/keystrokes'
import { createScanDecoder } from '../core/keystrokes-decoder'
import type { Scan, ScanDecoderOptions, ScanInput, ScanReject, ScanStep } from '../core/keystrokes-scan'
import type { PaymentCodeBrand } from '../core/payment-code-rules'
import { systemClock, type Clock } from '../runtime/clock'
import { clear, fieldOf, giveBack, snapshotOf, takeOut, type Snapshot } from './field'

/** Options of {@link createScanGun}. */
export interface ScanGunOptions extends ScanDecoderOptions {
  /** The window whose keys are listened to, whatever has the focus. A frame has keys of its own. @default window */
  target?: Window
  /** A payment code, whole and once. The code is for the request alone. */
  onScan: (scan: Scan) => void
  /** A scan that is no payment of now, with the reason; the text is masked. */
  onReject?: (reject: ScanReject) => void
  /** How many characters of whose code have come; 0 when it is over. */
  onReading?: (reading: { readonly length: number; readonly brand?: PaymentCodeBrand }) => void
  /** Whether a field is the page's own entry for payment codes: what is pasted or committed there as a whole is read too. @default none is */
  isOwnField?: (field: HTMLElement) => boolean
  /** Takes events that a script made: for tests and demonstrations. @default false */
  allowsSynthetic?: boolean
  /** Its timers alone are used: the time of a key is the event's own. @default the page's */
  clock?: Pick<Clock, 'setTimeout' | 'clearTimeout'>
}

/** A scanner's port. */
export interface ScanGun {
  /** Begins to listen; again is nothing. */
  start(): void
  /** Ends listening: no listener, timer or half a code is left. Used codes stay used. */
  stop(): void
  /** A code entered by hand or read by a camera: the same checks, told by the same callbacks. */
  submit(text: string): void
}

const EVENTS = ['keydown', 'keyup', 'beforeinput', 'compositionstart', 'compositionend', 'paste', 'drop', 'blur'] as const

const keyRecord = (event: KeyboardEvent, field: ScanField): ScanInput => ({
  type: event.type === 'keyup' ? 'keyup' : 'keydown', atMs: event.timeStamp, field, code: event.code || '', key: event.key, keyCode: event.keyCode,
  isChord: (event.ctrlKey && !event.altKey) || event.metaKey, isAlt: event.altKey && !event.ctrlKey, isRepeat: event.repeat, isComposing: event.isComposing,
})

/** What an event tells the decoder; undefined for what it has no use for. */
function inputOf(event: Event, field: ScanField, target: Window): ScanInput | undefined {
  const { type, timeStamp: atMs } = event
  const text = (data: string | null | undefined, as: 'text' | 'paste' = 'text'): ScanInput | undefined => (data ? { type: as, atMs, field, text: data } : undefined)
  if (type === 'blur') return event.target === target ? { type, atMs } : undefined
  if (type === 'paste') return text((event as ClipboardEvent).clipboardData?.getData('text'), 'paste')
  if (type === 'drop') return text((event as DragEvent).dataTransfer?.getData('text'), 'paste')
  if (type === 'compositionstart') return undefined
  if (type === 'compositionend') return text((event as CompositionEvent).data)
  if (type !== 'beforeinput') return keyRecord(event as KeyboardEvent, field)
  const { inputType, data } = event as InputEvent
  if (inputType === 'insertLineBreak') return text('\n')
  return inputType === 'insertText' ? text(data) : undefined
}

/**
 * Reads payment codes that a scanner types anywhere on the page.
 * @example
 * const gun = createScanGun({ onScan: ({ code, provider }) => charge(code, provider), onReject: ({ reason }) => tell(reason) })
 * gun.start()
 */
export function createScanGun(options: ScanGunOptions): ScanGun {
  const { onScan, onReject, onReading, isOwnField, allowsSynthetic = false, clock = systemClock } = options
  // Late: a server may make a gun, and never starts it.
  const target = () => options.target ?? window
  const decoder = createScanDecoder(options)
  let field: HTMLElement | undefined
  let before: Snapshot | undefined
  let afterComposition: (() => void) | undefined
  let timer: unknown
  let isOn = false
  let isEditing = false
  let isComposing = false
  let shown = 0

  const now = () => target().performance.now()
  const isOwn = (place: HTMLElement | undefined) => place !== undefined && isOwnField?.(place) === true

  function wait(): void {
    clock.clearTimeout(timer)
    const dueMs = isOn ? decoder.wakeAtMs() : undefined
    if (dueMs !== undefined) timer = clock.setTimeout(() => take({ type: 'silence', atMs: now() }), Math.max(0, dueMs - now()))
  }

  /** What a script writes into a field makes events of its own. */
  function quietly(edit: () => void): void {
    isEditing = true
    edit()
    isEditing = false
  }

  function leave({ giveBack: text, remove }: ScanStep): void {
    const place = field
    const from = before
    if (place && text) quietly(() => giveBack(place, text))
    if (!place || !remove) return
    const undo = () => quietly(() => (isOwn(place) ? clear(place) : takeOut(from?.field ?? place, from, remove)))
    undo()
    // An input method writes what it composed only then.
    if (isComposing) afterComposition = undo
  }

  function tell({ scans, rejects }: Pick<ScanStep, 'scans' | 'rejects'>): void {
    const reading = decoder.reading()
    if (reading.length !== shown) onReading?.(reading)
    shown = reading.length
    for (const scan of scans) onScan(scan)
    for (const reject of rejects) onReject?.(reject)
  }

  function take(input: ScanInput, event?: Event, place?: HTMLElement): void {
    const step = decoder.take(input)
    leave(step)
    if (place) field = place
    if (step.isStart) before = snapshotOf(place)
    if (step.isTaken) event?.preventDefault()
    if (step.isTaken) event?.stopImmediatePropagation()
    wait()
    tell(step)
  }

  function compose({ type }: Event): void {
    isComposing = type === 'compositionstart'
    if (isComposing) return
    afterComposition?.()
    afterComposition = undefined
  }

  function hear(event: Event): void {
    if (isEditing || !(event.isTrusted || allowsSynthetic)) return
    if (event.type.startsWith('composition')) compose(event)
    const place = fieldOf(event)
    const input = inputOf(event, place ? (isOwn(place) ? 'own' : 'foreign') : 'none', target())
    if (input) take(input, event, place)
  }

  function stop(): void {
    if (!isOn) return
    isOn = false
    for (const name of EVENTS) target().removeEventListener(name, hear, true)
    leave(decoder.take({ type: 'blur', atMs: now() }))
    wait()
  }

  return {
    start: () => {
      if (isOn) return
      isOn = true
      for (const name of EVENTS) target().addEventListener(name, hear, true)
    },
    stop,
    submit: (text) => tell(decoder.submit(text, now())),
  }
}
