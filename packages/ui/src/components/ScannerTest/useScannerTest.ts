import { createScanGun } from '@baas-pay/sdk/scan'
import { onBeforeUnmount, onMounted, shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import { useTimer } from '../../composables/useTimer'
import { reportOf, type ReadCode, type ScannerReport } from './report'
import type { ScannerEvent } from './strokes'

/** What {@link useScannerTest} gives. */
export interface ScannerTest {
  /** The last scan's. */
  readonly report: Readonly<ShallowRef<ScannerReport | undefined>>
  /** How many scans were seen. */
  readonly count: Readonly<ShallowRef<number>>
  readonly clear: () => void
}

/** After an ending, and once the engine has decided, only its echoes come. */
const AFTER_END_MS = 300
/** Longer than the engine waits for more of a code. */
const SILENCE_MS = 1_500
const MOST_EVENTS = 400

const KEYS = ['keydown', 'keyup'] as const
const TEXTS = ['beforeinput', 'compositionend', 'paste'] as const

function recordOf(event: Event): ScannerEvent | undefined {
  const { type, timeStamp: atMs } = event
  if (event instanceof KeyboardEvent) {
    if (event.repeat) return undefined
    const { code, key, keyCode, altKey, ctrlKey, metaKey, isComposing } = event
    // Autofill sends bare events, without a key.
    return typeof key === 'string' ? { type: type === 'keyup' ? 'keyup' : 'keydown', atMs, code, key, keyCode, isAlt: altKey && !ctrlKey, isChord: (ctrlKey && !altKey) || metaKey, isComposing } : undefined
  }
  if (type === 'paste') return { type: 'pasted', atMs, text: (event as ClipboardEvent).clipboardData?.getData('text') ?? '' }
  if (type === 'compositionend') return { type: 'composed', atMs, text: (event as CompositionEvent).data }
  const { inputType, data } = event as InputEvent
  return inputType === 'insertText' && data ? { type: 'text', atMs, text: data } : undefined
}

/**
 * Listens to whatever types on this page, wherever the focus is, and reports on what a scanner typed. A payment code is neither shown nor
 * kept: of its events only what is measured remains. The engine that takes payments reads along, and keeps the keys from the page.
 */
export function useScannerTest({ allowsSynthetic = false }: { allowsSynthetic?: boolean } = {}): ScannerTest {
  const report = shallowRef<ScannerReport>()
  const count = shallowRef(0)
  let events: ScannerEvent[] = []
  let read: ReadCode | undefined
  let hasEnded = false

  function finish(): void {
    const found = reportOf(events, read)
    events = []
    read = undefined
    hasEnded = false
    if (!found) return
    report.value = found
    count.value += 1
  }
  const timer = useTimer(finish, () => (hasEnded ? AFTER_END_MS : SILENCE_MS))

  const isEnding = (record: ScannerEvent): boolean => record.type === 'keydown' && /^(Enter|NumpadEnter|Tab)$/.test(record.code || record.key)
  const isCharacter = (record: ScannerEvent): boolean => record.type === 'keydown' && record.key.length === 1

  function hear(event: Event): void {
    if (!(event.isTrusted || allowsSynthetic)) return
    const record = recordOf(event)
    if (!record) return
    // The next scan has begun.
    if (hasEnded && isCharacter(record)) finish()
    if (isEnding(record)) hasEnded = true
    if (events.length < MOST_EVENTS) events.push(record)
    timer.start()
  }

  function tell(told: ReadCode): void {
    read = told
    hasEnded = true
    timer.start()
  }

  const gun = createScanGun({
    onScan: ({ masked, brand }) => tell({ masked, brand }),
    onReject: ({ masked, brand, reason }) => tell({ masked, brand, reason }),
    allowsSynthetic,
  })

  onMounted(() => {
    // Before the engine's own, which stops what it takes.
    for (const name of [...KEYS, ...TEXTS]) window.addEventListener(name, hear, true)
    gun.start()
  })
  onBeforeUnmount(() => {
    for (const name of [...KEYS, ...TEXTS]) window.removeEventListener(name, hear, true)
    gun.stop()
    events = []
  })

  return {
    report: shallowReadonly(report),
    count: shallowReadonly(count),
    clear() {
      report.value = undefined
      count.value = 0
    },
  }
}
