export { default as ScanPay } from './ScanPay.vue'
export type { ChargeFacts, ChargePaidFacts, ChargeReversedFacts, ScanIntent, ScanPayEmits, ScanPayProps, ScanPaySlots, ScanPaySlotScope, ScanScreen } from './types'
