/**
 * The payments of this browser that are not finished, as a store.
 * @module @baas-pay/ui/pinia
 */
export * from '@baas-pay/ui/pinia'
