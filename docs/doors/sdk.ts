/**
 * The documented facade, the client, checkouts and watches, backends, bridges, errors.
 * @module @baas-pay/sdk
 */
export * from '@baas-pay/sdk'
