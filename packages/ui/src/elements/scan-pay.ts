/** `<scan-pay>`: the counter for pages without Vue. */
import type { PayClient } from '@baas-pay/sdk'
import { camelize, defineComponent, h, nextTick, shallowRef, toHandlerKey, watch, watchPostEffect, type PropType } from 'vue'
import { ScanPay, type ScanIntent, type ScanPayEmits, type ScanPayProps, type ScanPaySlots } from '../components/ScanPay'
import { reportMisuse } from '../report'
// Of kiosk.css the part that the counter needs.
import css from '../styles/scan.css?inline'
import { sharedSettings } from './settings'
import { createLooks } from './stylesheet'
import { commonProps, useElement } from './use-element'
import { useLightSlots } from './use-light-slots'

/** What the page hears, each as a CustomEvent with the facts as its `detail`. */
export const scanPayEvents: Readonly<Record<keyof ScanPayEmits, true>> = {
  ready: true, scan: true, charging: true, confirming: true, paid: true, complete: true, refused: true, unknown: true, leave: true, reversed: true, rejected: true, 'duplicate-paid': true,
}

/** What the page may put something of its own into. */
export const scanPaySlots: Readonly<Record<keyof ScanPaySlots, true>> = { header: true, goods: true, print: true, support: true, footer: true }

const slotNames: ReadonlySet<string> = new Set(Object.keys(scanPaySlots))
const looks = createLooks(css, () => sharedSettings().kioskStylesheet)

/** What the element is made of. */
export const scanPay = defineComponent({
  name: 'scan-pay',
  // Its id and class are the element's own.
  inheritAttrs: false,
  props: {
    ...commonProps,
    intent: { type: Object as PropType<ScanIntent> },
    client: { type: Object as PropType<PayClient> },
    paidMs: { type: Number as PropType<number | null>, default: 6_000 },
    endedMs: { type: Number as PropType<number | null>, default: 30_000 },
    camera: Boolean,
    print: { type: Function as PropType<ScanPayProps['print']> },
    allowsSynthetic: Boolean,
    // An attribute that is not there can't say no.
    sound: { type: [Boolean, String] as PropType<boolean | string>, default: true },
  },
  setup(props) {
    const { host, client, tell } = useElement(props, looks)
    const slots = useLightSlots(host, slotNames)
    const listeners = Object.fromEntries(Object.keys(scanPayEvents).map((name) => [toHandlerKey(camelize(name)), (facts: unknown) => tell(name, facts)]))
    const isHeard = () => props.sound !== false && props.sound !== 'false'

    // An attribute is an empty text, which a page would take for false.
    watchPostEffect(() => void Object.assign(host, { camera: props.camera, allowsSynthetic: props.allowsSynthetic, sound: isHeard() }))

    const isShown = shallowRef(false)
    watch(() => [props.intent, client.value], async () => {
      // Whoever gives the intent may set the rest right after, and some of it is read only once.
      await nextTick()
      isShown.value = props.intent !== undefined && client.value !== undefined
      if (props.intent && !client.value) reportMisuse(new Error('@baas-pay/ui: <scan-pay> has no `client`: definePayElements({ client }), or its `client` property'))
    }, { immediate: true })

    return () => {
      const { intent, paidMs, endedMs, camera, print, allowsSynthetic } = props
      if (!isShown.value || !intent || !client.value) return undefined
      return h(ScanPay, {
        ...listeners, intent, client: client.value, paidMs, endedMs, camera, print, allowsSynthetic, sound: isHeard(),
        'onUpdate:sound': (is: boolean) => void Object.assign(host, { sound: is }),
      }, slots.value)
    }
  },
})
