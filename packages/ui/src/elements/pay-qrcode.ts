/** `<pay-qrcode>`: a text as a QR code, for pages without Vue. */
import { defineComponent, h } from 'vue'
import { PayQrcode } from '../components/PayQrcode'
import { commonProps, useElement } from './use-element'

/** What the page hears. */
export const payQrcodeEvents = { drawn: true, broken: true } as const

/** What the element is made of. */
export const payQrcode = defineComponent({
  name: 'pay-qrcode',
  inheritAttrs: false,
  props: {
    ...commonProps,
    text: String,
    label: String,
    sizePx: { type: Number, default: 224 },
  },
  setup(props) {
    const { tell } = useElement(props)
    return () => (props.text
      ? h(PayQrcode, { text: props.text, label: props.label, sizePx: props.sizePx, onDrawn: () => tell('drawn'), onBroken: (error: unknown) => tell('broken', { error }) })
      : undefined)
  },
})
