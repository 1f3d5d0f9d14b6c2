/**
 * Walnut as a backend.
 * @module @baas-pay/sdk/walnut
 */
export * from '@baas-pay/sdk/walnut'
