import { createScanGun, type PaymentCodeBrand, type ScanGunOptions } from '@baas-pay/sdk/scan'
import { computed, onActivated, onBeforeUnmount, onDeactivated, onMounted, shallowReadonly, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { activeElement } from '../../active-element'

/** Options of {@link useScanGun}: the engine's own, and the page's own field for payment codes. */
export interface UseScanGunOptions extends Omit<ScanGunOptions, 'target' | 'isOwnField' | 'onReading'> {
  /** The field that is made for payment codes, where the page has one: a device that commits text needs it. */
  field?: Readonly<Ref<HTMLInputElement | null>>
}

/** How much of whose code is being read; a length of 0 is none. */
export interface ScanReading {
  readonly length: number
  readonly brand?: PaymentCodeBrand
}

/** What {@link useScanGun} gives. */
export interface UseScanGunReturn {
  /**
   * Whether a scan would be heard now: the page listens, and the window has the keyboard. A window in the background, or a frame of another
   * page that has the focus, takes a scanner's keys away without a word.
   */
  readonly isArmed: ComputedRef<boolean>
  readonly reading: Readonly<ShallowRef<ScanReading>>
  /**
   * Whether the device commits text instead of keys (an input method or an Android scanner, seen by its first key): the field has to be
   * editable then, with `inputmode="none"`, or its text goes nowhere.
   */
  readonly commitsText: Readonly<ShallowRef<boolean>>
  /** Takes the keyboard back, within a tap. */
  readonly arm: () => void
  /** A code that was entered by hand or read by a camera: the same checks, told by the same callbacks. */
  readonly submit: (text: string) => void
}

const HIDDEN_KEY_CODE = 229

/** Whether a frame of this page has the keyboard: its keys do not come here. */
const isInFrame = (): boolean => activeElement()?.localName === 'iframe'

/**
 * A scanner's port for as long as the component is on the page; the engine is `@baas-pay/sdk/scan`.
 * @example
 * const { isArmed } = useScanGun({ onScan: ({ code }) => checkout.charge(code), onReject: ({ reason }) => tell(reason), isBusy: () => checkout.mayHavePaid })
 */
export function useScanGun({ field, ...options }: UseScanGunOptions): UseScanGunReturn {
  const reading = shallowRef<ScanReading>({ length: 0 })
  const commitsText = shallowRef(false)
  const isListening = shallowRef(false)
  const hasKeyboard = shallowRef(false)
  const gun = createScanGun({ ...options, isOwnField: (place) => place === field?.value, onReading: (now) => { reading.value = now } })

  const look = () => { hasKeyboard.value = document.visibilityState === 'visible' && document.hasFocus() && !isInFrame() }
  // `hasFocus()` is still true where a frame of the page got it.
  const lose = () => { hasKeyboard.value = false }

  /** Before the engine hears the same key, so that the field can take what comes with it. */
  function seeDevice(event: KeyboardEvent): void {
    if (commitsText.value || !field?.value || event.composedPath()[0] !== field.value) return
    if (event.key !== 'Unidentified' && event.keyCode !== HIDDEN_KEY_CODE) return
    commitsText.value = true
    field.value.readOnly = false
  }

  function start(): void {
    window.addEventListener('keydown', seeDevice, true)
    window.addEventListener('focus', look)
    window.addEventListener('blur', lose)
    document.addEventListener('visibilitychange', look)
    gun.start()
    isListening.value = true
    look()
  }
  function stop(): void {
    window.removeEventListener('keydown', seeDevice, true)
    window.removeEventListener('focus', look)
    window.removeEventListener('blur', lose)
    document.removeEventListener('visibilitychange', look)
    gun.stop()
    isListening.value = false
    reading.value = { length: 0 }
  }
  onMounted(start)
  onActivated(start)
  onDeactivated(stop)
  onBeforeUnmount(stop)

  return {
    isArmed: computed(() => isListening.value && hasKeyboard.value),
    reading: shallowReadonly(reading),
    commitsText: shallowReadonly(commitsText),
    arm() {
      window.focus()
      ;(field?.value ?? document.body).focus({ preventScroll: true })
      look()
    },
    submit: (text) => gun.submit(text),
  }
}
