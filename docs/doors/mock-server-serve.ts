/**
 * The mock server on its ports.
 * @module @baas-pay/mock-server/serve
 */
export * from '@baas-pay/mock-server/serve'
