export { default as PayDialog } from './PayDialog.vue'
export type { DismissFacts, FailedFacts, PaidFacts, PayDialogEmits, PayDialogProps, PayDialogSlots, PayFacts, PaySlotScope } from './types'
