/**
 * Vue 3 components and composables.
 * @module @baas-pay/ui
 */
export * from '@baas-pay/ui'

/** The whole checkout: choice, QR, wallet, every state. Props: {@link PayDialogProps} and `v-model:open`; events: {@link PayDialogEmits}; slots: {@link PayDialogSlots}. */
export { PayDialog } from '@baas-pay/ui'
/** Where a payer lands after a wallet's page. Props: {@link PayReturnProps}; events: {@link PayReturnEmits}; slots: {@link PayReturnSlots}. */
export { PayReturn } from '@baas-pay/ui'
/** The counter: a scanner types the payer's payment code, which is charged once. Props: {@link ScanPayProps} and `v-model:sound`; events: {@link ScanPayEmits}; slots: {@link ScanPaySlots}. */
export { ScanPay } from '@baas-pay/ui'
/** A till's last ten charges, live. Props: `results`, of {@link useScanResults}, and `print`. */
export { ScanResults } from '@baas-pay/ui'
/** What a connected scanner sends, and what to set. Prop: `allowsSynthetic`. */
export { ScannerTest } from '@baas-pay/ui'
/** The choice of a way of paying alone: `v-model`. Props: `methods`, `client`; events: `choose`, `enter`. */
export { PayMethodList } from '@baas-pay/ui'
/** A text as a QR code, drawn as SVG; its encoder is loaded lazily. Props: `text`, `label`, `sizePx`; events: `drawn`, `broken`. */
export { PayQrcode } from '@baas-pay/ui'
/** A wallet's page in a sandboxed frame. Props: `url`, `provider`, `client`; events: `shown`, `blocked`. */
export { PayFrame } from '@baas-pay/ui'
/** An amount of yuan. Prop: `amountFen`, in fen. */
export { PayAmount } from '@baas-pay/ui'
/** The time that is left. Props: `deadlineAt`, an instant in ms, and `now`, the clock that it was read from. */
export { PayCountdown } from '@baas-pay/ui'
/** An order's number, with a button that copies it. Props: `value`, `label`, `compact`; event: `copied`. */
export { PayOrderNumber } from '@baas-pay/ui'
/** How the asking goes: nothing while it goes well. Props: `health`, `lastAnswerAt` in ms, `creating`, `now`. */
export { PayNetwork } from '@baas-pay/ui'
/** An end: by a shape and by words. Props: `kind` (`paid`, `closed`, `failed`, `expired` or `unknown`), `title`, `text`. */
export { PayResult } from '@baas-pay/ui'
