/** The scanner of a page: listens to the window, and hands what it types to the decoder. */
import { createScanDecoder } from '../core/keystrokes-decoder'
import type { Scan, ScanDecoderOptions, ScanInput, ScanReject, ScanStep } from '../core/keystrokes-scan'
import type { PaymentCodeBrand } from '../core/payment-code-rules'
import { systemClock, type Clock } from '../runtime/clock'
import { fieldOf, holdingOf, type Put } from './field'
import { EVENTS, heardOf } from './heard'

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

/** Where an input went, and what was there. */
type Mark = [field: HTMLElement | undefined, put: Put | undefined]

/**
 * Reads payment codes that a scanner types anywhere on the page.
 * @example
 * const gun = createScanGun({ onScan: ({ code, provider }) => charge(code, provider), onReject: ({ reason }) => tell(reason) })
 * gun.start()
 */
export function createScanGun(options: ScanGunOptions): ScanGun {
  const { onScan, onReject, onReading, isOwnField, allowsSynthetic, clock = systemClock } = options
  const decoder = createScanDecoder(options)
  let target: Window | undefined
  let place: HTMLElement | undefined
  let undo: (() => void) | undefined
  let timer: unknown
  let isEditing = false
  let shown = 0
  /** How long the last event was on its way: on a busy machine keys may come late, at the device's pace, and silence begins only then. */
  let lagMs = 0

  // Late: a server may make a gun, and never starts it.
  const clockMs = () => (target ?? window).performance.now()
  /** Now, on the events' own clock. */
  const now = () => clockMs() - lagMs

  function wait(): void {
    clock.clearTimeout(timer)
    const dueMs = decoder.wakeAtMs()
    if (dueMs !== undefined) timer = clock.setTimeout(() => act(decoder.take({ type: 'silence', atMs: now() })), Math.max(0, dueMs - now()))
  }

  function leave({ giveBack, remove }: ScanStep): void {
    // What a script writes into a field makes events of its own.
    isEditing = true
    // The first input into a field knows what it held.
    const puts = new Map<HTMLElement | undefined, Put | undefined>()
    for (const { mark = [] } of remove) {
      const [field, put] = mark as Mark
      if (!puts.has(field)) puts.set(field, put)
    }
    for (const put of puts.values()) put?.('')
    if (place && giveBack) holdingOf(place)(giveBack)
    isEditing = false
  }

  function act(step: ScanStep, event?: Event, mark?: () => void): void {
    const { isTaken, remove, scans, rejects } = step
    leave(step)
    mark?.()
    // An input method writes what it composed only at the end.
    if (remove.length > 0) undo = () => leave(step)
    else if (event?.type === 'keydown' && !isTaken) undo = undefined
    if (isTaken) event?.preventDefault()
    if (isTaken) event?.stopImmediatePropagation()
    wait()
    const reading = decoder.reading()
    if (reading.length !== shown) onReading?.(reading)
    shown = reading.length
    for (const scan of scans) onScan(scan)
    for (const reject of rejects) onReject?.(reject)
  }

  function hear(event: Event): void {
    if (isEditing || !(event.isTrusted || allowsSynthetic)) return
    if (event.type === 'compositionend') undo?.()
    const heard = heardOf(event)
    if (!heard) return
    lagMs = clockMs() - event.timeStamp
    const field = fieldOf(event)
    const isOwn = field && isOwnField?.(field)
    const held = () => field && holdingOf(field, isOwn)
    const mark: Mark = [field, held()]
    act(decoder.take({ ...heard, atMs: event.timeStamp, field: field ? (isOwn ? 'own' : 'foreign') : 'none', mark } as ScanInput), event, () => (mark[1] = held()))
    place = field ?? place
  }

  return {
    start: () => {
      target ??= options.target ?? window
      // Again the same listener is none.
      for (const name of EVENTS) target.addEventListener(name, hear, true)
    },
    stop: () => {
      for (const name of EVENTS) target?.removeEventListener(name, hear, true)
      leave(decoder.take({ type: 'blur', atMs: 0 }))
      wait()
      target = undefined
    },
    submit: (text) => act(decoder.submit(text, now())),
  }
}
