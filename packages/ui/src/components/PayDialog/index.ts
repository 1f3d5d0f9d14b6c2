export { default as PayDialog } from './PayDialog.vue'
export type { FailedFacts, PaidFacts, PayDialogEmits, PayDialogProps, PayDialogSlots, PayFacts } from './types'
