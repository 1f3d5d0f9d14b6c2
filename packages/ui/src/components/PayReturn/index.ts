export { default as PayReturn } from './PayReturn.vue'
export type { PayReturnEmits, PayReturnProps, PayReturnSlots, PayReturnSlotScope, ReturnPaidFacts } from './types'
