/**
 * Payment codes from a scanner that types like a keyboard.
 * @module @baas-pay/sdk/scan
 */
export * from '@baas-pay/sdk/scan'
