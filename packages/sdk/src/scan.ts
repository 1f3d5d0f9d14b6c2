/** A scanner that types payment codes: `@baas-pay/sdk/scan`. */
export { createScanGun, type ScanGun, type ScanGunOptions } from './scan/gun'
export { createScanDecoder } from './core/keystrokes-decoder'
export { maskPaymentCode, paymentCodeRules, type PaymentCodeBrand, type PaymentCodeRule } from './core/payment-code-rules'
export type { KeyRecord, ScanField, Terminator } from './core/keystrokes'
export type { RejectReason, Scan, ScanDecoder, ScanDecoderOptions, ScanFacts, ScanInput, ScanReject, ScanStep, ScanVia } from './core/keystrokes-scan'
