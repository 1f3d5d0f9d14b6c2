/**
 * The mock server in process: for tests.
 * @module @baas-pay/mock-server
 */
export * from '@baas-pay/mock-server'
