/** The door `@baas-pay/ui/elements`: the dialog, its code and the counter as custom elements, for pages without Vue. Importing it does nothing. */
export { definePayElements } from './define'
export type { PayElementsOptions } from './settings'
export type { PayDialogElement, PayDialogElementEvents, PayDialogElementProps, PayElementProps, PayQrcodeElement, PayQrcodeElementEvents, PayQrcodeElementProps, ScanPayElement, ScanPayElementEvents, ScanPayElementProps } from './types'
