/**
 * Vue 3 components and composables.
 * @module @baas-pay/ui
 */
export * from '@baas-pay/ui'
