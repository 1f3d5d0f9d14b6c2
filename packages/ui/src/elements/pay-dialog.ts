/** `<pay-dialog>`: the dialog for pages without Vue. */
import type { PayClient, PayMethod } from '@baas-pay/sdk'
import { camelize, defineComponent, h, nextTick, toHandlerKey, watch, watchPostEffect, type PropType } from 'vue'
import { PayDialog, type PayDialogEmits, type PayDialogSlots } from '../components/PayDialog'
import type { PayIntent } from '../composables/useCheckout'
import { reportMisuse } from '../report'
import { commonProps, useElement } from './use-element'
import { useLightSlots } from './use-light-slots'

/** What the page hears, each as a CustomEvent with the facts as its `detail`. */
export const payDialogEvents: Readonly<Record<keyof PayDialogEmits, true>> = {
  'method-change': true, created: true, paid: true, complete: true, 'order-closed': true, failed: true, unknown: true, expired: true, 'duplicate-paid': true, dismiss: true,
}

/** What the page may put something of its own into. */
export const payDialogSlots: Readonly<Record<keyof PayDialogSlots, true>> = {
  header: true, goods: true, support: true, footer: true,
  idle: true, creating: true, waiting: true, checking: true, closing: true, paid: true, closed: true, failed: true, expired: true, unknown: true,
}

const slotNames: ReadonlySet<string> = new Set(Object.keys(payDialogSlots))

/** In an attribute they are words. */
const methodsOf = (methods: readonly PayMethod[] | string | undefined): readonly PayMethod[] | undefined =>
  typeof methods === 'string' ? (methods.split(/[\s,]+/).filter(Boolean) as PayMethod[]) : methods

/** What the element is made of; `open` is an attribute that the element itself takes off. */
export const payDialog = defineComponent({
  name: 'pay-dialog',
  // Its id and class are the element's own.
  inheritAttrs: false,
  props: {
    ...commonProps,
    intent: { type: [Object, Function] as PropType<PayIntent> },
    methods: { type: [Array, String] as PropType<readonly PayMethod[] | string> },
    client: { type: Object as PropType<PayClient> },
    autoCloseMs: { type: Number as PropType<number | null>, default: 3_000 },
    inline: Boolean,
    sound: Boolean,
    open: Boolean,
  },
  setup(props) {
    const { host, client, tell } = useElement(props)
    const slots = useLightSlots(host, slotNames)
    const listeners = Object.fromEntries(Object.keys(payDialogEvents).map((name) => [toHandlerKey(camelize(name)), (facts: unknown) => tell(name, facts)]))
    const missing = () => (client.value ? props.intent ? undefined : '`intent`' : '`client`: definePayElements({ client }), or its `client`')

    // An attribute is an empty text, which a page would take for false.
    watchPostEffect(() => void Object.assign(host, { open: props.open, inline: props.inline, sound: props.sound }))

    watch(() => props.open, async (open) => {
      // Whoever opens it may set the rest right after.
      await nextTick()
      const what = missing()
      if (open && props.open && what) reportMisuse(new Error(`@baas-pay/ui: <pay-dialog> is open and has no ${what} property`))
    }, { immediate: true })

    return () => {
      const { intent, methods, autoCloseMs, inline, sound, open } = props
      if (!intent || !client.value) return undefined
      return h(PayDialog, {
        ...listeners, intent, methods: methodsOf(methods), client: client.value, autoCloseMs, inline, sound, open,
        'onUpdate:open': (is: boolean) => void Object.assign(host, { open: is }),
      }, slots.value)
    }
  },
})
