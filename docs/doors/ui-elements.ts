/**
 * The dialog, its code and the counter as custom elements.
 * @module @baas-pay/ui/elements
 */
export * from '@baas-pay/ui/elements'
